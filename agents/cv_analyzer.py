"""CVAnalyzer: structure the CV, weigh its facts against the job, list the gaps and plan the items."""

import asyncio
from datetime import date
from functools import lru_cache

from models.analysis import Analysis
from models.base import Notice, Text
from models.cv import CV
from models.document import Reading
from models.draft import Grouping
from models.facts import Fact, facts_of
from models.item import Item
from models.job import Job
from models.usage import Usage
from services.documents.reader import read_cv, read_document, read_text
from services.documents.sources import Source, Stored
from services.documents.structure.grouping import Group, numbered, regroup
from services.prompts import load
from services.toolbox import Caller, Toolbox
from services.writing.experience import experience_facts
from services.writing.plan import plan_items

UNSURE = 0.6
"""Below this confidence in any section a model, where there is one, is asked to group the lines, and a person to look.

No CV of 28 real ones is below it, and 19 of 23 are when their lines are shuffled.
"""
STORED = ".cv.json"
"""How the name of a stored, structured CV ends."""


async def read(source: Source, talents: Source | None = None) -> Reading:
    """Return the structured CV, with the owner's talents among its facts.

    Raises:
        UserError: the file can't be read, or is no CV; one sentence says which.
    """
    reading = await asyncio.to_thread(_reading, source)
    if not talents:
        return reading
    document = await asyncio.to_thread(read_text, talents)
    added = tuple(Text(text=line.text, origin=line.origin) for line in document.lines if not line.heading)
    cv = reading.cv.model_copy(update={"talents": added})
    return reading.model_copy(update={"cv": cv, "notices": reading.notices + document.notices})


def _reading(source: Source) -> Reading:
    """Return the reading of a file, or of a structured CV of ours that a session stored as it was given."""
    if isinstance(source, Stored) and source.name.endswith(STORED):
        return Reading(cv=CV.model_validate_json(source))
    return _last(bytes(source), source.name) if isinstance(source, Stored) else read_cv(source)


@lru_cache(maxsize=1)
def _last(data: bytes, name: str) -> Reading:
    """Read a file once when it is asked for twice: to show what was understood, and by the run that follows."""
    return read_cv(Stored(data, name))


async def regrouped(reading: Reading, source: Source, toolbox: Toolbox, caller: Caller) -> tuple[Reading, Usage]:
    """Let the fast model group the lines of a CV that was understood badly; keep its grouping where that is surer.

    It is shown numbered lines and answers with numbers, so it can place the owner's lines and can't write one.
    """
    if toolbox.llm is None or not unsure(reading):
        return reading, Usage()
    document = await asyncio.to_thread(read_document, source)
    reply = await caller.ask(toolbox.llm, load("group_lines"), {"lines": numbered(document)}, Grouping)
    if reply is None:
        return reading, Usage()
    groups = [
        Group(
            kind=None if group.kind == "contact" else group.kind,
            lines=tuple(group.lines),
            heading=group.heading or None,
            entries=tuple(group.entries),
        )
        for group in reply.value.groups
    ]
    other = await asyncio.to_thread(regroup, document, groups)
    if _sureness(other) <= _sureness(reading):
        return reading, reply.usage
    return other.model_copy(update={"cv": other.cv.model_copy(update={"talents": reading.cv.talents})}), reply.usage


def unsure(reading: Reading) -> tuple[str, ...]:
    """Return the sections that were understood so badly that somebody should look, by their headings."""
    return tuple(section for section, sureness in reading.confidence.items() if sureness < UNSURE)


def doubts(reading: Reading) -> tuple[Notice, ...]:
    """Return what to tell of those sections; nothing where all was understood."""
    sections = ", ".join(section or "the lines above the first heading" for section in unsure(reading))
    text = f"Your CV was hard to read in parts ({sections}); look whether the document says what you meant."
    return (Notice(kind="unsure reading", text=text),) if sections else ()


def _sureness(reading: Reading) -> float:
    return min(reading.confidence.values(), default=1.0)


async def analyse(cv: CV, job: Job, toolbox: Toolbox, today: date) -> tuple[Analysis, dict[str, Item]]:
    """Return which facts support which requirement, and the items in writing order with their facts."""
    return await asyncio.to_thread(_analyse, cv, job, toolbox, today)


def _analyse(cv: CV, job: Job, toolbox: Toolbox, today: date) -> tuple[Analysis, dict[str, Item]]:
    facts = facts_of(cv)
    supports = toolbox.matcher.supports(job, (*facts, *experience_facts(cv, today)))
    ranking = tuple(fact_id for fact_id, _ in toolbox.matcher.rank(job, facts))
    items = plan_items(cv, facts, ranking)
    analysis = Analysis(
        supports=supports,
        ranking=ranking,
        gaps=tuple(requirement.id for requirement in job.requirements if not supports.get(requirement.id)),
        plan=tuple(item.id for item in items),
    )
    return analysis, {item.id: _with_requirements(item, analysis, facts) for item in items}


def _with_requirements(item: Item, analysis: Analysis, facts: tuple[Fact, ...]) -> Item:
    scoped = {fact.id for fact in facts if fact.scope == item.scope} if item.scope else set(item.facts)
    return item.model_copy(update={"requirements": analysis.requirements_of(scoped)})
