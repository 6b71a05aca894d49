"""An item that waits for a person, with everything needed to decide about it."""

from collections.abc import Mapping

from models.base import Model
from models.facts import Fact, facts_of
from models.item import Item, Verdict
from sessions.runner import Snapshot


class Pending(Model):
    """An item that waits for a decision: the owner's lines, the draft, the facts behind it and what the gate says.

    `reopened` says why an item that was decided before is asked about again.
    """

    id: str
    kind: str
    title: str
    before: tuple[str, ...]
    draft: tuple[str, ...]
    facts: tuple[Fact, ...]
    verdict: Verdict
    requirements: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    item: Item


def pending_of(snapshot: Snapshot) -> list[Pending]:
    """Return the items that wait for a decision now."""
    if not snapshot.asked:
        return []
    facts = {fact.id: fact for fact in facts_of(snapshot.values["source"])}
    texts = {req.id: req.text for req in snapshot.values["ad"].requirements}
    return [_pending(item, facts, texts) for item in snapshot.asked]


def _pending(item: Item, facts: Mapping[str, Fact], requirements: Mapping[str, str]) -> Pending:
    rested = dict.fromkeys(fact for line in item.lines for fact in line.facts)
    return Pending(
        id=item.id,
        kind=item.kind,
        title=item.title,
        before=item.before,
        draft=tuple(line.text for line in item.lines),
        facts=tuple(facts[fact] for fact in rested if fact in facts),
        verdict=Verdict(
            reasons=tuple(reason for verdict in item.verdicts for reason in verdict.reasons),
            warnings=tuple(reason for verdict in item.verdicts for reason in verdict.warnings),
            grounded=all(verdict.grounded for verdict in item.verdicts),
            facts=tuple(rested),
        ),
        requirements=tuple(requirements[req] for req in item.requirements if req in requirements),
        reopened=item.reopened,
        item=item,
    )
