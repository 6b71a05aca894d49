"""Read a PDF: pages to cells, cells to lines in reading order, hidden text set aside."""

import logging
import struct
import zlib
from io import BytesIO
from typing import Any

from models.base import LeftOut, Notice, Origin
from models.document import Document
from models.errors import UserError
from services.documents.layout.cells import Cell
from services.documents.layout.columns import reading_order
from services.documents.layout.furniture import without_furniture
from services.documents.layout.lines import lines_of

MOST_PAGES = 60


def read_pdf(data: bytes, name: str) -> Document:
    """Return the lines of a PDF.

    Raises:
        UserError: encrypted, damaged, without text (a scan) or far too long.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdftypes import PDFException as _PDFException
    from pdfminer.psexceptions import PSException

    try:
        pages = _pages(data, name)
    except (PDFEncryptionError, PDFPasswordIncorrect) as error:
        raise UserError(f"{name} is protected by a password; save it without one.") from error
    except (
        PDFException, _PDFException, PSException, ValueError, KeyError, IndexError, TypeError, AttributeError,
        AssertionError, RecursionError, struct.error, zlib.error, ArithmeticError,
    ) as error:  # fmt: skip
        raise UserError(f"{name} is a damaged PDF; open it and save or print it to PDF again.") from error
    return _document(pages, name)


def _pages(data: bytes, name: str) -> list[Any]:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    from services.documents.formats.pdf_device import Collector

    document = PDFDocument(PDFParser(BytesIO(data)))
    manager = PDFResourceManager()
    device = Collector(manager)
    interpreter = PDFPageInterpreter(manager, device)
    pages = []
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > MOST_PAGES:
            raise UserError(f"{name} has more than {MOST_PAGES} pages; give the few that matter.")
        interpreter.process_page(page)
        pages.append(device.page)
    return pages


def _document(pages: list[Any], name: str) -> Document:
    from services.documents.formats.pdf_glyphs import cells_of

    cells: list[list[Cell]] = []
    notices: list[Notice] = []
    left_out: list[LeftOut] = []
    for page in pages:
        shown, hidden = cells_of(page)
        cells.append(shown)
        for reason, text in hidden:
            origin = Origin(page=page.number)
            notices.append(Notice(kind="hidden text", text=f"{reason}: {text}", origin=origin))
            left_out.append(LeftOut(text=text, reason=f"hidden text ({reason})", origin=origin))
    if not any(cells):
        raise UserError(
            f"{name} holds no text that can be seen; if it is a scan, give a text version (run OCR or export it again)."
        )
    cells, furniture = without_furniture(cells, [page.height for page in pages])
    lines = lines_of(reading_order(cells))
    return Document(kind="pdf", lines=tuple(lines), left_out=tuple(left_out + furniture), notices=tuple(notices))
