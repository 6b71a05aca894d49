"""An item as a reviewer sees it in a terminal: before and after, facts, verdict, requirements."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from aicvgen.console import plain
from aicvgen.worddiff import Piece, closest, styled, unused, word_diff
from models.facts import Fact
from models.item import Line, Verdict

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from sessions.session import Pending

_REQUIREMENTS = 4
_BESIDE = 70
"""Up to this width, a line and the ids of its facts share a row."""


def show(pending: "Pending", place: str, screen: "Console") -> None:
    """Print an item whole: each line as a word diff with its facts and verdict, and the requirements it serves."""
    from rich.rule import Rule
    from rich.text import Text

    screen.print()
    screen.print(Rule(Text(f"{place}  {plain(pending.title)}", style="bold"), align="left", style="dim"))
    screen.print(Text(_heading(pending), style="dim"))
    screen.print()
    screen.print(_table(_lines(pending, colour=screen.color_system is not None)))
    if pending.requirements:
        screen.print("\nServes", style="bold")
        screen.print(_served(pending.requirements))


def show_briefly(number: int, pending: "Pending", screen: "Console") -> None:
    """Print an item of a page: its title, its verdict and its lines."""
    from rich.text import Text

    mark = ("✓ ", "green") if pending.verdict.grounded else ("✗ ", "red")
    screen.print()
    screen.print(Text.assemble((f"[{number}] ", "bold"), mark, (plain(pending.title), "bold")))
    screen.print(_table((("·", "dim"), Text(plain(line))) for line in pending.draft))


def reasons(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """Give each objection and each warning with its style."""
    for reason in verdict.reasons:
        yield f"✗ {plain(reason.why)}", "red"
    for reason in verdict.warnings:
        yield f"! {plain(reason.why)}", "yellow"


def _heading(pending: "Pending") -> str:
    count = len(pending.draft)
    writer = {"extractive": "selected from your own words", "owner": "written by you"}.get(
        pending.item.writer, f"written by {pending.item.writer}"
    )
    verdict = "every line is grounded" if pending.verdict.grounded else "not every line is grounded"
    return f"{count} line{'' if count == 1 else 's'}, {writer}; {verdict}."


Row = tuple[tuple[str, str], "Text"]


def _table(rows: "Sequence[Row] | Iterator[Row]") -> "RenderableType":
    """Lay out rows of a mark and a text, the text hanging beside its mark."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1))
    table.add_column(min_width=1)
    table.add_column(ratio=1)
    for (mark, style), text in rows:
        table.add_row(Text(mark, style=style), text)
    return table


def _lines(pending: "Pending", *, colour: bool) -> "Iterator[Row]":
    from rich.text import Text

    facts = {fact.id: fact for fact in pending.facts}
    used: set[str] = set()
    for line, verdict in zip_longest(pending.item.lines, pending.item.verdicts[: len(pending.item.lines)]):
        own = [facts[fact] for fact in line.facts if fact in facts]
        source = closest(line.text, [*(fact.text for fact in own), *pending.before])
        used |= {source, *(fact.text for fact in own)} if source == line.text else {source}
        yield from _line(line, verdict, own, source, colour)
    for text in unused(pending.before, used):
        why = next((left.reason for left in pending.item.left_out if left.text == text), "")
        gone = styled([Piece("gone", plain(text))], colour=colour)
        yield ("-", "red"), gone.append(f"  {plain(why)}", style="dim") if why else gone
    if not pending.draft:
        yield ("·", "dim"), Text("(nothing is written for this item)", style="dim")


def _line(line: Line, verdict: Verdict | None, own: Sequence[Fact], source: str, colour: bool) -> "Iterator[Row]":
    from rich.text import Text

    within = any(line.text in fact.text for fact in own)
    if line.text == source or (within and not source):
        mark, text = ("=", "dim"), Text(plain(line.text))
    elif source:
        mark, text = ("~", "cyan"), styled(word_diff(plain(source), plain(line.text)), colour=colour)
    else:
        mark, text = ("+", "green"), styled([Piece("new", plain(line.text))], colour=colour)
    said = any(fact.text in (line.text, source) for fact in own)
    ids = Text(", ".join(line.facts), style="dim")
    beside = (said or not own) and len(text) + len(ids) < _BESIDE
    yield mark, text.append("  ").append_text(ids) if beside else text
    if line.reverted:
        yield ("", ""), Text("↺ your own words again: the draft was not grounded", style="yellow")
    yield from ((("", ""), Text(why, style=style)) for why, style in (reasons(verdict) if verdict else ()))
    if not said:
        yield from ((("", ""), _fact(fact, whole=line.text not in fact.text)) for fact in own)
    elif not beside:
        yield ("", ""), ids


def _fact(fact: Fact, *, whole: bool) -> "Text":
    """Return a fact behind a line: whole where the line words it anew, else as much as fits one row."""
    from rich.text import Text

    text = Text(f"{fact.id}: {plain(fact.text)}", style="dim")
    if not whole:
        text.no_wrap, text.overflow = True, "ellipsis"
    return text


def _served(requirements: Sequence[str]) -> "RenderableType":
    from rich.text import Text

    rows: list[Row] = [(("•", "cyan"), Text(plain(text))) for text in requirements[:_REQUIREMENTS]]
    if len(requirements) > _REQUIREMENTS:
        rows.append(((" ", ""), Text(f"and {len(requirements) - _REQUIREMENTS} more", style="dim")))
    return _table(rows)
