"""Gather what the reports show, so that HTML and Markdown say the same."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeVar

from models.base import LeftOut, Notice
from models.facts import Fact, facts_of
from models.job import Requirement
from models.score import Coverage
from models.tailored import TailoredCV
from services.rendering.layout import document_lines
from services.rendering.options import RenderOptions
from services.rendering.report_trace import TRANSFORMATIONS, Traces, traces
from services.rendering.text import reads_as, words_of

Status = Literal["shown", "open", "gap"]
_T = TypeVar("_T")


class Need(NamedTuple):
    """One requirement of the job and what shows it. `newly` means that the source did not show it yet."""

    requirement: Requirement
    status: Status
    line: str
    facts: tuple[Fact, ...]
    newly: bool


class Reverted(NamedTuple):
    """A draft that was refused, of which item, and why."""

    item: str
    text: str
    reason: str


class Parsed(NamedTuple):
    """What one program reads in one file, beside the document itself."""

    reader: str
    text: str
    words: int
    same: bool
    difference: str


class View(NamedTuple):
    """Everything a report shows."""

    tailored: TailoredCV
    needs: tuple[Need, ...]
    sections: tuple[Traces, ...]
    reverted: tuple[Reverted, ...]
    left_out: tuple[LeftOut, ...]
    notices: tuple[Notice, ...]
    parsed: tuple[Parsed, ...]

    @property
    def gaps(self) -> tuple[Need, ...]:
        """Return the requirements that nothing supports."""
        return tuple(need for need in self.needs if need.status == "gap")

    @property
    def tally(self) -> str:
        """Return how many lines there are and what was done to their facts."""
        rows = self.tailored.provenance
        done = Counter(row.transformation for row in rows)
        parts = [f"{done[kind]} {words}" for kind, words in TRANSFORMATIONS.items() if done[kind]]
        return f"{len(rows)} lines: {'; '.join(parts)}." if parts else "No lines were written."


def view(tailored: TailoredCV, extracted: Mapping[str, str], options: RenderOptions) -> View:
    """Return the content of the reports. `extracted` maps "PDF, pdfminer.six" to the text that it reads."""
    facts = {fact.id: fact for fact in facts_of(tailored.source)}
    lines = document_lines(tailored.cv, options)
    refused = tuple(_reverted(tailored))
    known = {line.text for line in refused}
    return View(
        tailored=tailored,
        needs=tuple(_needs(tailored, facts)),
        sections=traces(tailored, facts),
        reverted=refused,
        left_out=_unique(left for left in tailored.left_out if left.text not in known),
        notices=_unique((*tailored.notices, *tailored.job.notices)),
        parsed=tuple(_parsed(reader, text, lines) for reader, text in extracted.items()),
    )


def percent(value: float) -> str:
    """Return a score without needless decimals."""
    return f"{value:.1f}".removesuffix(".0")


def _needs(tailored: TailoredCV, facts: Mapping[str, Fact]) -> list[Need]:
    before = {row.requirement: row for row in tailored.before.coverage}
    after = {row.requirement: row for row in tailored.after.coverage}
    return [_need(requirement, before, after, facts) for requirement in tailored.job.requirements]


def _need(
    requirement: Requirement, before: Mapping[str, Coverage], after: Mapping[str, Coverage], facts: Mapping[str, Fact]
) -> Need:
    row, earlier = after.get(requirement.id), before.get(requirement.id)
    behind = tuple(facts[fact] for fact in (row.facts if row else ()) if fact in facts)
    status: Status = "shown" if row and row.shown else "open" if behind else "gap"
    newly = status == "shown" and not (earlier and earlier.shown)
    return Need(requirement, status, row.line if row else "", behind, newly)


def _reverted(tailored: TailoredCV) -> list[Reverted]:
    """Return refused drafts: those an item names, and final lines whose verdict still has reasons."""
    refused = [
        Reverted(item.title, left.text, left.reason)
        for item in tailored.items
        for left in item.left_out
        if left.reason.startswith("draft refused")
    ]
    for item in tailored.items:
        for line, verdict in zip(item.lines, item.verdicts, strict=False):
            if not verdict.grounded:
                refused.append(Reverted(item.title, line.text, "; ".join(reason.why for reason in verdict.reasons)))
    return refused


def _unique(values: Iterable[_T]) -> tuple[_T, ...]:
    seen: list[_T] = []
    seen.extend(value for value in values if value not in seen)
    return tuple(seen)


def _parsed(reader: str, text: str, lines: tuple[str, ...]) -> Parsed:
    words, same = words_of(text), reads_as(text, lines)
    return Parsed(
        reader, text.strip(), len(words), same, "" if same else _difference(words, words_of("\n".join(lines)))
    )


def _difference(words: tuple[str, ...], expected: tuple[str, ...]) -> str:
    """Return the first place where the words differ, in words for a person."""
    pairs = enumerate(zip(words, expected, strict=False))
    at = next((number for number, (read, meant) in pairs if read != meant), min(len(words), len(expected)))
    read, meant = " ".join(words[at : at + 6]), " ".join(expected[at : at + 6])
    return f"from word {at + 1} on it reads “{read}” where the document says “{meant}”"
