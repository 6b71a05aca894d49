"""Read any document: layout for ads, letters and notes; layout and structure for CVs."""

from models.document import Document, Reading
from models.errors import UserError
from services.documents.sources import Source, load
from services.documents.text import words


def read_document(source: Source, *, filename: str | None = None) -> Document:
    """Return the lines of a file, text or bytes of any kind that can be read.

    Raises:
        UserError: no such file, not readable, empty, a scan, protected, damaged or of no known kind.
    """
    data, kind = load(source, filename=filename)
    name = filename or _name(source)
    if kind == "pdf":
        from services.documents.formats.pdf import read_pdf

        return read_pdf(data, name)
    if kind == "docx":
        from services.documents.formats.docx import read_docx

        return read_docx(data, name)
    if kind == "html":
        from services.documents.formats.html import read_html

        return read_html(data, name)
    if kind == "json":
        from services.documents.formats.json import read_json

        return read_json(data, name)
    from services.documents.formats.plain import read_plain

    return read_plain(data, kind, name)


def read_text(source: Source) -> Document:
    """Return the lines of an ad, a letter, talents or notes; of a web page the main content only.

    Raises:
        UserError: as for read_document.
    """
    return read_document(source)


def read_cv(source: Source) -> Reading:
    """Return the CV a source tells, with what was left out and how sure the reading is.

    Raises:
        UserError: as for read_document, or the document is no CV.
    """
    from services.documents.structure.build import structure
    from services.documents.structure.json_resume import reading_of

    document = read_document(source)
    name = _name(source)
    if document.data is not None:
        return reading_of(document, name)
    if len(words(document.text)) < 12:
        raise UserError(f"{name} has only {len(words(document.text))} words; that is no CV.")
    reading = structure(document)
    cv = reading.cv
    if not (cv.roles or cv.projects or cv.education or any(group.skills for group in cv.skills)):
        raise UserError(f"{name} has neither roles, projects, education nor skills that could be found; is it a CV?")
    return reading


def _name(source: Source) -> str:
    from services.documents.sources import as_path

    path = as_path(source)
    return path.name if path else "The input"
