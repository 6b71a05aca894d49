"""Plan the items of a run: key qualifications, each role, each project, and the executive summary last."""

from collections.abc import Mapping, Sequence

from models.cv import CV, Project, Role
from models.facts import Fact, FactKind
from models.item import Item, ItemKind

QUALIFICATIONS = "key-qualifications"
SUMMARY = "summary"

# A key qualification is a phrase of at most 30 characters, so it rests on names rather than on sentences.
_QUALIFYING: frozenset[FactKind] = frozenset({"skill", "certification", "language", "qualification", "line", "talent"})
_SUMMARISING = _QUALIFYING | {"headline", "summary", "title", "employer", "degree"}


def plan_items(cv: CV, facts: Sequence[Fact], ranking: Sequence[str]) -> tuple[Item, ...]:
    """Return the items in writing order, each with the facts it may rest on, the most relevant first."""
    place = {fact_id: number for number, fact_id in enumerate(ranking)}
    ranked = sorted(facts, key=lambda fact: place.get(fact.id, len(place)))
    roles = [
        _entry(role, "role", f"Role {number} of {len(cv.roles)}: {_name(role)}", ranked)
        for number, role in enumerate(cv.roles, 1)
    ]
    projects = [
        _entry(project, "project", f"Project {number} of {len(cv.projects)}: {project.name}", ranked)
        for number, project in enumerate(cv.projects, 1)
    ]
    qualifications = Item(
        id=QUALIFICATIONS,
        kind="qualifications",
        title="Key qualifications",
        before=tuple(text.text for text in cv.qualifications),
        facts=tuple(fact.id for fact in ranked if fact.kind in _QUALIFYING),
    )
    return (qualifications, *roles, *projects, _summary(cv, ranked))


def _entry(entry: Role | Project, kind: ItemKind, title: str, ranked: Sequence[Fact]) -> Item:
    return Item(
        id=entry.id,
        kind=kind,
        title=title,
        scope=entry.id,
        before=tuple(text.text for text in entry.lines),
        facts=tuple(fact.id for fact in ranked if belongs(fact, entry)),
    )


def belongs(fact: Fact, entry: Role | Project) -> bool:
    """Tell whether an entry's lines may rest on the fact: its own lines and tools, and talents that name it."""
    if fact.asserted:
        return isinstance(entry, Role) and bool(entry.employer) and entry.employer.casefold() in fact.text.casefold()
    return fact.scope == entry.id and fact.kind in ("line", "skill")


def _summary(cv: CV, ranked: Sequence[Fact]) -> Item:
    return Item(
        id=SUMMARY,
        kind="summary",
        title="Executive summary",
        before=tuple(text.text for text in cv.summary),
        facts=tuple(fact.id for fact in ranked if fact.kind in _SUMMARISING),
    )


def summary_of(items: Mapping[str, Item]) -> Item:
    """Return the summary as it is to be written: from what the other items say, before what they leave out."""
    summary = items[SUMMARY]
    shown = {fact for item in items.values() if item.id != SUMMARY for line in item.lines for fact in line.facts}
    facts = sorted(summary.facts, key=lambda fact: fact.partition("/line-")[1] != "" and fact not in shown)
    return summary.model_copy(update={"facts": tuple(facts)})


def _name(role: Role) -> str:
    return ", ".join(part for part in (role.title, role.employer) if part) or "untitled"
