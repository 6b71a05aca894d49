"""Read any document: layout for ads, letters and notes; layout and structure for CVs."""

from models.base import Notice
from models.document import Document, Reading
from models.errors import UserError
from services.documents.machine import without_instructions
from services.documents.sources import MOST_CHARACTERS, MOST_LINES, Kind, Source, Stored, as_path, load, too_long
from services.documents.text import words

_FEWEST_WORDS = 12


def read_document(source: Source, *, filename: str | None = None) -> Document:
    """Return the lines of a file, text or bytes of any kind that can be read.

    Sentences that speak to a machine are taken out and reported; so is text that nobody can see.

    Raises:
        UserError: no such file, not readable, empty, a scan, protected, damaged or of no known kind.
    """
    return _read(source, filename, main_only=False)


def read_text(source: Source) -> Document:
    """Return the lines of an ad, a letter, talents or notes; of a web page the main content only.

    Raises:
        UserError: as for read_document.
    """
    return _read(source, None, main_only=True)


def read_cv(source: Source) -> Reading:
    """Return the CV a source tells, with what was left out and how sure the reading is.

    Raises:
        UserError: as for read_document, or the document is no CV.
    """
    from services.documents.structure.advert import looks_like_ad
    from services.documents.structure.build import structure
    from services.documents.structure.json_resume import reading_of

    document = read_document(source)
    name = _name(source)
    if document.data is not None:
        return reading_of(document, name)
    count = len(words(document.text))
    if count < _FEWEST_WORDS:
        raise UserError(f"{name} has only {count} word{'s' * (count != 1)}; that is no CV.")
    reading = structure(document)
    if looks_like_ad(document, reading):
        raise UserError(f"{name} reads like a job ad; give your CV first and the ad second.")
    cv = reading.cv
    if not (cv.roles or cv.projects or cv.education or any(group.skills for group in cv.skills)):
        raise UserError(f"{name} shows no roles, projects, education or skills; is it a CV?")
    if not cv.basics.name:
        notice = Notice(kind="no name", text="No name was found above the first section; it is printed without one.")
        reading = reading.model_copy(update={"notices": (*reading.notices, notice)})
    if not cv.roles:
        notice = Notice(kind="no roles", text="No roles were found; what the CV says elsewhere is used.")
        reading = reading.model_copy(update={"notices": (*reading.notices, notice)})
    return reading


def _read(source: Source, filename: str | None, *, main_only: bool) -> Document:
    data, kind = load(source, filename=filename)
    name = filename or _name(source)
    document = _lines_of(data, kind, name, main_only=main_only)
    if len(document.lines) > MOST_LINES or sum(len(line.text) for line in document.lines) > MOST_CHARACTERS:
        raise too_long(name)
    return without_instructions(document)


def _lines_of(data: bytes, kind: Kind, name: str, *, main_only: bool) -> Document:
    """Return the document by the reader of its kind, loaded only when it is needed."""
    if kind == "pdf":
        from services.documents.formats.pdf import read_pdf

        return read_pdf(data, name)
    if kind == "docx":
        from services.documents.formats.docx import read_docx

        return read_docx(data, name)
    if kind == "html":
        from services.documents.formats.html import read_html

        return read_html(data, name, main_only=main_only)
    if kind == "json":
        from services.documents.formats.json import read_json

        return read_json(data, name)
    from services.documents.formats.plain import read_plain

    return read_plain(data, kind, name)


def _name(source: Source) -> str:
    path = as_path(source)
    return path.name if path else source.name if isinstance(source, Stored) else "The input"
