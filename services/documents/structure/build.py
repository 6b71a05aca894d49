"""The one structuring pass: a document's lines to a CV, with nothing lost."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from models.base import LeftOut, Notice, Text
from models.cv import CV, Certification, Education, Language, Project, Role, Section, SkillGroup
from models.document import Document, LayoutLine, Reading
from services.documents.dates import find_date_range
from services.documents.structure import confidence
from services.documents.structure.basics import basics_of
from services.documents.structure.conserve import unplaced
from services.documents.structure.education import degree_score, education_of
from services.documents.structure.lists import certifications_of, is_language, label_kind, languages_of, skills_of
from services.documents.structure.projects import projects_of
from services.documents.structure.roles import roles_of, text_of
from services.documents.structure.sections import Part, is_table_head, parts_of, plain
from services.documents.vocabulary import heading_language

_SENTENCE = re.compile(r"(?<=[a-zà-ž\d)%\"”’][.!?])\s+(?=[A-ZÀ-Ž\d\"“(])")
Entry = TypeVar("Entry", Role, Project, Education, Certification, Section)


class _Draft:
    """What has been understood so far."""

    def __init__(self, lines: Sequence[LayoutLine], kind: str, *, told: bool) -> None:
        self.states_lists = kind in ("md", "docx", "html")
        self.glyphless = not self.states_lists and not any(line.bullet for line in lines)
        self.told = told
        """Whether any heading is one that the vocabulary knows."""
        self.summary: list[Text] = []
        self.qualifications: list[Text] = []
        self.roles: list[Role] = []
        self.projects: list[Project] = []
        self.education: list[Education] = []
        self.certifications: list[Certification] = []
        self.skills: list[SkillGroup] = []
        self.languages: list[Language] = []
        self.other: list[Section] = []
        self.contact: list[LayoutLine] = []
        self.left_out: list[LeftOut] = []
        self.confidence: dict[str, float] = {}
        self.heading = ""
        self.named: list[tuple[int, str]] = []
        """Skill groups without a label, by number, with the heading they stand under."""
        self._seen: Counter[str] = Counter()

    def sureness(self, kind: str | None) -> float:
        """Return how sure the entries of the section just read are; sections without entries are sure."""
        since = self._seen[kind or ""]
        match kind:
            case "experience":
                share, count = confidence.of_roles(self.roles[since:]), len(self.roles)
            case "education":
                share, count = confidence.of_education(self.education[since:]), len(self.education)
            case "skills":
                share, count = confidence.of_skills(self.skills[since:]), len(self.skills)
            case "projects":
                share, count = confidence.of_named(self.projects[since:]), len(self.projects)
            case "certifications":
                share, count = confidence.of_named(self.certifications[since:]), len(self.certifications)
            case _:
                return 1.0
        self._seen[kind] = count
        return share


def sentences(text: str) -> list[str]:
    """Return the sentences of a summary, each a fact of its own; a paragraph's end is a sentence's end."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n"))
    return [sentence for paragraph in paragraphs if paragraph for sentence in _SENTENCE.split(paragraph)]


def structure(document: Document) -> Reading:
    """Return the CV that a document's lines tell, with the confidence of each section and what was left out."""
    return reading_of_parts(parts_of([line for line in document.lines if not is_table_head(line)]), document)


def reading_of_parts(parts: Sequence[Part], document: Document) -> Reading:
    """Return the reading of sections that were found, by words and looks or by somebody who grouped the lines."""
    draft = _Draft(document.lines, document.kind, told=any(part.heading and part.known for part in parts))
    heads = [line for line in document.lines if is_table_head(line)]
    draft.left_out += [LeftOut(text=line.text, reason="head of a table", origin=line.origin) for line in heads]
    for part in parts[1:]:
        _add(draft, part)
    _label_skills(draft)
    basics, rest, left_out = basics_of(parts[0].lines, draft.contact)
    _lead(draft, rest)
    cv = CV(
        basics=basics,
        summary=tuple(draft.summary),
        qualifications=tuple(draft.qualifications),
        roles=_numbered("role", draft.roles),
        projects=_numbered("project", draft.projects),
        education=_numbered("education", draft.education),
        certifications=_numbered("certification", draft.certifications),
        skills=tuple(group for group in draft.skills if group.skills or group.label),
        languages=tuple(draft.languages),
        other=_numbered("other", draft.other),
        language=_language(parts, document.lines),
    )
    return _whole(cv, document, [*document.left_out, *draft.left_out, *left_out], draft)


def _numbered(name: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entry.model_copy(update={"id": f"{name}-{number}"}) for number, entry in enumerate(entries, 1))


def _add(draft: _Draft, part: Part) -> None:
    heading = plain(part.heading.text) if part.heading else ""
    if part.kind in _KEPT_WHOLE:
        draft.other.append(Section(id="other", heading=heading, lines=tuple(text_of(line) for line in part.lines)))
    else:
        if part.heading:
            draft.left_out.append(LeftOut(text=part.heading.text, reason="heading", origin=part.heading.origin))
        draft.heading = heading
        _READERS[part.kind or "other"](draft, part.lines)
    guessed = confidence.GUESSED if draft.told else confidence.UNTOLD
    sure = (confidence.KNOWN if part.known else guessed) * draft.sureness(part.kind)
    name = heading or part.kind or ""
    draft.confidence[name] = round(min(sure, draft.confidence.get(name, 1.0)), 2)


def _summary(draft: _Draft, lines: Sequence[LayoutLine]) -> None:
    for line in lines:
        draft.summary += [Text(text=text, origin=line.origin) for text in sentences(text_of(line).text)]


def _qualifications(draft: _Draft, lines: Sequence[LayoutLine]) -> None:
    """Read highlights; where most lines have a year, the heading means what was awarded, as it does in Britain."""
    heads = [line for line in lines if not line.bullet] or lines
    dated = sum(find_date_range(line.text) is not None for line in heads)
    studies = education_of(lines) if 3 * dated >= len(heads) > 0 else []
    if 2 * sum(degree_score(f"{study.degree} {study.institution}") != 0 for study in studies) > len(studies):
        draft.education += studies
        return
    if 2 * dated > len(heads):
        _certifications(draft, lines)
        return
    draft.qualifications += [
        Text(text=text, origin=line.origin) for line in lines for text in text_of(line).text.split(" | ")
    ]


def _skills(draft: _Draft, lines: Sequence[LayoutLine]) -> None:
    """Read skills; a labelled row of another kind (languages, interests, certifications) goes where it belongs."""
    kept: list[LayoutLine] = []
    for line in lines:
        kind, label, items = label_kind(line)
        if kind == "languages" and is_language(items):
            draft.languages += languages_of([line.model_copy(update={"text": items})])
            draft.left_out.append(LeftOut(text=label, reason="heading", origin=line.origin))
        elif kind == "certifications" and items:
            draft.certifications += certifications_of(
                [line.model_copy(update={"text": item}) for item in items.split(", ")]
            )
            draft.left_out.append(LeftOut(text=label, reason="heading", origin=line.origin))
        elif kind in ("interests", "awards", "volunteer", "references") and items and "\t" not in items:
            draft.other.append(Section(id="other", heading=label, lines=(Text(text=items, origin=line.origin),)))
        else:
            kept.append(line)
    groups = skills_of(kept)
    draft.named += [(len(draft.skills) + at, draft.heading) for at, group in enumerate(groups) if not group.label]
    draft.skills += groups


def _label_skills(draft: _Draft) -> None:
    """Where skills stand under several headings (`Skills`, `Tools`), label each group with its own."""
    if len({heading for _, heading in draft.named}) < 2:
        return
    for at, heading in draft.named:
        draft.skills[at] = draft.skills[at].model_copy(update={"label": heading})


def _roles(draft: _Draft, lines: Sequence[LayoutLine]) -> None:
    draft.roles += roles_of(lines, draft.left_out, glyphless_bullets=draft.glyphless)


def _projects(draft: _Draft, lines: Sequence[LayoutLine]) -> None:
    draft.projects += projects_of(lines, glyphless_bullets=draft.glyphless)


def _education(draft: _Draft, lines: Sequence[LayoutLine]) -> None:
    draft.education += education_of(lines)


def _certifications(draft: _Draft, lines: Sequence[LayoutLine]) -> None:
    draft.certifications += certifications_of(lines)


def _languages(draft: _Draft, lines: Sequence[LayoutLine]) -> None:
    if lines and not any(is_language(line.text) for line in lines):
        draft.skills += skills_of(lines)
    else:
        draft.languages += languages_of(lines)


def _contact(draft: _Draft, lines: Sequence[LayoutLine]) -> None:
    draft.contact += lines


_KEPT_WHOLE = frozenset(("volunteer", "awards", "publications", "references", "interests", "other"))
_READERS = {
    "summary": _summary,
    "qualifications": _qualifications,
    "skills": _skills,
    "experience": _roles,
    "projects": _projects,
    "education": _education,
    "certifications": _certifications,
    "languages": _languages,
    "contact": _contact,
}


def _lead(draft: _Draft, rest: Sequence[LayoutLine]) -> None:
    """Take prose above the first section as the summary, as it is in CVs that give it no heading."""
    if rest:
        before = draft.summary
        draft.summary = []
        _summary(draft, rest)
        draft.summary += before


def _language(parts: Sequence[Part], lines: Sequence[LayoutLine]) -> str:
    """Return the language most headings are in; English where they do not tell."""
    counts = Counter[str]()
    for part in parts[1:]:
        if part.heading and (language := heading_language(plain(part.heading.text))):
            counts[language] += 1
    return counts.most_common(1)[0][0] if counts else "en"


def _hidden_links(cv: CV, lines: Sequence[LayoutLine]) -> list[LeftOut]:
    """Return the addresses behind words that no field of the CV took."""
    taken = {link.url for link in cv.basics.links} | {project.url for project in cv.projects}
    return [
        LeftOut(text=link, reason="address of a link", origin=line.origin)
        for line in lines
        for link in line.links
        if link not in taken and not link.startswith(("mailto:", "tel:"))
    ]


def _whole(cv: CV, document: Document, left_out: list[LeftOut], draft: _Draft) -> Reading:
    """Return the reading with every line that has no place yet kept under a section of its own."""
    left_out += _hidden_links(cv, document.lines)
    lost = unplaced(cv, document.lines, left_out)
    notices = list(document.notices)
    if lost:
        section = Section(id=f"other-{len(cv.other) + 1}", heading="", lines=tuple(lost))
        cv = cv.model_copy(update={"other": (*cv.other, section)})
        notices += [Notice(kind="unplaced line", text=text.text, origin=text.origin) for text in lost]
    return Reading(cv=cv, left_out=tuple(left_out), notices=tuple(notices), confidence=draft.confidence)
