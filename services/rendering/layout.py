"""Lay a CV out as one list of blocks in reading order, so that every format prints the same words in the same order.

The grammar is plain enough for any parser: one column; below the name the headline, then the contact lines; each
entry has a heading line (title, project, degree), then one line `employer | place | dates`, then prose, then bullets.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from models.base import Model
from models.cv import CV, Education, Link, Project, Role
from models.dates import DateRange
from services.rendering.headings import heading
from services.rendering.options import RenderOptions
from services.rendering.text import address, clean, is_sentence

Kind = Literal["name", "headline", "contact", "section", "entry", "meta", "paragraph", "bullet", "tag", "note"]
_LINE = 80
"""Characters a contact line may have before the links get a line of their own."""
_TAG = 40
"""Characters a key qualification may have to stand beside others on one line."""


class Piece(Model):
    """A run of text: `label: text`, of which `text` links to `href`."""

    text: str
    label: str = ""
    href: str = ""

    @property
    def line(self) -> str:
        """Return the piece as plain text."""
        return f"{self.label}: {self.text}" if self.label else self.text


class Block(Model):
    """One line or paragraph of the document. A paragraph's sentences are pieces of it."""

    kind: Kind
    pieces: tuple[Piece, ...]

    @property
    def separator(self) -> str:
        """Return what stands between two pieces."""
        return {"paragraph": " ", "entry": ", "}.get(self.kind, " | ")

    @property
    def text(self) -> str:
        """Return the block as plain text, without the bullet glyph."""
        return self.separator.join(piece.line for piece in self.pieces)


def blocks(cv: CV, options: RenderOptions | None = None) -> tuple[Block, ...]:
    """Return the document in reading order: the head, then each section that has something in it."""
    body: list[Block] = []
    for section in (options or RenderOptions()).sections:
        body.extend(_other(cv) if section == "other" else _headed(section, cv))
    return (*_head(cv), *body)


def document_lines(cv: CV, options: RenderOptions | None = None) -> tuple[str, ...]:
    """Return the document's text in reading order, without bullet glyphs: what every format must give back.

    Sentences that share a paragraph are lines of their own, so that each can be traced to its facts.
    """
    lines: list[str] = []
    for block in blocks(cv, options):
        if block.kind == "paragraph":
            lines.extend(piece.line for piece in block.pieces)
        else:
            lines.append(block.text)
    return tuple(lines)


def grouped(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """Return the blocks with each run of list items as one group; any other block is a group of its own."""
    runs = groupby(enumerate(blocks), lambda pair: pair[1].kind if pair[1].kind in ("bullet", "tag") else pair[0])
    return [[block for _, block in run] for _, run in runs]


def _block(kind: Kind, *texts: str | Piece) -> Iterator[Block]:
    """Yield the block of the texts that are not empty, or nothing."""
    pieces = tuple(_piece(text) for text in texts)
    if filled := tuple(piece for piece in pieces if piece.text):
        yield Block(kind=kind, pieces=filled)


def _piece(text: str | Piece) -> Piece:
    return text if isinstance(text, Piece) else Piece(text=clean(text))


def _head(cv: CV) -> Iterator[Block]:
    basics = cv.basics
    yield from _block("name", basics.name)
    yield from _block("headline", basics.headline)
    contact = [_piece(basics.location), _linked(basics.email), _linked(basics.phone)]
    links = [_link(link) for link in basics.links]
    if len(" | ".join(piece.line for piece in (*contact, *links))) <= _LINE:
        yield from _block("contact", *contact, *links)
    else:
        yield from _block("contact", *contact)
        yield from _block("contact", *links)
    for detail in basics.details:
        yield from _block("contact", detail.text)


def _linked(text: str) -> Piece:
    return Piece(text=clean(text), href=address(text))


def _link(link: Link) -> Piece:
    label = clean(link.label)
    return Piece(text=clean(link.url), href=address(link.url), label="" if label in link.url else label)


def _headed(section: str, cv: CV) -> Iterator[Block]:
    content = tuple(_CONTENT[section](cv))
    if content:
        yield from _block("section", heading(section, cv.language))
        yield from content


def _summary(cv: CV) -> Iterator[Block]:
    """Yield paragraphs; sentences that stand alone flow into one paragraph, as written lines of a summary do."""
    flow: list[str] = []
    for text in cv.summary:
        if is_sentence(text.text):
            flow.append(text.text)
            continue
        yield from _block("paragraph", *flow)
        flow = []
        yield from _block("paragraph", text.text)
    yield from _block("paragraph", *flow)


def _qualifications(cv: CV) -> Iterator[Block]:
    short = all(len(text.text) <= _TAG for text in cv.qualifications)
    for text in cv.qualifications:
        yield from _block("tag" if short else "bullet", text.text)


def _roles(cv: CV) -> Iterator[Block]:
    for role in cv.roles:
        yield from _entry((role.title,), role.employer, role.place, _dates(role.dates, cv))
        yield from _lines(role)


def _projects(cv: CV) -> Iterator[Block]:
    for project in cv.projects:
        yield from _entry((project.name,), _linked(project.url), _dates(project.dates, cv))
        if project.skills:
            yield from _block("note", Piece(text=_listed(project.skills), label=heading("skills", cv.language)))
        yield from _lines(project)


def _education(cv: CV) -> Iterator[Block]:
    for study in cv.education:
        grade = clean(study.grade)
        label = heading("grade", cv.language) if grade[:1].isdigit() else ""
        last = Piece(text=grade, label=label)
        yield from _entry((study.degree, study.field), study.institution, study.place, _dates(study.dates, cv), last)
        yield from _lines(study)


def _certifications(cv: CV) -> Iterator[Block]:
    for certification in cv.certifications:
        yield from _block("bullet", certification.name, certification.issuer, _dates(certification.dates, cv))


def _skills(cv: CV) -> Iterator[Block]:
    for group in cv.skills:
        if group.skills:
            yield from _block("note", Piece(text=_listed(group.skills), label=clean(group.label)))
        else:
            yield from _block("note", group.label)


def _languages(cv: CV) -> Iterator[Block]:
    known = [f"{language.name} ({language.level})" if language.level else language.name for language in cv.languages]
    yield from _block("note", _listed(known))


def _other(cv: CV) -> Iterator[Block]:
    for section in cv.other:
        yield from _block("section", section.heading or heading("other", cv.language))
        for line in section.lines:
            yield from _block("bullet" if len(section.lines) > 1 else "paragraph", line.text)


def _entry(titles: Iterable[str], *rest: str | Piece) -> Iterator[Block]:
    """Yield the heading line and the line below it; the first of `rest` steps up where there is no title."""
    title = [text for text in titles if clean(text)]
    filled = [piece for piece in map(_piece, rest) if piece.text]
    yield from _block("entry", *(title or filled[:1]))
    yield from _block("meta", *(filled if title else filled[1:]))


def _lines(entry: Role | Project | Education) -> Iterator[Block]:
    for text in entry.description:
        yield from _block("paragraph", text.text)
    for text in entry.bullets:
        yield from _block("bullet", text.text)


def _listed(names: Iterable[str]) -> str:
    """Return `a, b, c`, or `a; b, c` where a name has a comma of its own."""
    cleaned = [clean(name) for name in names]
    return ("; " if any("," in name for name in cleaned) else ", ").join(name for name in cleaned if name)


def _dates(dates: DateRange | None, cv: CV) -> str:
    if dates is None:
        return ""
    last = heading("present", cv.language) if dates.present else str(dates.end or "")
    return dates.text or " – ".join(part for part in (str(dates.start or ""), last) if part)


_CONTENT = {
    "summary": _summary,
    "qualifications": _qualifications,
    "roles": _roles,
    "projects": _projects,
    "education": _education,
    "certifications": _certifications,
    "skills": _skills,
    "languages": _languages,
}
