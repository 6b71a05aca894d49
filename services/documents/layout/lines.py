"""Rows to lines: find bullets, join what was wrapped, undo hyphenation at line ends."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from models.base import Origin
from models.document import LayoutLine
from services.documents.dates import is_date_text
from services.documents.layout.cells import Cell, Row
from services.documents.text import unspace, words
from services.documents.vocabulary import heading_kind

BULLETS = "•●○◦▪▫■□◆◇►▶▸▹➢➤➔➜→✓✔✗✦✧★☆❖❑❒∙⋅·‣⁃⚫⚪⬤◉◎➡⇒»›*–—-\u2010\u2011−~"
_BULLET = re.compile(rf"^([{re.escape(BULLETS)}]|[oO§Øü¤¾¨](?=\s))[\s\t]*(?=\S)(.*)$", re.DOTALL)
_NUMBERED = re.compile(r"^(\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(\S.*)$", re.DOTALL)
_TERMINAL = re.compile(r"[.!?:;]['\")\]]?$")
_SUFFIX = re.compile(
    r"^(?:tions?|sions?|ments?|ings?|ances?|ences?|ities|ity|ness|able|ible|ated|ation|ations|izations?|tive|sive|ous|"
    r"cial|tial|tures?|ed|er|ers|ly|ally|ted|ting|ned|ning|ling|ping|gies|gy|cal|ical|eling|elling|sis|nology|nologies|"
    r"ung|ungen|keit|heit|lich|schaft|ción|ciones|mente|miento|ment|tés?|logie)\b"
)
_CONTACT = re.compile(r"@|https?://|www\.|\+?\d[\d\s().-]{7,}\d")


def lines_of(rows: Sequence[Row]) -> list[LayoutLine]:
    """Return the rows as lines: bullets found, wrapped lines joined, each with the place where it begins."""
    lines = [_line(row, before) for row, before in zip(rows, [None, *rows], strict=False)]
    lines = [line for line in lines if line.text]
    return join_wrapped(lines)


def _line(row: Row, before: Row | None) -> LayoutLine:
    cells = [cell for cell in row.cells if cell.text]
    bullet, cells = _take_bullet(cells)
    text = "\t".join(unspace(cell.text) for cell in cells)
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
        x0=cells[0].x0 if cells else row.x0,
        x1=row.x1,
        top=row.top,
        bottom=row.bottom,
        gap=round(gap, 2),
        links=tuple(link for cell in cells for link in cell.links),
    )


def _take_bullet(cells: list[Cell]) -> tuple[str, list[Cell]]:
    if not cells:
        return "", cells
    first = cells[0]
    if len(cells) > 1 and (first.text in BULLETS or (len(first.text) == 1 and first.text in "oO§Øü¤¾¨")):
        return first.text, cells[1:]
    bullet, text = split_bullet(first.text)
    if bullet and _is_bullet(bullet, text, first.text):
        shift = (first.x1 - first.x0) * (len(first.text) - len(text)) / max(len(first.text), 1)
        rest = Cell(text, first.x0 + shift, first.x1, first.top, first.bottom, first.base, first.size, first.bold,
                    first.page, False, first.heading, first.links)  # fmt: skip
        return bullet, [rest, *cells[1:]]
    return ("•" if first.marked else ""), cells


def _is_bullet(bullet: str, text: str, whole: str) -> bool:
    if bullet in "–—-−~·→»" and not re.match(r"^.\s", whole):
        return False
    return not (bullet in "–—-−" and is_date_text(text))


def split_bullet(text: str) -> tuple[str, str]:
    """Return the bullet a line begins with and the rest; ("", text) when there is none. Numbers count as bullets."""
    match = _BULLET.match(text) or _NUMBERED.match(text)
    return (match[1], match[2].lstrip()) if match else ("", text)


def join_wrapped(lines: Sequence[LayoutLine]) -> list[LayoutLine]:
    """Join each line with those that continue it, as far as room at the line's end, indent and style allow."""
    edges = _edges(lines)
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


def _edges(lines: Iterable[LayoutLine]) -> dict[tuple[int, int], float]:
    """Return how far text reaches to the right, by column and left edge."""
    found: dict[tuple[int, int], float] = defaultdict(float)
    for line in lines:
        if "\t" not in line.text:
            for near in (-1, 0, 1):
                key = (line.column, round(line.x0 / 4) + near)
                found[key] = max(found[key], line.x1)
    return found


def _continues(
    whole: LayoutLine, last: LayoutLine, line: LayoutLine, edges: dict[tuple[int, int], float], indents: list[float]
) -> bool:
    if line.bullet or line.heading or whole.heading or last.column != line.column:
        return False
    if abs(last.size - line.size) > 0.6 or (last.bold != line.bold and whole.bold == last.bold and not whole.bullet):
        return False
    same_page = last.origin.page == line.origin.page
    if (same_page and not 0 < line.top - last.top < 2.3 * max(line.size, 1)) or "\t" in last.text:
        return False
    if is_date_text(last.text) or is_date_text(line.text) or heading_kind(last.text) or heading_kind(line.text):
        return False
    if whole.bullet:
        near = abs(line.x0 - indents[0]) < 4 or (len(indents) > 1 and abs(line.x0 - indents[1]) < 4)
        if not near and not (indents[0] - 30 < line.x0 < indents[0] + 30 and line.text[:1].islower()):
            return False
    elif abs(line.x0 - last.x0) > 3 and not (len(indents) == 1 and 3 < last.x0 - line.x0 < 40):
        return False
    return _no_room(whole, last, line, edges)


def _no_room(whole: LayoutLine, last: LayoutLine, line: LayoutLine, edges: dict[tuple[int, int], float]) -> bool:
    """Tell whether the first word of a line had no room at the end of the line before it."""
    text = line.text.split("\t")[0]
    width = (line.x1 - line.x0) / max(len(line.text), 1)
    first = text.split(" ")[0]
    edge = max(edges.get((last.column, round(last.x0 / 4)), last.x1), last.x1)
    need = last.x1 + width * (len(first) + 0.5)
    if need > edge:
        long = last.x1 - last.x0 > 0.5 * (edge - last.x0) and len(last.text.split()) > 3
        return long or bool(whole.bullet) or line.text[:1].islower()
    if _CONTACT.search(last.text):
        return False
    lower = line.text[:1].islower() and not _TERMINAL.search(last.text)
    return lower and need > edge - 0.25 * (edge - last.x0) and len(last.text.split()) > 3


def _join(whole: LayoutLine, line: LayoutLine, known: set[str]) -> LayoutLine:
    return whole.model_copy(
        update={
            "text": join_text(whole.text, line.text, known),
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
        if second[:1].islower() and (whole in known or (_SUFFIX.match(second) and tail.casefold() not in known)):
            return first[:-1] + second
        return first + second
    if first.endswith("/") and not first.endswith(" /"):
        return first + second
    return f"{first} {second}"
