"""Dates and places in the margins of a page: wrapped ones are made whole, those beside a bullet go to its head."""

import re
from collections.abc import Sequence
from dataclasses import replace

from models.dates import DateRange
from models.document import LayoutLine
from services.documents.dates import find_date_range, is_date_text
from services.documents.layout.cells import Row
from services.documents.vocabulary import is_place

_YEAR_FIRST = re.compile(r"(?:['’]\d\d|(?:19|20)\d\d)\b")
_OPEN_END_DATE = re.compile(r"\d\s*[-–—]$")
_UNFINISHED = re.compile(r"^(?:[-–—]|to|bis|à|al|a|do|[^\W\d_]{3,9}\.?)$|[-–—]$")
"""How the part of wrapped dates ends that stands in the first line: a dash, or the month whose year is below."""


def join_margin_dates(rows: Sequence[Row]) -> None:
    """Join dates that are wrapped in a narrow margin left of the text: `Mar 2018 –` above `Present`."""
    for number, row in enumerate(rows):
        if len(row.cells) < 2:
            continue
        first = row.cells[0]
        if len(first.text) > 24 or not find_date_range(first.text):
            continue
        whole = is_date_text(first.text) and not first.text.endswith(("-", "–", "—"))
        for count in (2, 1):
            below = [other for other in rows[number + 1 : number + 1 + count] if other.cells]
            joined = " ".join([first.text, *(other.cells[0].text for other in below)])
            beside = all(_in_margin(other, row) for other in below) and len(below) == count
            unfinished = not whole or not all(is_date_text(other.cells[0].text) for other in below)
            if beside and unfinished and is_date_text(joined):
                first.text = joined
                for other in below:
                    other.cells.pop(0)
                break


def _in_margin(below: Row, row: Row) -> bool:
    """Tell whether a row begins in the margin that the first cell of another row stands in."""
    first = below.cells[0]
    near = below.column == row.column and abs(first.x0 - row.cells[0].x0) < 3
    open_end = row.cells[0].text.rstrip().endswith(("-", "–", "—"))
    return near and (len(below.cells) > 1 or open_end) and first.x1 < row.cells[1].x0


def lift_margins(rows: Sequence[Row]) -> None:
    """Move dates and places that stand in the margin beside a bullet up to the head of the entry they belong to."""
    head: Row | None = None
    for row in rows:
        last = row.cells[-1]
        marginal = len(row.cells) > 1 and (is_date_text(last.text) or is_place(last.text))
        if not marginal:
            continue
        inside = row.cells[0].bullet or (head is not None and row.x0 > head.x0 + 4)
        near = head is not None and head.page == row.page and head.column == row.column
        if inside and head is not None and near and abs(head.x1 - last.x1) < 6:
            head.cells.append(replace(last, base=head.cells[0].base, top=head.top, bottom=head.bottom))
            row.cells.pop()
        elif not row.cells[0].bullet:
            head = row


def with_whole_dates(lines: Sequence[LayoutLine]) -> list[LayoutLine]:
    """Put the end of dates that stands below their beginning (`SEP 2010 — Waiter`, `DEC 2015`) where it belongs."""
    whole: list[LayoutLine] = []
    for line in lines:
        last = whole[-1] if whole else None
        parts = _completed(last.text, line.text) if last and last.column == line.column and not line.bullet else None
        if last and parts and not last.bullet:
            whole[-1] = last.model_copy(update={"text": parts[0], "bottom": line.bottom})
            if not parts[1]:
                continue
            line = line.model_copy(update={"text": parts[1]})
        whole.append(line)
    return whole


def _completed(first: str, second: str) -> tuple[str, str] | None:
    """Return two lines with the dates that begin the first one and end at the second's begin made whole, or None."""
    if _OPEN_END_DATE.search(first) and len(second) < 16:
        joined = f"{first} {second}"
        found = find_date_range(joined)
        return (joined, "") if found and found[1] == len(joined) and _has_end(found[2]) else None
    found = find_date_range(first)
    if (found and (found[0] or _has_end(found[2]))) or (not found and not _YEAR_FIRST.match(second)):
        return None
    beginning, ending = first.split()[:5], second.split()[:2]
    for taken in range(len(beginning), 0, -1):
        for count in range(len(ending) * bool(_UNFINISHED.search(beginning[taken - 1])), 0, -1):
            dates = " ".join(beginning[:taken] + ending[:count])
            whole = find_date_range(dates) if is_date_text(dates) else None
            if whole and _has_end(whole[2]):
                return f"{dates}\t{_after(first, taken)}".strip(), _after(second, count)
    return None


def _has_end(dates: DateRange) -> bool:
    return dates.present or dates.end is not None


def _after(text: str, count: int) -> str:
    """Return a text without its first words."""
    return re.sub(rf"^(?:\S+\s*){{{count}}}", "", text)
