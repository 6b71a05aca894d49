"""Read a PDF: pages to cells, cells to lines in reading order, hidden text set aside."""

import logging
import struct
import zlib
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from models.base import LeftOut, Notice, Origin
from models.document import Document
from models.errors import UserError
from services.documents.layout.cells import Cell
from services.documents.layout.columns import reading_order
from services.documents.layout.furniture import without_furniture
from services.documents.layout.lines import lines_of

if TYPE_CHECKING:
    from services.documents.formats.pdf_device import Page

MOST_PAGES = 60


def read_pdf(data: bytes, name: str) -> Document:
    """Return the lines of a PDF.

    Raises:
        UserError: encrypted, damaged, without text (a scan) or far too long.
    """
    return _document(collect_pages(data, name), name)


def collect_pages(data: bytes, name: str) -> list["Page"]:
    """Return what each page paints.

    Raises:
        UserError: encrypted, damaged or far too long.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    try:
        return _pages(data, name)
    except (PDFEncryptionError, PDFPasswordIncorrect) as error:
        raise UserError(f"{name} is protected by a password; save it without one.") from error
    except (
        PDFException, PSException, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError,
        RecursionError, struct.error, zlib.error, ArithmeticError,
    ) as error:  # fmt: skip
        raise UserError(f"{name} is a damaged PDF; open it and save or print it to PDF again.") from error


def _pages(data: bytes, name: str) -> list["Page"]:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    from services.documents.formats.pdf_device import Collector
    from services.documents.formats.pdf_limits import Interpreter

    document = PDFDocument(PDFParser(BytesIO(data)))
    pages = list(islice(PDFPage.create_pages(document), MOST_PAGES + 1))
    if len(pages) > MOST_PAGES:
        raise UserError(f"{name} has more than {MOST_PAGES} pages; give the few that matter.")
    manager = PDFResourceManager()
    device = Collector(manager)
    interpreter = Interpreter(manager, device)
    collected = []
    for page in pages:
        interpreter.process_page(page)
        device.page.links = _links(page, device.page.height)
        collected.append(device.page)
    return collected


def _links(page: Any, height: float) -> list[tuple[float, float, float, float, str]]:
    """Return the areas of a page that link to an address: x0, top, x1, bottom, address."""
    from pdfminer.pdftypes import PDFObjRef, list_value, resolve1

    found = []
    for reference in list_value(page.annots)[:500] if page.annots else ():
        note = resolve1(reference)
        action = resolve1(note.get("A")) if isinstance(note, dict) else None
        address = resolve1(action.get("URI")) if isinstance(action, dict) else None
        area = resolve1(note.get("Rect")) if address else None
        if not isinstance(address, bytes) or not isinstance(area, list) or len(area) != 4:
            continue
        x0, y0, x1, y1 = (float(resolve1(value) if isinstance(value, PDFObjRef) else value) for value in area)
        text = address.decode("utf-8", "replace")
        if text.startswith(("http://", "https://", "mailto:", "www.")):
            found.append((min(x0, x1), height - max(y0, y1), max(x0, x1), height - min(y0, y1), text))
    return found


def _document(pages: list["Page"], name: str) -> Document:
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
    lines = lines_of(reading_order(cells), [page.width for page in pages])
    return Document(kind="pdf", lines=tuple(lines), left_out=tuple(left_out + furniture), notices=tuple(notices))
