"""QualityAssurance: judge every line against its facts, send drafts back, and revert what can't be grounded."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from models.base import LeftOut, Notice
from models.draft import Objections
from models.item import Item, Line, Reason, Verdict
from services.grounding.gate import with_objections
from services.llm.types import Request
from services.prompts import load
from services.toolbox import Caller, Toolbox
from services.writing.brief import Brief
from services.writing.extractive import MAX_QUALIFICATION_LENGTH, MAX_QUALIFICATIONS, WRITER
from services.writing.plan import QUALIFICATIONS
from services.writing.revert import revert

if TYPE_CHECKING:
    from services.grounding.gate import Gate
    from services.llm.client import LLM

MAX_REVISIONS = 2

T = TypeVar("T")


async def check(items: Iterable[Item], brief: Brief, toolbox: Toolbox, caller: Caller) -> tuple[Item, ...]:
    """Return the items with a verdict for each line.

    A draft that was refused and may still be revised comes back `pending`, with the reasons in its verdicts. After the
    last revision its refused lines are reverted to the owner's own words. Where the settings ask for it, a second model
    reads the drafts of the first; it may add objections and can clear none.
    """
    gate = await asyncio.to_thread(toolbox.gate, brief.cv)
    judged = await asyncio.to_thread(lambda: [judge(item, gate) for item in items])
    if toolbox.settings.objector and toolbox.llm is not None:
        judged = [await _objected(item, brief, toolbox.llm, caller) for item in judged]
    return await asyncio.to_thread(lambda: tuple(_settle(item, brief, gate) for item in judged))


async def _objected(item: Item, brief: Brief, llm: "LLM", caller: Caller) -> Item:
    """Return the item with a model's objections added to the verdicts on its lines."""
    if item.writer == WRITER or not item.lines:
        return item
    prompt, inputs, _ = request_for(item, brief)
    reply = await caller.ask(llm, prompt, inputs, Objections)
    if reply is None:
        return item  # the gate has judged; an objector that can't be asked takes nothing away from that
    verdicts = list(item.verdicts)
    for objection in reply.value.objections:
        if 1 <= objection.line <= len(verdicts):
            reason = Reason(rule="objection", words=(objection.words,), why=objection.why)
            verdicts[objection.line - 1] = with_objections(verdicts[objection.line - 1], [reason])
    return item.model_copy(update={"verdicts": tuple(verdicts)})


def request_for(item: Item, brief: Brief) -> Request:
    """Return what the second model is asked about a draft."""
    shown = "\n\n".join(_with_facts(number, line, brief) for number, line in enumerate(item.lines, 1))
    return load("object"), {"lines": shown}, Objections


def _with_facts(number: int, line: Line, brief: Brief) -> str:
    facts = [brief.facts[fact].text for fact in line.facts if fact in brief.facts]
    return "\n".join([f"{number}: {line.text}", *(f"   fact: {text}" for text in facts)])


async def assure(
    items: Mapping[str, Item], brief: Brief, toolbox: Toolbox
) -> tuple[dict[str, Item], tuple[Notice, ...]]:
    """Return the items of the whole document judged once more, by whatever way their lines came here.

    Lines that are refused and that nobody stands behind are reverted; each is named in a notice.
    """
    return await asyncio.to_thread(_assure, items, brief, toolbox.gate(brief.cv))


def _assure(items: Mapping[str, Item], brief: Brief, gate: "Gate") -> tuple[dict[str, Item], tuple[Notice, ...]]:
    judged = {item.id: judge(item, gate) for item in items.values()}
    bad = {item.id: refused(item) for item in judged.values() if item.status != "skipped"}
    mended = {item_id: _without(judge(revert(judged[item_id], brief), gate)) for item_id, lines in bad.items() if lines}
    notices = (
        Notice(kind="reverted", text=f"{judged[item_id].title}: «{line.text}» was not grounded and was reverted.")
        for item_id in mended
        for line in bad[item_id]
    )
    return judged | mended, tuple(notices)


def judge(item: Item, gate: "Gate") -> Item:
    """Return the item with the gate's verdict on each line.

    A model's citations are replaced by the facts that the gate found; an extracted line is its fact's own text.
    """
    verdicts = tuple(_verdict(item, number, line, gate) for number, line in enumerate(item.lines))
    lines = tuple(
        line.model_copy(update={"facts": verdict.facts})
        if verdict.grounded and verdict.facts and item.writer != WRITER
        else line
        for line, verdict in zip(item.lines, verdicts, strict=True)
    )
    return item.model_copy(update={"lines": lines, "verdicts": verdicts})


def refused(item: Item) -> tuple[Line, ...]:
    """Return the lines that the gate refused and that nobody stands behind."""
    pairs = zip(item.lines, item.verdicts, strict=True)
    return tuple(line for line, verdict in pairs if not verdict.grounded and not line.asserted)


def _verdict(item: Item, number: int, line: Line, gate: "Gate") -> Verdict:
    verdict = gate.judge(line.text, under=item.scope)
    form = _form(item, number, line)
    if not form:
        return verdict
    return verdict.model_copy(update={"reasons": (*verdict.reasons, *form), "grounded": False})


def _form(item: Item, number: int, line: Line) -> tuple[Reason, ...]:
    """Return what is wrong with the form of a key qualification: too long, or one too many."""
    if item.id != QUALIFICATIONS:
        return ()
    if len(line.text) > MAX_QUALIFICATION_LENGTH:
        why = f"a key qualification has at most {MAX_QUALIFICATION_LENGTH} characters, this one {len(line.text)}"
        return (Reason(rule="length", words=(line.text,), why=why),)
    if number >= MAX_QUALIFICATIONS:
        return (Reason(rule="count", why=f"there are at most {MAX_QUALIFICATIONS} key qualifications"),)
    return ()


def _settle(judged: Item, brief: Brief, gate: "Gate") -> Item:
    if not refused(judged):
        return judged
    if judged.writer != WRITER and judged.checks < MAX_REVISIONS:
        return judged.model_copy(update={"checks": judged.checks + 1, "status": "pending"})
    return _without(judge(revert(judged, brief), gate))


def _without(item: Item) -> Item:
    """Return the item without lines the gate still refuses. Verbatim lines pass, so this is the last resort."""
    bad = refused(item)
    if not bad:
        return item
    keep = [number for number, line in enumerate(item.lines) if line not in bad]
    named = tuple(LeftOut(text=line.text, reason="the truth gate could not ground it") for line in bad)
    return item.model_copy(
        update={
            "lines": _pick(item.lines, keep),
            "verdicts": _pick(item.verdicts, keep),
            "left_out": (*item.left_out, *named),
        }
    )


def _pick(values: Sequence[T], numbers: Sequence[int]) -> tuple[T, ...]:
    return tuple(values[number] for number in numbers)
