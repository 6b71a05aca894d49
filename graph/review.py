"""The review node: the only one that interrupts.

A node restarts from its first line at every resume, so nothing here does I/O or calls a model before `interrupt()`: the
text that the person saw is the text in the state, and an answer is applied to that and to nothing else.
"""

import asyncio
from collections.abc import Sequence

from langchain_core.messages import AIMessage
from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agents import quality_assurance
from graph.answers import ReviewAnswer
from graph.context import Context, brief_of, journal_of, tell, toolbox_of
from graph.history import catch_up, heard
from graph.request import escape, name_of, request_for
from graph.routing import asked
from graph.state import TailorState, Update
from models.item import Item, Line
from models.review import Decision
from models.revision import Revision
from services.toolbox import Toolbox
from services.writing.brief import Brief

OWNER = "owner"
STALE = "That question was answered before, so this answer changed nothing. The session stands where it was."


async def review(state: TailorState, runtime: Runtime[Context]) -> Update:
    """Ask a person about the items at hand, and apply the answer to the items in the state."""
    items = asked(state)
    brief = brief_of(state)
    answer = interrupt(request_for(items, brief.facts, brief.job), response_schema=ReviewAnswer)
    return await asyncio.to_thread(decide, answer.root, state, runtime)


def decide(decisions: Sequence[Decision], state: TailorState, runtime: Runtime[Context]) -> Update:
    """Record decisions on what is asked now and return the items after them, or say why they are too late."""
    pairs = _paired(asked(state), decisions)
    if pairs is None:
        return _refused(state, {})
    brief, toolbox, journal = brief_of(state), toolbox_of(runtime), journal_of(runtime)
    revisions = [_revision(item, decision, brief, toolbox) for item, decision in pairs]
    if journal:
        recorded = journal.add(revisions, state.get("heard", 0))
        if not recorded:
            return _refused(state, catch_up(state, journal))
        revisions = list(recorded)
    for revision in revisions:
        tell("decided", revision.outcome, detail=revision.outcome.status)
    update = heard(state["items"], revisions)
    return update | {"messages": [AIMessage(_said(revisions))]} if state.get("messages") else update


def _refused(state: TailorState, update: Update) -> Update:
    tell("refused", detail=STALE)
    return update | {"messages": [AIMessage(STALE)]} if state.get("messages") else update


def _paired(items: Sequence[Item], decisions: Sequence[Decision]) -> list[tuple[Item, Decision]] | None:
    """Pair each decision with the item it names, or with the one at its place; items without one stay open.

    None when one of them names an item or a draft that is not asked about now.
    """
    named = {item.id: item for item in items} | {name_of(item): item for item in items}
    pairs = [
        (named.get(decision.item) if decision.item else item, decision)
        for item, decision in zip(items, decisions, strict=False)
    ]
    known = [(item, decision) for item, decision in pairs if item and decision.attempt in (None, item.attempt)]
    return known if len(known) == len(pairs) else None


def _revision(item: Item, decision: Decision, brief: Brief, toolbox: Toolbox) -> Revision:
    outcome = apply(item, decision, brief, toolbox)
    return Revision(item=item.id, attempt=item.attempt, decision=decision, shown=item, outcome=outcome)


def _said(revisions: Sequence[Revision]) -> str:
    words = {"accepted": "accepted", "edited": "taken as you wrote it", "skipped": "left as your CV has it"}
    return " ".join(
        f"{escape(revision.outcome.title)}: {words.get(revision.outcome.status, 'to be looked at again')}."
        for revision in revisions
    )


def apply(item: Item, decision: Decision, brief: Brief, toolbox: Toolbox) -> Item:
    """Return the item after a decision. An edit that can't be grounded waits for one explicit confirmation.

    Whatever stays open has a new number of attempt, so that each answer is to the draft that its person saw.
    """
    if decision.action == "accept":
        return _accepted(item)
    if decision.action == "skip":
        return item.model_copy(update={"status": "skipped"})
    if decision.action == "regenerate":
        update = {"status": "pending", "feedback": decision.feedback, "attempt": item.attempt + 1, "checks": 0}
        return item.model_copy(update={**update, "verdicts": ()})
    edited = _edited(item, decision.text, brief, toolbox)
    if quality_assurance.refused(edited) and not decision.confirmed:
        return edited.model_copy(update={"attempt": item.attempt + 1})
    return _accepted(edited)


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
