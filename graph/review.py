"""The review node: the only one that interrupts.

A node restarts from its first line at every resume, so nothing here does I/O or calls a model before `interrupt()`: the
text that the person saw is the text in the state, and an answer is applied to that and to nothing else.
"""

import asyncio
from collections.abc import Sequence

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agents import quality_assurance
from graph.answers import ReviewAnswer
from graph.context import Context, brief_of, tell, toolbox_of
from graph.request import request_for
from graph.routing import UNDECIDED
from graph.state import TailorState, Update
from models.item import Item, Line
from models.review import Decision
from services.toolbox import Toolbox
from services.writing.brief import Brief

OWNER = "owner"


async def review(state: TailorState, runtime: Runtime[Context]) -> Update:
    """Ask a person about the items at hand, and apply the answer to the items in the state."""
    items = [state["items"][item_id] for item_id in state["current"]]
    open_items = [item for item in items if item.status in UNDECIDED]
    brief = brief_of(state)
    answer = interrupt(request_for(open_items, brief.facts, brief.job), response_schema=ReviewAnswer)
    toolbox = toolbox_of(runtime)
    pairs = _paired(open_items, answer.root)
    decided = [await asyncio.to_thread(apply, item, decision, brief, toolbox) for item, decision in pairs]
    for item in decided:
        tell("drafted" if item.status in UNDECIDED else "waiting", item, detail=item.status)
    return {"items": {item.id: item for item in decided}}


def _paired(items: Sequence[Item], decisions: Sequence[Decision]) -> list[tuple[Item, Decision]]:
    """Pair each decision with the item it names, or with the one at its place; items without one stay open."""
    by_id = {item.id: item for item in items}
    placed = zip(items, decisions, strict=False)
    return [(by_id.get(decision.item, item), decision) for item, decision in placed]


def apply(item: Item, decision: Decision, brief: Brief, toolbox: Toolbox) -> Item:
    """Return the item after a decision. An edit that can't be grounded waits for one explicit confirmation."""
    if decision.action == "accept":
        return _accepted(item)
    if decision.action == "skip":
        return item.model_copy(update={"status": "skipped"})
    if decision.action == "regenerate":
        update = {"status": "pending", "feedback": decision.feedback, "attempt": item.attempt + 1, "checks": 0}
        return item.model_copy(update={**update, "verdicts": ()})
    edited = _edited(item, decision.text, brief, toolbox)
    open_question = quality_assurance.refused(edited) and not decision.confirmed
    return edited if open_question else _accepted(edited)


def _accepted(item: Item) -> Item:
    """Return the item as the owner's: lines that the gate refuses are theirs to assert, and marked so."""
    refused = quality_assurance.refused(item)
    lines = tuple(line.model_copy(update={"asserted": line in refused}) for line in item.lines)
    return item.model_copy(update={"lines": lines, "status": "edited" if item.writer == OWNER else "accepted"})


def _edited(item: Item, text: str, brief: Brief, toolbox: Toolbox) -> Item:
    kept = {line.text: line for line in item.lines}
    texts = [line.strip(" •-*\t") for line in text.splitlines()]
    lines = tuple(kept.get(line, Line(text=line)) for line in texts if line)
    draft = item.model_copy(update={"lines": lines, "status": "drafted", "writer": OWNER})
    return quality_assurance.judge(draft, toolbox.gate(brief.cv))
