"""Glyphs to cells: words by the gaps between glyphs, cells by the wide ones, hidden glyphs set aside."""

import re
from collections.abc import Iterable
from itertools import groupby, pairwise

from services.documents.formats.pdf_device import Colour, Glyph, Page, Shape
from services.documents.layout.bullets import is_bullet
from services.documents.layout.cells import Cell
from services.documents.text import clean, unspace
from services.documents.vocabulary import heading_kind

WIDE = 1.25
"""A gap of so many font sizes separates two cells."""
_TINY = 2.6
_CID = re.compile(r"\(cid:(\d+)\)")


def cells_of(page: Page) -> tuple[list[Cell], list[tuple[str, str]]]:
    """Return the visible cells of a page and (reason, text) for each hidden stretch."""
    shapes = [shape for shape in page.shapes if shape.x1 - shape.x0 > 6 and shape.bottom - shape.top > 6]
    shown: list[Glyph] = []
    hidden: list[tuple[str, Glyph]] = []
    for glyph in page.glyphs:
        reason = _hidden(glyph, page, shapes) if glyph.text.strip() else ""
        if reason:
            hidden.append((reason, glyph))
        else:
            shown.append(glyph)
    marks = [shape for shape in page.shapes if _is_mark(shape)]
    cells = [cell for line in _lines(shown) for cell in _cells(line, page.number, page.chips)]
    for cell in cells:
        if not cell.bullet and any(_marks(shape, cell) for shape in marks):
            cell.bullet = "•"
    for x0, top, x1, bottom, address in page.links:
        for cell in cells:
            if top - 1 < cell.middle < bottom + 1 and cell.x1 > x0 - 1 and cell.x0 < x1 + 1:
                _give_link(cell, address)
                break
    return cells, _hidden_texts(hidden)


def _give_link(cell: Cell, address: str) -> None:
    """Note an address that the text of a cell does not show itself."""
    bare = re.sub(r"^(?:https?://|mailto:)?(?:www\.)?|/$", "", address)
    if bare.casefold() not in cell.text.casefold().replace(" ", "") and not address.startswith("mailto:"):
        cell.links.append(address)


def _hidden(glyph: Glyph, page: Page, shapes: list[Shape]) -> str:
    middle_x, middle_y = (glyph.x0 + glyph.x1) / 2, glyph.base - glyph.size * 0.3
    if glyph.mode == 3:
        return "invisible"
    if 0 < glyph.size < _TINY:
        return "tiny"
    if not (-1 <= middle_x <= page.width + 1 and -1 <= middle_y <= page.height + 1):
        return "off the page"
    ground: Colour | None = (1.0, 1.0, 1.0)
    for shape in shapes:
        if shape.x0 <= middle_x <= shape.x1 and shape.top <= middle_y <= shape.bottom:
            if shape.order < glyph.order:
                ground = shape.colour
            elif shape.colour is None or _far(shape.colour, glyph.colour) < 2:
                return "covered"
    if ground is not None and _far(ground, glyph.colour) < 0.12:
        return "in the colour of its background"
    return ""


def _far(one: Colour, other: Colour) -> float:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def _hidden_texts(hidden: list[tuple[str, Glyph]]) -> list[tuple[str, str]]:
    found = []
    for reason, group in groupby(hidden, key=lambda pair: pair[0]):
        for line in _lines([glyph for _, glyph in group]):
            text = " ".join(cell.text for cell in _cells(line, 0, []))
            if text.strip():
                found.append((reason, text))
    return found


def _is_mark(shape: Shape) -> bool:
    width, height = shape.x1 - shape.x0, shape.bottom - shape.top
    return shape.colour is not None and 1 <= width <= 7 and 1 <= height <= 7 and 0.5 < width / height < 2


def _marks(shape: Shape, cell: Cell) -> bool:
    gap = cell.x0 - shape.x1
    inside = cell.top < (shape.top + shape.bottom) / 2 < cell.bottom
    return inside and 0 < gap < 2.2 * cell.size and shape.x1 - shape.x0 < 0.75 * cell.size


def _lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group glyphs by baseline; what is raised or lowered a little (superscripts) stays with its line."""
    lines: list[list[Glyph]] = []
    open_lines: list[tuple[float, float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.x0)):
        for base, size, line in reversed(open_lines[-4:]):
            if abs(glyph.base - base) <= 0.22 * min(max(size, 4), max(glyph.size, 4)) + 0.3:
                line.append(glyph)
                break
        else:
            line = [glyph]
            lines.append(line)
            open_lines.append((glyph.base, glyph.size, line))
    return _with_raised(lines)


def _with_raised(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """Join a line of small glyphs (superscripts) to the line beside it whose glyphs it continues."""
    kept: list[list[Glyph]] = []
    for line in lines:
        size = max(glyph.size for glyph in line)
        x0 = min(glyph.x0 for glyph in line)
        base = line[0].base
        host = next(
            (
                other
                for other in lines
                if other is not line
                and len(line) <= 4
                and max(glyph.size for glyph in other) > 1.2 * size
                and abs(other[0].base - base) < 0.55 * max(glyph.size for glyph in other)
                and any(-0.1 * size <= x0 - glyph.x1 < 0.5 * size for glyph in other)
            ),
            None,
        )
        if host is None:
            kept.append(line)
        else:
            host.extend(line)
    return kept


def _cells(line: list[Glyph], page: int, chips: list[Shape]) -> list[Cell]:
    line = sorted(line, key=lambda glyph: (glyph.x0, glyph.order))
    runs: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in line:
        if not glyph.text.strip() or (last and _doubled(last, glyph)):
            if runs and glyph.text:
                runs[-1].append(glyph)
            continue
        gap = 0.0 if last is None else glyph.x0 - last.x1
        size = max(glyph.size, last.size if last else 0, 4)
        if last is None or gap > WIDE * size or (chips and gap > 0.3 * size and _between_chips(last, glyph, chips)):
            runs.append([])
        runs[-1].append(glyph)
        last = glyph
    return _with_bullets([cell for run in runs if (cell := _cell(run, page))])


def _with_bullets(cells: list[Cell]) -> list[Cell]:
    """Give a bullet that stands alone to the cell after it."""
    kept: list[Cell] = []
    for cell in cells:
        if kept and is_bullet(kept[-1].text) and not kept[-1].bullet and cell.x0 - kept[-1].x1 < 4 * cell.size:
            glyph = kept.pop()
            cell.bullet, cell.x0 = glyph.text, glyph.x0
        kept.append(cell)
    return kept


def _between_chips(last: Glyph, glyph: Glyph, chips: list[Shape]) -> bool:
    """Tell whether a frame ends or begins between two glyphs of a line."""
    return any(
        chip.top < glyph.base < chip.bottom
        and (last.x1 <= chip.x0 + 1 <= glyph.x0 + 1 or last.x1 <= chip.x1 + 1 <= glyph.x0 + 1)
        for chip in chips
    )


def _doubled(last: Glyph, glyph: Glyph) -> bool:
    """Tell whether a glyph is painted twice at one place, which fakes bold."""
    return last.text == glyph.text and abs(last.x0 - glyph.x0) < 0.12 * glyph.size and glyph.text.isalnum()


def _cell(run: list[Glyph], page: int) -> Cell | None:
    solid: list[Glyph] = []
    spaced: list[bool] = []
    for glyph in run:
        if not glyph.text.strip():
            if spaced:
                spaced[-1] = True
        elif not (solid and _doubled(solid[-1], glyph)):
            solid.append(glyph)
            spaced.append(False)
    if not solid:
        return None
    gaps = [(after.x0 - before.x1) / max(before.size, 0.5) for before, after in pairwise(solid)]
    tracking = _tracking(gaps)
    bullet, start = "", solid[0].x0
    text = solid[0].text
    for glyph, gap, space in zip(solid[1:], gaps, spaced, strict=False):
        apart = gap > tracking + 0.3 if tracking > 0.1 else (space or gap > 0.17)
        if apart and not bullet and text == solid[0].text and is_bullet(clean(_CID.sub("•", text))):
            bullet, text, start = clean(_CID.sub("•", text)), glyph.text, glyph.x0
        else:
            text += (" " if apart else "") + glyph.text
    if tracking <= 0.1:
        text = unspace(text)
    text = clean(_CID.sub(_undefined, text)).strip()
    if bullet in ("o", "O") and heading_kind(f"{bullet} {text}"):
        bullet, text, start = "", f"{bullet} {text}", solid[0].x0
    if not text:
        return None
    sizes = sorted(glyph.size for glyph in solid)
    size = sizes[len(sizes) // 2]
    base = sorted(glyph.base for glyph in solid)[len(solid) // 2]
    bold = sum(glyph.bold for glyph in solid) > 0.9 * len(solid)
    return Cell(
        text,
        solid[0].x0,
        solid[-1].x1,
        base - 0.8 * size,
        base + 0.2 * size,
        base,
        round(size, 1),
        bold,
        page,
        bullet,
        start,
    )


def _tracking(gaps: list[float]) -> float:
    """Return the letter spacing of a run in font sizes, 0 when its letters are set normally."""
    if len(gaps) < 3:
        return 0.0
    ordered = sorted(gaps)
    return ordered[len(gaps) // 2] if ordered[len(gaps) // 4] > 0.06 else 0.0


def _undefined(match: re.Match[str]) -> str:
    """Return a bullet for a glyph that the font does not name at a line's start, and nothing elsewhere."""
    return "•" if match.start() == 0 else ""
