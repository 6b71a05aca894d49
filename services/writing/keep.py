"""Keep what was decided when the CV or the ad changes, and say of everything else why it is asked again."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from models.analysis import Earlier
from models.facts import Fact, facts_of
from models.item import Item, Line
from services.writing.plan import SUMMARY

DECIDED = ("accepted", "edited", "skipped")
_SHOWN = 60
"""Characters of a line that a reason quotes."""


class Side:
    """What items rest on, before or after a change: facts by id, requirements by id."""

    def __init__(self, rests_on: Earlier) -> None:
        self.facts = {fact.id: fact for fact in facts_of(rests_on.cv)}
        self.requirements = {requirement.id: requirement.text for requirement in rests_on.job.requirements}

    def own(self, item: Item) -> list[Fact]:
        """Return the facts that an item rests on: all of its entry, title and dates included, or those it lists."""
        if item.scope:
            return [fact for fact in self.facts.values() if fact.scope == item.scope]
        return [self.facts[fact_id] for fact_id in item.facts if fact_id in self.facts]

    def served(self, item: Item) -> list[str]:
        """Return the texts of the requirements that an item serves."""
        return [self.requirements[req] for req in item.requirements if req in self.requirements]

    def digest(self, item: Item) -> str:
        """Return a digest of everything that an item rests on."""
        facts = sorted((fact.id, fact.text) for fact in self.own(item))
        return hashlib.blake2b(repr((facts, self.served(item))).encode(), digest_size=8).hexdigest()


def carry_over(
    planned: Mapping[str, Item], now: Earlier, items: Mapping[str, Item], earlier: Earlier
) -> dict[str, Item]:
    """Return the planned items, those that were decided before and rest on nothing new with their decision.

    Entries are found again by what they say, not by their number: a new role on top moves every other one down.
    """
    before, after = Side(earlier), Side(now)
    planned = {item.id: item.model_copy(update={"basis": after.digest(item)}) for item in planned.values()}
    if not items:
        return planned
    attempt = 1 + max(item.attempt for item in items.values())
    result: dict[str, Item] = {}
    for item in planned.values():
        match = _match(item, after, items.values(), before)
        reasons = _reasons(item, after, match, before) if match else ()
        if item.id == SUMMARY and any(other.status not in DECIDED for other in result.values()):
            reasons = (*reasons, "it is written from items that are asked about again")
        if match and match.status in DECIDED and not reasons:
            result[item.id] = _kept(item, match, before, after)
        else:
            asked_before = match is not None and match.status in DECIDED
            result[item.id] = item.model_copy(update={"attempt": attempt, "reopened": reasons if asked_before else ()})
    return result


def _match(item: Item, after: Side, items: Iterable[Item], before: Side) -> Item | None:
    """Return the earlier item of the same kind that shares the most facts with this one."""
    own = _texts(after.own(item))
    same_kind = [other for other in items if other.kind == item.kind]
    if not item.scope:
        return next((other for other in same_kind if other.id == item.id), None)
    shared = [((own & _texts(before.own(other))).total(), other) for other in same_kind]
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def _reasons(item: Item, after: Side, match: Item, before: Side) -> tuple[str, ...]:
    """Return what has changed under an item, in words."""
    facts = _differences([fact.text for fact in before.own(match)], [fact.text for fact in after.own(item)], "your CV")
    return (*facts, *_differences(before.served(match), after.served(item), "what the ad asks of it"))


def _differences(old: Sequence[str], new: Sequence[str], where: str) -> list[str]:
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return [
        *(f"no longer in {where}: {_quoted(text)}" for text in gone),
        *(f"new in {where}: {_quoted(text)}" for text in come),
    ]


def _quoted(text: str) -> str:
    return f"«{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}»"


def _texts(facts: Iterable[Fact]) -> "Counter[tuple[str, str]]":
    return Counter((fact.kind, fact.text) for fact in facts)


def _kept(item: Item, match: Item, before: Side, after: Side) -> Item:
    """Return the planned item with the decision of the earlier one, its lines resting on the facts' ids of now."""
    own = {(fact.kind, fact.text): fact.id for fact in reversed(after.own(item))}
    ids = {fact.id: own[fact.kind, fact.text] for fact in before.own(match) if (fact.kind, fact.text) in own}
    return item.model_copy(
        update={
            "status": match.status,
            "lines": tuple(_moved(line, ids) for line in match.lines),
            "verdicts": match.verdicts,
            "left_out": match.left_out,
            "attempt": match.attempt,
            "writer": match.writer,
        }
    )


def _moved(line: Line, ids: Mapping[str, str]) -> Line:
    return line.model_copy(update={"facts": tuple(ids.get(fact, fact) for fact in line.facts)})
