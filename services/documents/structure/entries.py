"""Cut a section into entries: head lines, then what is said below them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from models.document import LayoutLine
from services.documents.dates import find_date_range, is_date_text
from services.documents.structure.sections import style_of

_ABBREVIATED = re.compile(r"\b(?:Inc|Co|Ltd|Corp|e\.V|LLC|Sr|Jr|[A-Za-z](?:\.\s?[A-Za-z])+)\.\s*$")
"""A line ends in a full stop that is part of a name: `Acme S.L.`, `Logistyka Sp. z o.o.`."""
_LABEL = re.compile(r"^[^\W\d_][^:\t]{1,30}:\s+\S")


@dataclass(slots=True)
class Block:
    """An entry before its fields are named."""

    head: list[LayoutLine] = field(default_factory=list)
    body: list[LayoutLine] = field(default_factory=list)


def is_prose(line: LayoutLine) -> bool:
    """Tell whether a line without a bullet is a sentence or more, not part of a head."""
    if line.heading:
        return False
    text = line.text
    count = len(text.split())
    found = find_date_range(text)
    if _LABEL.match(text) and not found:
        return True
    if "\t" in text and count < 20:
        return False
    if found and (found[2].end or found[2].present):
        bordered = text[: found[0]].rstrip(" ").endswith(("|", "\t", "·", "(")) or not found[0]
        if bordered or count <= 16 or found[1] - found[0] > 0.4 * len(text):
            return False
    ends = text.rstrip().endswith((".", "!", "?", ":")) and not _ABBREVIATED.search(text)
    return count > 14 or (ends and count > 2)


def with_indents(lines: Sequence[LayoutLine]) -> list[LayoutLine]:
    """Return the lines with indented ones as bullets, where a section has no glyphs but heads further left."""
    if any(line.bullet or line.heading for line in lines):
        return list(lines)
    left = {
        column: min(line.x0 for line in lines if line.column == column) for column in {line.column for line in lines}
    }
    inner = [line for line in lines if line.x0 > left[line.column] + 5 and not find_date_range(line.text)]
    outer = [line for line in lines if line.x0 <= left[line.column] + 5]
    usual = Counter(round(line.x0) for line in inner).most_common(1)[0][0] if inner else 0
    inner = [line for line in inner if line.x0 < usual + 40]
    if len(inner) < 2 or not any(find_date_range(line.text) for line in outer):
        return list(lines)
    return [line.model_copy(update={"bullet": "•"}) if line in inner else line for line in lines]


def blocks_of(lines: Sequence[LayoutLine], *, bullets_are_entries: bool = False) -> list[Block]:
    """Return the entries of a section in order."""
    if bullets_are_entries and lines and all(line.bullet for line in lines):
        return [Block([line]) for line in lines]
    runs = _runs(lines)
    blocks: list[Block] = []
    lead = _lead_style(runs)
    for is_head, run in runs:
        if is_head:
            blocks += _split_run(run, lead)
        elif blocks:
            blocks[-1].body += run
        else:
            blocks.append(Block(body=list(run)))
    return blocks


def _runs(lines: Sequence[LayoutLine]) -> list[tuple[bool, list[LayoutLine]]]:
    """Return alternating runs of head lines and body lines."""
    runs: list[tuple[bool, list[LayoutLine]]] = []
    for number, line in enumerate(lines):
        head = not line.bullet and not is_prose(line)
        if head and runs and not runs[-1][0] and not _opens(lines, number):
            head = False
        if runs and runs[-1][0] == head:
            runs[-1][1].append(line)
        else:
            runs.append((head, [line]))
    return runs


def _opens(lines: Sequence[LayoutLine], number: int) -> bool:
    """Tell whether a short line after a body begins a new entry: dated, set apart, or styled unlike the body."""
    line = lines[number]
    before = lines[number - 1]
    following = [line]
    for other in lines[number + 1 : number + 4]:
        if other.bullet or is_prose(other) or other.gap >= 0.8:
            break
        following.append(other)
    dated = any(find_date_range(other.text) for other in following)
    apart = line.gap > before.gap + 0.25 or line.gap >= 0.8 or line.heading > 0
    styled = style_of(line) != style_of(before) or line.x0 < before.x0 - 4
    own = find_date_range(line.text)
    if own and (own[2].end or own[2].present):
        return True
    if dated:
        return apart or styled or bool(before.bullet)
    return line.heading > 0 or (styled and (line.bold or apart)) or (apart and bool(before.bullet))


def _lead_style(runs: Sequence[tuple[bool, list[LayoutLine]]]) -> tuple[object, ...] | None:
    heads = [run for is_head, run in runs if is_head]
    return style_of(heads[0][0]) if heads else None


def _split_run(run: Sequence[LayoutLine], lead: tuple[object, ...] | None) -> list[Block]:
    """Cut a run of head lines that holds several entries: one entry has one range of dates."""
    dated = [number for number, line in enumerate(run) if find_date_range(line.text)]
    if len(dated) < 2:
        return [Block(list(run))] if dated else _split_undated(run, lead)
    by_looks = _starts_by_looks(run, dated, lead)
    by_dates = {number - dated[0] for number in dated}
    regular = all(after - before > dated[0] for before, after in pairwise(dated))
    alike = by_looks <= by_dates or all(style_of(run[number]) == lead for number in by_dates)
    starts = by_dates if regular and alike else by_looks | _last_start(run, dated, by_looks)
    blocks: list[Block] = []
    for number, line in enumerate(run):
        if number in starts or not blocks:
            blocks.append(Block())
        blocks[-1].head.append(line)
    return blocks


def _starts_by_looks(run: Sequence[LayoutLine], dated: Sequence[int], lead: tuple[object, ...] | None) -> set[int]:
    """Return where an entry begins by its looks: after a date, in the leading style, set apart or as a heading."""
    styles = {style_of(line) for line in run}
    starts = {0}
    for number, line in enumerate(run[1:], 1):
        leads = style_of(line) == lead and len(styles) > 1
        apart = line.gap >= 0.7 and line.gap > run[number - 1].gap + 0.2
        if (leads or apart or line.heading > 0) and any(max(starts) <= at < number for at in dated):
            starts.add(number)
    return starts


def _last_start(run: Sequence[LayoutLine], dated: Sequence[int], starts: set[int]) -> set[int]:
    """Return the last dated line where it says more than its dates and an entry with dates stands before it."""
    last = dated[-1]
    before = any(max(start for start in starts if start <= last) <= at < last for at in dated)
    return {last} if before and not is_date_text(run[last].text) else set()


def _split_undated(run: Sequence[LayoutLine], lead: tuple[object, ...] | None) -> list[Block]:
    """Cut undated head lines where the leading style comes back or a blank line stands."""
    styles = {style_of(line) for line in run}
    blocks: list[Block] = []
    for number, line in enumerate(run):
        leads = len(styles) > 1 and style_of(line) == lead and number > 0 and style_of(run[number - 1]) != lead
        apart = number > 0 and line.gap >= 0.7 and line.gap > run[number - 1].gap + 0.2 and number > 1
        if not blocks or leads or apart:
            blocks.append(Block())
        blocks[-1].head.append(line)
    return blocks
