"""Read a document of ours back as another program would: the last check before a file leaves."""

from models.cv import CV
from models.errors import InternalError
from services.rendering.options import RenderOptions
from services.rendering.render import document_lines, reads_as

READERS = {"pdf": "PDF, as PDFium reads it", "docx": "DOCX, as python-docx reads it"}


def read_back(format: str, data: bytes) -> str:
    """Return the text of a PDF or DOCX in reading order."""
    if format == "pdf":
        import pypdfium2  # reads our pages in a tenth of the time that a parser in Python takes

        pdf = pypdfium2.PdfDocument(data)
        try:
            return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
        finally:
            pdf.close()
    from services.documents.reader import read_document

    return read_document(data).text


def checked(files: dict[str, bytes], cv: CV, options: RenderOptions) -> dict[str, str]:
    """Return what readers find in the files, by the reader's name, having compared it word for word.

    Raises:
        InternalError: a file does not say what the document says.
    """
    lines = document_lines(cv, options)
    texts = {name: read_back(name, files[name]) for name in READERS if name in files}
    for name, text in texts.items():
        if not reads_as(text, lines):
            raise InternalError(f"The {name} file does not read back as the document it was made from.")
    return {READERS[name]: text for name, text in texts.items()}
