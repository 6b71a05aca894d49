"""The pieces of a page: cells (text without a wide gap in it) and what is painted around them."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Cell:
    """A stretch of text on one baseline. Points, y grows downwards; `start` is where text begins after the bullet."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    page: int = 1
    bullet: str = ""
    start: float = 0.0
    heading: int = 0
    links: list[str] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Return the height of the middle of the cell."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Row:
    """Cells of one baseline in one column, left to right; `number` counts the lines of a page from 1."""

    cells: list[Cell]
    column: int = 0
    number: int = 0

    @property
    def top(self) -> float:
        """Return the upper edge."""
        return min(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return max(cell.bottom for cell in self.cells)

    @property
    def x0(self) -> float:
        """Return the left edge."""
        return self.cells[0].x0

    @property
    def x1(self) -> float:
        """Return the right edge."""
        return max(cell.x1 for cell in self.cells)

    @property
    def page(self) -> int:
        """Return the page it stands on."""
        return self.cells[0].page


def rows_of(cells: list[Cell]) -> list[Row]:
    """Return cells of one column as rows from top to bottom."""
    rows: list[Row] = []
    for cell in sorted(cells, key=lambda cell: (cell.base, cell.x0)):
        if rows and abs(rows[-1].cells[0].base - cell.base) <= 0.35 * min(cell.size, rows[-1].cells[0].size, 14):
            rows[-1].cells.append(cell)
        else:
            rows.append(Row([cell]))
    for row in rows:
        row.cells.sort(key=lambda cell: cell.x0)
    return rows
