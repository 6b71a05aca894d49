"""Reading order: find the gutters of a page, tell columns from tables, rails and margins of dates."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from services.documents.dates import is_date_text
from services.documents.layout.cells import Cell, Row, rows_of
from services.documents.layout.rails import beside_rail, rail_of
from services.documents.vocabulary import heading_kind, is_place

_CONTACT = re.compile(r"@|https?:|www\.|\+?\d[\d\s().-]{6,}\d")
_LEAST_ROWS = 3
_DEPTH = 4


@dataclass(slots=True)
class Block:
    """Rows that are read as one: `columns` has one list for a whole-width block, several beside each other."""

    columns: list[list[Row]]
    gutter: float = 0.0
    page: int = 0
    span: tuple[float, float] = field(default=(0.0, 0.0))


def reading_order(pages: Sequence[Sequence[Cell]]) -> list[Row]:
    """Return all rows in reading order; a column that goes on over a page break is read through."""
    blocks: list[Block] = []
    for cells in pages:
        for block in _page(list(cells)):
            if not (blocks and _continue(blocks[-1], block)):
                blocks.append(block)
    rows: list[Row] = []
    column = 0
    for block in blocks:
        for part in block.columns:
            for row in part:
                row.column += column
            rows += part
            column += 1 + max((row.column - column for row in part), default=0)
    return _numbered(rows)


def _numbered(rows: list[Row]) -> list[Row]:
    counts: dict[int, int] = {}
    for row in rows:
        row.number = counts[row.page] = counts.get(row.page, 0) + 1
    return rows


def _continue(open_block: Block, block: Block) -> bool:
    """Append a block of the next page to the columns it continues; tell whether that was so."""
    if len(open_block.columns) < 2 or block.page != open_block.page + 1:
        return False
    if len(block.columns) == len(open_block.columns) and abs(block.gutter - open_block.gutter) < 15:
        for column, more in zip(open_block.columns, block.columns, strict=True):
            column += more
    elif len(block.columns) == 1 and block.columns[0]:
        rows = block.columns[0]
        if max(row.x1 for row in rows) <= open_block.gutter + 2:
            open_block.columns[0] += rows
        elif min(row.x0 for row in rows) >= open_block.gutter - 2:
            open_block.columns[-1] += rows
        else:
            return False
    else:
        return False
    open_block.page = block.page
    return True


def _page(cells: list[Cell]) -> list[Block]:
    """Return the blocks of a page; a name in large letters over several lines is read before what stands beside it."""
    name = _masthead(cells)
    if not name:
        return _blocks(cells, 0)
    top, bottom, edge = min(cell.top for cell in name), max(cell.bottom for cell in name), max(cell.x1 for cell in name)
    beside = [cell for cell in cells if cell.x0 > edge and top - cell.size < cell.middle < bottom]
    rest = [cell for cell in cells if cell not in name and cell not in beside]
    above = [cell for cell in rest if cell.middle < top]
    below = [cell for cell in rest if cell.middle >= top]
    return [*_blocks(above, 0), Block([rows_of(name)]), Block([rows_of(beside)]), *_blocks(below, 0)]


def _masthead(cells: list[Cell]) -> list[Cell]:
    """Return the lines of the name when it is wrapped beside smaller text at the top of the first page."""
    if not cells or cells[0].page != 1:
        return []
    sizes = sorted(cell.size for cell in cells)
    large = [cell for cell in cells if cell.size == sizes[-1] and cell.size > 1.35 * sizes[len(sizes) // 2]]
    name = [cell for cell in large if cell.base - large[0].base < 3.5 * cell.size]
    name = [cell for cell in name if abs(cell.x0 - name[0].x0) < 3]
    if not 2 <= len(name) <= 3 or len(name) < len(large) or any(heading_kind(cell.text) for cell in name):
        return []
    top, edge = min(cell.top for cell in name), max(cell.x1 for cell in name)
    beside = [cell for cell in cells if cell.x0 > edge and top - cell.size < cell.middle < max(c.bottom for c in name)]
    told = any(_CONTACT.search(cell.text) for cell in beside) and not any(heading_kind(cell.text) for cell in beside)
    return name if told and all(cell.x0 > edge + 3 for cell in beside) else []


def _blocks(cells: list[Cell], depth: int) -> list[Block]:
    if not cells:
        return []
    rail = rail_of(cells)
    if rail:
        return [Block([beside_rail(cells, rail)], page=cells[0].page)]
    found = _gutter(cells) if depth < _DEPTH else None
    if found is None:
        return [Block([rows_of(cells)], page=cells[0].page)]
    gutter, top, bottom = found
    above = [cell for cell in cells if cell.base < top]
    below = [cell for cell in cells if cell.base > bottom]
    band = [cell for cell in cells if top <= cell.base <= bottom]
    left = [cell for cell in band if cell.x0 < gutter]
    right = [cell for cell in band if cell.x0 >= gutter]
    columns = [_flat(_blocks(part, depth + 1)) for part in (left, right)]
    return [*_blocks(above, depth + 1), Block(columns, gutter, cells[0].page), *_blocks(below, depth + 1)]


def _flat(blocks: Iterable[Block]) -> list[Row]:
    rows: list[Row] = []
    for number, column in enumerate(column for block in blocks for column in block.columns):
        for row in column:
            row.column += number
        rows += column
    return rows


def _gutter(cells: list[Cell]) -> tuple[float, float, float] | None:
    """Return the best gutter as (x, top, bottom), or None when the cells are one column."""
    if len(cells) <= _LEAST_ROWS:
        return None
    best: tuple[float, tuple[float, float, float]] | None = None
    for edge in _edges(cells):
        for whole in _bands(cells, edge):
            band = _from_column(whole, edge)
            score = _worth(band, edge)
            if score > 0 and (best is None or score > best[0]):
                bases = [cell.base for cell in band]
                best = score, (edge - 1, min(bases), max(bases))
    return best[1] if best else None


def _from_column(band: list[Cell], edge: float) -> list[Cell]:
    """Return the band without what stands above the right column: rows whose right cell is a date at the margin."""
    first = min((cell.base for cell in band if abs(cell.x0 - edge) < 14), default=0.0)
    above = [cell for cell in band if cell.base < first - 2 and cell.x0 > edge + 14]
    return [cell for cell in band if not above or cell.base >= first - 2]


def _edges(cells: list[Cell]) -> list[float]:
    """Return left edges where several cells begin, right of the leftmost text."""
    left = min(cell.x0 for cell in cells)
    starts = sorted(cell.x0 for cell in cells if cell.x0 > left + 40)
    edges: list[float] = []
    for start in starts:
        if edges and start - edges[-1] < 6:
            continue
        heads = any(abs(cell.x0 - start) < 2 and heading_kind(cell.text) for cell in cells)
        if heads or sum(abs(other - start) < 12 for other in starts) >= _LEAST_ROWS:
            edges.append(start)
    return edges


def _bands(cells: list[Cell], edge: float) -> list[list[Cell]]:
    """Return the groups of cells between those that cross the edge."""
    bands: list[list[Cell]] = [[]]
    ordered = sorted(cells, key=lambda cell: cell.base)
    crossing = [cell.base for cell in ordered if cell.x0 < edge - 1 and cell.x1 > edge - 2]
    at = 0
    for cell in ordered:
        if cell.x0 < edge - 1 and cell.x1 > edge - 2:
            continue
        before = at
        while at < len(crossing) and crossing[at] < cell.base + 1:
            at += 1
        if at != before and bands[-1]:
            bands.append([])
        bands[-1].append(cell)
    return [band for band in bands if len(band) > _LEAST_ROWS]


def _worth(band: list[Cell], edge: float) -> float:
    """Return how much two columns explain a band: 0 for tables, rails and margins, else the rows of the smaller."""
    left = rows_of([cell for cell in band if cell.x0 < edge - 1])
    right = rows_of([cell for cell in band if cell.x0 >= edge - 1])
    least = 2 if left and right and _are_paired(left, right, edge) else _LEAST_ROWS
    if len(left) < least or len(right) < least:
        return 0.0
    heads_left, heads_right = (sum(_is_heading(row) for row in side) for side in (left, right))
    if heads_left == len(left) or (heads_left and not heads_right and _is_rail(left, right)):
        return 0.0
    if _is_margin(right) or _is_margin(left):
        return 0.0
    aligned = _aligned(left, right)
    if not heads_right and not (heads_left and aligned < 0.5) and aligned > 0.3:
        return 0.0
    edges = sum(abs(row.x0 - edge) < 14 for row in right)
    if edges < 0.5 * len(right):
        return 0.0
    return min(len(left), len(right)) * (1.0 + heads_right + 0.2 * heads_left) + 0.01 * len(band)


def _are_paired(left: list[Row], right: list[Row], edge: float) -> bool:
    """Tell whether two headings stand beside each other, each above lines of its own."""
    first = next((row for row in right if abs(row.x0 - edge) < 14), right[0])
    return _is_heading(first) and any(_is_heading(row) and abs(row.top - first.top) < 3 for row in left)


def _is_heading(row: Row) -> bool:
    return len(row.cells) == 1 and heading_kind(row.cells[0].text) is not None


def _is_rail(left: list[Row], right: list[Row]) -> bool:
    """Tell whether the left side is a rail of headings, each beside the text it heads."""
    text = " ".join(cell.text for row in left for cell in row.cells)
    return len(text.split()) <= 3 * sum(_is_heading(row) for row in left) and len(right) > 2 * len(left)


def _is_margin(rows: list[Row]) -> bool:
    """Tell whether a side holds nothing but dates, places and lengths of time, which belong to the rows beside."""
    fits = sum(all(is_date_text(cell.text) or is_place(cell.text) for cell in row.cells) for row in rows)
    return fits >= 0.7 * len(rows)


def _aligned(left: list[Row], right: list[Row]) -> float:
    """Return the share of the smaller side's rows that stand on a baseline of the other side."""
    few, many = (left, right) if len(left) < len(right) else (right, left)
    bases = [row.cells[0].base for row in many]
    return sum(any(abs(row.cells[0].base - base) < 1.5 for base in bases) for row in few) / len(few)
