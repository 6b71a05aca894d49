"""Rows to lines: find bullets, join what was wrapped, undo hyphenation at line ends."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from models.base import Origin
from models.document import LayoutLine
from services.documents.dates import find_date_range, is_date_text
from services.documents.layout.bullets import is_bullet, split_bullet
from services.documents.layout.cells import Cell, Row
from services.documents.layout.margins import join_margin_dates, lift_margins, with_whole_dates
from services.documents.text import unspace, words
from services.documents.vocabulary import heading_kind, headings, normal

_TERMINAL = re.compile(r"[.!?:;]['\")\]]?$")
_SUFFIX = re.compile(
    r"^(?:tions?|sions?|ments?|ings?|ances?|ences?|ities|ity|ness|able|ible|ated|ation|ations|izations?|tive|sive|ous|"
    r"cial|tial|tures?|ed|er|ers|ly|ally|ted|ting|ned|ning|ling|ping|gies|gy|cal|ical|eling|elling|sis|nology|nologies|"
    r"ung|ungen|keit|heit|lich|schaft|ción|ciones|mente|miento|ment|tés?|logie)\b"
)
_LABEL = re.compile(r"^(?=[^\W\d_])(?![a-zß-ÿ])[\w &/'’-]{2,35}:\s")
_ASIDE = re.compile(r"^\([^\W\d][^()]*\)$")
_PAIR = re.compile(r"^[^\W\d_][\w ]{1,25} [–—-] \S")
_OPEN_END = re.compile(
    r"\b(?:and|or|of|the|a|an|in|for|to|with|at|by|und|der|die|das|zum|zur|für|mit|im|von|et|de|du|des|la|le|en|à|y|el|"
    r"del|i|w|z)$"
)
_CONTACT = re.compile(r"@|https?://|www\.|\+?\d[\d\s().-]{7,}\d")


def lines_of(rows: Sequence[Row], widths: Sequence[float] = ()) -> list[LayoutLine]:
    """Return the rows as lines: bullets found, wrapped lines joined, each with the place where it begins.

    `widths` are the widths of the pages in points, as far as they are known.
    """
    join_margin_dates(rows)
    rows = [row for row in rows if row.cells]
    lift_margins(rows)
    lines = [_line(row, before) for row, before in zip(rows, [None, *rows], strict=False)]
    lines = with_whole_dates([line for line in lines if line.text])
    return join_wrapped(lines, widths=widths)


def _line(row: Row, before: Row | None) -> LayoutLine:
    cells = [cell for cell in row.cells if cell.text]
    bullet, cells = _take_bullet(cells)
    justified = len(cells) > 2 and any(cell.text.endswith(",") for cell in cells[:-1])
    text = (" " if justified else "\t").join(unspace(cell.text) for cell in cells)
    size = max((cell.size for cell in cells), default=0.0)
    height = max(size * 1.15, 1.0)
    same = before is not None and before.page == row.page and before.column == row.column
    gap = max(0.0, (row.top - before.bottom) / height) if same and before else 1.0
    return LayoutLine(
        text=text,
        origin=Origin(page=row.page, line=row.number),
        bullet=bullet,
        heading=max((cell.heading for cell in cells), default=0),
        size=size,
        bold=bool(cells) and all(cell.bold for cell in cells[:1]),
        column=row.column,
        x0=(cells[0].start or cells[0].x0) if cells else row.x0,
        x1=row.x1,
        top=row.top,
        bottom=row.bottom,
        gap=round(gap, 2),
        links=tuple(link for cell in cells for link in cell.links),
    )


def _take_bullet(cells: list[Cell]) -> tuple[str, list[Cell]]:
    """Return the bullet of a row and its cells; a glyph alone between two cells only separates them."""
    if not cells:
        return "", cells
    cells = cells[:1] + [cell for cell in cells[1:] if not is_bullet(cell.text)]
    first = cells[0]
    if first.bullet:
        return first.bullet, cells
    if len(cells) > 1 and is_bullet(first.text):
        return first.text, cells[1:]
    bullet, text = split_bullet(first.text)
    if not bullet:
        return "", cells
    shift = (first.x1 - first.x0) * (len(first.text) - len(text)) / max(len(first.text), 1)
    return bullet, [replace(first, text=text, start=first.x0 + shift), *cells[1:]]


def join_wrapped(lines: Sequence[LayoutLine], *, typed: bool = False, widths: Sequence[float] = ()) -> list[LayoutLine]:
    """Join each line with those that continue it, as far as room at the line's end, indent and style allow.

    In a `typed` text somebody ended the lines: only where many reach one width were they ended for lack of room.
    """
    edges = _Edges(lines, widths, typed=typed)
    known = {word for line in lines for word in words(line.text)}
    joined: list[LayoutLine] = []
    last: LayoutLine | None = None
    indents: list[float] = []
    for line in lines:
        if last is not None and _continues(joined[-1], last, line, edges, indents):
            joined[-1] = _join(joined[-1], line, known)
            indents.append(line.x0)
        else:
            joined.append(line)
            indents = [line.x0]
        last = line
    return joined


class _Edges:
    """How far text reaches to the right: by column and left edge, and by column."""

    def __init__(self, lines: Sequence[LayoutLine], widths: Sequence[float], *, typed: bool) -> None:
        widest = max((line.x1 for line in lines), default=0.0)
        self.wraps = not typed or sum(line.x1 > 0.85 * widest for line in lines) > 2
        self._near: dict[tuple[int, int], float] = defaultdict(float)
        self._column: dict[int, float] = defaultdict(float)
        for line in lines:
            self._column[line.column] = max(self._column[line.column], line.x1)
            if "\t" not in line.text:
                for near in (-1, 0, 1):
                    key = (line.column, round(line.x0 / 4) + near)
                    self._near[key] = max(self._near[key], line.x1)

        full = Counter(line.column for line in lines if line.x1 > 0.97 * self._column[line.column])
        self.sure = {column for column, count in full.items() if count > 3}
        """Columns whose right edge many lines reach, or whose page tells it by its left margin."""
        for column in self._column.keys() - self.sure:
            self._ask_page(column, lines, widths)

    def _ask_page(self, column: int, lines: Sequence[LayoutLine], widths: Sequence[float]) -> None:
        """Take the right margin of a page with one column to be as wide as the left one."""
        pages = {line.origin.page or 0 for line in lines if line.column == column}
        alone = all(line.column == column for line in lines if line.origin.page in pages)
        if widths and alone and 0 < max(pages) <= len(widths):
            left = min(line.x0 for line in lines if line.column == column)
            self._column[column] = max(self._column[column], widths[max(pages) - 1] - left)
            self.sure.add(column)

    def near(self, line: LayoutLine) -> float:
        """Return the right edge of lines that begin where this one does."""
        return max(self._near.get((line.column, round(line.x0 / 4)), 0.0), line.x1)

    def column(self, line: LayoutLine) -> float:
        """Return the right edge of the whole column."""
        return self._column[line.column]


def _continues(whole: LayoutLine, last: LayoutLine, line: LayoutLine, edges: _Edges, indents: list[float]) -> bool:
    if line.bullet or line.heading or whole.heading or last.column != line.column:
        return False
    if abs(last.size - line.size) > 0.6 or (last.bold != line.bold and whole.bold == last.bold and not whole.bullet):
        return False
    if line.bold and not last.bold and not whole.bold:
        return False
    same_page = last.origin.page == line.origin.page
    if same_page and _belong_together(whole, last, line):
        return True
    if (same_page and not 0 < line.top - last.top < 2.3 * max(line.size, 1)) or "\t" in last.text or "\t" in line.text:
        return False
    dangling = whole.bullet and last.text.endswith(",")
    if (
        is_date_text(last.text)
        or (is_date_text(line.text) and not dangling)
        or heading_kind(last.text)
        or (heading_kind(line.text) and not _OPEN_END.search(last.text))
    ):
        return False
    if not whole.bullet and _PAIR.match(whole.text) and _PAIR.match(line.text):
        return False
    if _LABEL.match(line.text) and (not whole.bullet or _LABEL.match(whole.text)):
        return False
    if not whole.bullet and (_CONTACT.search(last.text) or _CONTACT.search(line.text)) and len(last.text.split()) < 8:
        return False
    if whole.bullet:
        near = abs(line.x0 - indents[0]) < 6 or (len(indents) > 1 and abs(line.x0 - indents[1]) < 4)
        unended = not _TERMINAL.search(last.text) and not line.text[:1].isupper() and line.bold == last.bold
        if not near and not (indents[0] - 30 < line.x0 < indents[0] + 30 and unended):
            return False
    elif abs(line.x0 - last.x0) > 3 and not (len(indents) == 1 and 3 < last.x0 - line.x0 < 40):
        return False
    return _no_room(whole, last, line, edges, wrapped=len(indents) > 1)


def _belong_together(whole: LayoutLine, last: LayoutLine, line: LayoutLine) -> bool:
    """Tell whether two lines are one by their words alone: a word cut in two, a title left open, a heading in two."""
    if line.top - last.top > 2.3 * max(line.size, 1) or line.top <= last.top or "\t" in line.text:
        return False
    level = abs(line.x0 - last.x0) < 3 and last.bold == line.bold
    closes = line.text.count(")") > line.text.count("(") and last.text.count("(") > last.text.count(")")
    if closes and len(line.text) < 40 and "\t" not in last.text:
        return True
    if "\t" in last.text:
        first = last.text.split("\t")[0]
        return level and last is whole and bool(_OPEN_END.search(first)) and not find_date_range(first)
    open_end = _OPEN_END.search(last.text) and not find_date_range(last.text) and not heading_kind(last.text)
    if level and line.gap < 0.7 and open_end:
        return True
    if line.text[:1].islower() and last.text.endswith(("\u2010", "\u00ad")):
        return True
    if level and line.bold and normal(f"{last.text} {line.text}") in headings() and not heading_kind(line.text):
        return True
    return level and not whole.bullet and bool(_ASIDE.match(line.text)) and len(last.text.split()) < 5


def _no_room(whole: LayoutLine, last: LayoutLine, line: LayoutLine, edges: _Edges, *, wrapped: bool) -> bool:
    """Tell whether the first word of a line had no room at the end of the line before it."""
    text = line.text.split("\t")[0]
    width = (line.x1 - line.x0) / max(len(line.text), 1)
    need = last.x1 + width * (len(text.split(" ")[0]) + 0.5)
    near, column = edges.near(last), edges.column(last)
    small = text[:1].islower()
    level = bool(whole.bullet) and abs(line.x0 - last.x0) < 3
    if level and not _TERMINAL.search(last.text):
        return need > near - 0.3 * (near - last.x0)
    if small and not _TERMINAL.search(last.text):
        slack = 0.25 if len(last.text.split()) > 3 and not _CONTACT.search(last.text) else 0.0
        return need > near - slack * (near - last.x0)
    dates = find_date_range(last.text)
    if not whole.bullet and (not edges.wraps or (dates and dates[1] > len(last.text) - 2)):
        return False
    tied = whole.bullet or last.text.endswith((",", "-", "/", "&", "(")) or _OPEN_END.search(last.text)
    edge = near if tied or small or not text[:1].isupper() else max(near, column - 0.02 * (column - last.x0))
    if need <= edge:
        return False
    if tied:
        return True
    ended = _TERMINAL.search(last.text) and not small and not wrapped
    if ended and line.column not in edges.sure and line.gap + 0.15 > whole.gap:
        return False
    return bool(last.x1 - last.x0 > 0.5 * (edge - last.x0) and len(last.text.split()) > 3)


def _join(whole: LayoutLine, line: LayoutLine, known: set[str]) -> LayoutLine:
    first, *cells = whole.text.split("\t")
    return whole.model_copy(
        update={
            "text": "\t".join([join_text(first, line.text, known), *cells]),
            "x1": max(whole.x1, line.x1),
            "bottom": line.bottom,
            "links": whole.links + line.links,
        }
    )


def join_text(first: str, second: str, known: set[str]) -> str:
    """Join two parts of a wrapped line; a hyphen goes only where the word is known without it."""
    if first.endswith("\u00ad"):
        return first[:-1] + second
    if first.endswith(("-", "\u2010")) and len(first) > 1 and first[-2].isalpha() and second[:1].isalpha():
        head, tail = re.split(r"[^\w]", first[:-1])[-1], re.split(r"[^\w]", second)[0]
        whole = (head + tail).casefold()
        suffix = _SUFFIX.match(second) and tail.casefold() not in known
        if second[:1].islower() and (first[-1] == "\u2010" or whole in known or suffix):
            return first[:-1] + second
        return first + second
    if first.endswith("-") and len(first) > 1 and first[-2].isalnum() and second[:1].isalnum():
        return first + second
    if first.endswith("/") and not first.endswith(" /"):
        return first + second
    return f"{first} {second}"
