"""Say what a parser will miss in a CV, and why, with the line: for the owner's document and for ours."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Literal

from pydantic import Field

from models.base import Model
from models.document import Document, LayoutLine, Reading
from models.errors import UserError
from services.documents.reader import read_cv, read_document
from services.documents.sources import Source, load
from services.documents.structure.confidence import GUESSED

FindingKind = Literal[
    "columns", "table", "image", "header", "text box", "font", "hidden text", "instruction", "heading", "dates",
    "contact", "role", "unplaced", "structure",
]  # fmt: skip
_SURE_ENOUGH = 0.75


class Finding(Model):
    """One thing a parser may miss: what it is, why, and where (`text` is the line it is about)."""

    kind: FindingKind
    why: str
    text: str = ""
    page: int | None = None
    line: int | None = None


class Check(Model):
    """The findings in reading order, and how sure our own reader is of each section."""

    findings: tuple[Finding, ...] = ()
    confidence: dict[str, float] = Field(default_factory=dict)

    @property
    def clean(self) -> bool:
        """Tell whether nothing was found."""
        return not self.findings


def check(source: Source) -> Check:
    """Return what a parser will miss in a CV.

    Raises:
        UserError: the source can't be read at all.
    """
    data, kind = load(source)
    document = read_document(source)
    findings = [*_of_layout(document), *_of_notices(document)]
    if kind == "pdf":
        findings += _of_pdf(data)
    if kind == "docx":
        findings += _of_docx(data)
    try:
        reading = read_cv(source)
    except UserError as error:
        return Check(findings=(*findings, Finding(kind="structure", why=str(error))))
    findings += _of_reading(reading, document)
    return Check(findings=tuple(sorted(findings, key=_place)), confidence=reading.confidence)


def _place(finding: Finding) -> tuple[int, int]:
    return finding.page or 0, finding.line or 0


def _at(kind: FindingKind, why: str, line: LayoutLine) -> Finding:
    return Finding(
        kind=kind, why=why, text=line.text.replace("\t", " | "), page=line.origin.page, line=line.origin.line
    )


def _of_layout(document: Document) -> Iterator[Finding]:
    """Yield columns and tables."""
    starts: dict[tuple[int | None, int], LayoutLine] = {}
    for line in document.lines:
        starts.setdefault((line.origin.page, line.column), line)
    for (page, _), line in starts.items():
        beside = [
            other
            for other in document.lines
            if other.origin.page == page and other.column < line.column and other.x1 <= line.x0 + 1
            and any(abs(other.top - mine.top) < 40 for mine in (line,))
        ]  # fmt: skip
        if beside:
            yield _at(
                "columns",
                "A second column begins here; a parser that reads line by line mixes it with the first.",
                line,
            )
    rows = [line for line in document.lines if line.text.count("\t") >= 2]
    if len(rows) > 1:
        yield _at(
            "table", f"{len(rows)} lines are laid out as a table; a parser may join or reorder its cells.", rows[0]
        )


def _of_notices(document: Document) -> Iterator[Finding]:
    for notice in document.notices:
        page, line = (notice.origin.page, notice.origin.line) if notice.origin else (None, None)
        if notice.kind == "hidden text":
            why = "This text can't be seen by a person; screeners treat it as an attempt to cheat."
            yield Finding(kind="hidden text", why=why, text=notice.text, page=page, line=line)
        elif notice.kind == "instruction":
            why = "This sentence speaks to a machine; it is never used."
            yield Finding(kind="instruction", why=why, text=notice.text, page=page, line=line)


def _of_pdf(data: bytes) -> Iterator[Finding]:
    """Yield pictures, glyphs without a letter, and text turned sideways."""
    from services.documents.formats.pdf import collect_pages

    for page in collect_pages(data, "The PDF"):
        pictures = sum(shape.colour is None for shape in page.shapes)
        if pictures:
            why = f"{pictures} picture{'s' * (pictures > 1)}: words inside a picture are not read."
            yield Finding(kind="image", why=why, page=page.number)
        unnamed = sum(glyph.text.startswith("(cid:") for glyph in page.glyphs)
        if unnamed:
            why = f"{unnamed} glyphs have no letter in their font; a parser shows them as `(cid:…)` or drops them."
            yield Finding(kind="font", why=why, page=page.number)
        if page.sideways:
            yield Finding(kind="font", why=f"{page.sideways} letters are turned sideways.", page=page.number)


def _of_docx(data: bytes) -> Iterator[Finding]:
    """Yield what Word keeps outside the body text."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        body = archive.read("word/document.xml")
        heads = [name for name in names if re.fullmatch(r"word/header\d*\.xml", name) and b"<w:t" in archive.read(name)]
    if heads:
        yield Finding(kind="header", why="Text stands in the page header; many parsers skip headers.")
    if b"txbxContent" in body:
        yield Finding(kind="text box", why="Text stands in text boxes; many parsers skip them.")
    if b"<w:drawing" in body and any(name.startswith("word/media/") for name in names):
        yield Finding(kind="image", why="There are pictures; words inside a picture are not read.")
    if body.count(b"<w:tbl>") > 0:
        yield Finding(kind="table", why=f"{body.count(b'<w:tbl>')} tables; a parser may join or reorder their cells.")


def _of_reading(reading: Reading, document: Document) -> Iterator[Finding]:
    """Yield missing contact, unclear headings, roles without a field, and lines that found no place."""
    basics = reading.cv.basics
    missing = [name for name in ("name", "email", "phone") if not getattr(basics, name)]
    if missing:
        yield Finding(kind="contact", why=f"No {', '.join(missing)} found at the top of the CV.")
    for heading, sure in reading.confidence.items():
        if sure <= _SURE_ENOUGH:
            why = "is no usual heading" if sure == GUESSED else "could be understood only in part"
            yield _headed(heading, f"The section “{heading}” {why}.", document)
    for role in reading.cv.roles:
        lacks = [name for name in ("title", "employer", "dates") if not getattr(role, name)]
        if lacks:
            shown = ", ".join(part for part in (role.title, role.employer) if part)
            kind: FindingKind = "dates" if lacks == ["dates"] else "role"
            yield Finding(kind=kind, why=f"This role has no {' and no '.join(lacks)} that could be found.", text=shown)
    for notice in reading.notices:
        if notice.kind == "unplaced line":
            page, line = (notice.origin.page, notice.origin.line) if notice.origin else (None, None)
            yield Finding(
                kind="unplaced", why="This line belongs to no section.", text=notice.text, page=page, line=line
            )
    twice = [
        name for name, count in Counter(role.employer for role in reading.cv.roles if role.dates).items() if count > 5
    ]
    for employer in twice:
        yield Finding(
            kind="role", why="More than five roles at one employer; check that they are roles.", text=employer
        )


def _headed(heading: str, why: str, document: Document) -> Finding:
    line = next((line for line in document.lines if heading and heading in line.text), None)
    return _at("heading", why, line) if line else Finding(kind="heading", why=why)
