"""Rails: headings in a column of their own left of the text, each beside what it heads."""

from dataclasses import replace

from services.documents.layout.cells import Cell, Row, rows_of
from services.documents.vocabulary import heading_kind


def rail_of(cells: list[Cell]) -> list[Cell]:
    """Return the headings of a rail left of the text, each as one cell, or nothing when there is no rail."""
    left = min(cell.x0 for cell in cells)
    labels: list[list[Cell]] = []
    for cell in sorted((cell for cell in cells if cell.x0 < left + 8), key=lambda cell: cell.base):
        if (
            labels
            and cell.base - labels[-1][-1].base < 2.6 * cell.size
            and cell.bold == labels[-1][-1].bold
            and not _known(labels[-1])
        ):
            labels[-1].append(cell)
        else:
            labels.append([cell])
    headings = [label for label in labels if _known(label)]
    if len(headings) < 2:
        return []
    right = max(cell.x1 for label in headings for cell in label)
    top = min(cell.base for label in headings for cell in label)
    strangers = [label for label in labels if not _known(label) and label[0].base > top]
    beside = [cell for cell in cells if cell.x0 > right + 4 and cell.base > top - 4]
    rows = {round(cell.base) for cell in beside}
    level = sum(any(abs(label[0].base - base) < 12 for base in rows) for label in headings)
    if strangers or level < len(headings) or len(rows) < 2 * len(headings):
        return []
    return [
        replace(
            label[0],
            text=" ".join(cell.text for cell in label),
            x1=max(cell.x1 for cell in label),
            heading=2,
            bold=True,
        )
        for label in headings
    ]


def _known(label: list[Cell]) -> bool:
    return heading_kind(" ".join(cell.text for cell in label)) is not None


def beside_rail(cells: list[Cell], rail: list[Cell]) -> list[Row]:
    """Return all rows, each heading of the rail as a row above the rows it stands beside."""
    edge = max(cell.x1 for cell in rail)
    top = min(cell.base for cell in rail)
    rows = rows_of([cell for cell in cells if cell.x0 > edge or cell.base < top - 4])
    for heading in sorted(rail, key=lambda cell: cell.base):
        rows.insert(_first_row(rows, heading, edge), Row([heading]))
    return rows


def _first_row(rows: list[Row], heading: Cell, edge: float) -> int:
    """Return the number of the row a heading of a rail stands beside; in a table it may stand lower than that row."""
    size, count = heading.size, len(rows)
    at = next((number for number, row in enumerate(rows) if row.cells[0].base >= heading.base - 0.9 * size), count)
    above = rows[at - 1] if at else None
    if above is None or above.x0 <= edge or above.cells[0].base < heading.base - 1.5 * size:
        return at
    over = above.top - rows[at - 2].bottom if at > 1 else size
    under = rows[at].top - above.bottom if at < count else 2 * size
    nearer = at == count or heading.base - above.cells[0].base < rows[at].cells[0].base - heading.base
    return at - 1 if nearer or over > 1.5 * under else at
