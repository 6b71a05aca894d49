"""Headers and footers: what repeats at the margins of pages, and page numbers."""

import re
from collections.abc import Sequence

from models.base import LeftOut, Origin
from services.documents.layout.cells import Cell

_NUMBER = re.compile(
    r"^\W*(?:page|seite|página|strona|p\.)?\s*\d{1,3}\s*(?:(?:of|von|sur|de|z|/|\|)\s*\d{1,3})?\W*$", re.IGNORECASE
)
_COUNTED = re.compile(
    r"^(.{2,60}?)[\s–—|·,-]+(?:page|seite|página|strona)?\s*\d{1,3}\s*(?:of|von|sur|de|z|/)\s*\d{1,3}$", re.I
)
_MARGIN = 0.09


def without_furniture(pages: Sequence[list[Cell]], heights: Sequence[float]) -> tuple[list[list[Cell]], list[LeftOut]]:
    """Return the pages without page numbers and repeated headers and footers, and what was taken away.

    The first page keeps its header: there it is the name and the address.
    """
    left_out: list[LeftOut] = []
    seen: dict[int, set[str]] = {}
    for cells, height in zip(pages, heights, strict=True):
        for cell in cells:
            largest = max(cell.size for cell in cells)
            title = " ".join(other.text for other in cells if other.size == largest)
            if cell.page == 1 and cell.text == title.replace("- ", "-") and cell.size < 0.7 * largest:
                seen.setdefault(0, set()).add(cell.text)
            if _at_margin(cell, height):
                seen.setdefault(cell.page, set()).add(_key(cell))
    kept = []
    for cells, height in zip(pages, heights, strict=True):
        keep = []
        for cell in cells:
            reason = _reason(cell, height, seen, len(pages))
            if reason:
                left_out.append(LeftOut(text=cell.text, reason=reason, origin=Origin(page=cell.page)))
            else:
                keep.append(cell)
        kept.append(keep)
    return kept, left_out


def _reason(cell: Cell, height: float, seen: dict[int, set[str]], pages: int) -> str:
    if not _at_margin(cell, height):
        return ""
    at_foot = cell.base > height - _margin(height)
    if (
        at_foot
        and (_NUMBER.match(cell.text) or _COUNTED.match(cell.text))
        and (pages > 1 or len(cell.text) > 4 or cell.text.strip(" -–—") == str(cell.page))
    ):
        return "page number"
    if cell.page > 1 and _NUMBER.match(cell.text) and not cell.text.strip().isalpha():
        return "page number"
    if cell.text in seen.get(0, set()) and cell.size < 13:
        return "repeated header or footer"
    if cell.page > 1 and _key(cell) in seen.get(1, set()):
        return "repeated header or footer"
    if at_foot and any(_key(cell) in keys for page, keys in seen.items() if page != cell.page):
        return "repeated header or footer"
    return ""


def _at_margin(cell: Cell, height: float) -> bool:
    return cell.base < _margin(height) or cell.base > height - _margin(height)


def _margin(height: float) -> float:
    """Return how far the margins reach in: a share of the page, more on small ones."""
    return min(max(_MARGIN * height, 62.0), 0.35 * height)


def _key(cell: Cell) -> str:
    return re.sub(r"\d+", "#", cell.text.casefold())
