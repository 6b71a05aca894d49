"""Write a CV in any format: the one door of this folder."""

from models.cv import CV
from models.errors import UserError
from services.rendering.files import write_files
from services.rendering.layout import blocks, document_lines
from services.rendering.options import FORMATS, RenderOptions
from services.rendering.photo import load_photo
from services.rendering.text import reads_as, words_of

__all__ = ["FORMATS", "RenderOptions", "document_lines", "page_count", "reads_as", "render", "words_of", "write_files"]

_DEFAULT = RenderOptions()


def render(cv: CV, format: str, options: RenderOptions = _DEFAULT) -> bytes:
    """Return the document; equal input gives equal bytes.

    Raises:
        UserError: an unknown format, a photo that can't be used, or a character that no font has (PDF).
    """
    photo = load_photo(options.photo) if options.photo else None
    match format:
        case "md":
            from services.rendering.markdown import markdown

            return markdown(blocks(cv, options))
        case "html":
            from services.rendering.web import html

            return html(blocks(cv, options), _language(cv), options, photo)
        case "pdf":
            from services.rendering.pdf import pdf

            return pdf(blocks(cv, options), _language(cv), options, photo)
        case "docx":
            from services.rendering.word import docx

            return docx(blocks(cv, options), _language(cv), options, photo)
        case "json":
            from services.rendering.json_resume import json_resume

            return json_resume(cv)
    raise UserError(f"{format!r} is no format that can be written; choose from {', '.join(FORMATS)}.")


def page_count(cv: CV, options: RenderOptions = _DEFAULT) -> int:
    """Return how many pages the PDF has, by compiling it."""
    from services.rendering.pdf import pages

    return pages(render(cv, "pdf", options))


def _language(cv: CV) -> str:
    """Return the two letters by which readers of the file know its language; English where the CV has no such code."""
    code = cv.language.lower()[:2]
    return code if code.isascii() and code.isalpha() and len(code) == 2 else "en"
