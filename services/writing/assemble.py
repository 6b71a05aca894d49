"""Put reviewed items back into the CV: the document that will be printed, identity fields untouched."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from models.base import Text
from models.cv import CV, Project, Role, SkillGroup
from models.facts import Fact, facts_of
from models.item import Item, Line
from models.job import Job
from models.tailored import Outcome, Provenance, Transformation
from services.writing.plan import QUALIFICATIONS, SUMMARY

E = TypeVar("E", Role, Project)

_SECTIONS = {
    "summary": SUMMARY,
    "qualification": QUALIFICATIONS,
    "skill": "skills",
    "label": "skills",
    "language": "languages",
}


def assemble(cv: CV, items: Mapping[str, Item], job: Job) -> CV:
    """Return the CV with the items' lines in place of the owner's, and the skills asked for in front.

    Skipped items keep the owner's own lines. Names, employers, titles, dates and degrees are copied, never written.
    """
    facts = {fact.id: fact for fact in facts_of(cv)}
    return cv.model_copy(
        update={
            "summary": _summary(cv, items.get(SUMMARY)),
            "qualifications": _qualifications(cv, items.get(QUALIFICATIONS)),
            "roles": tuple(_entry(role, items.get(role.id), facts) for role in cv.roles),
            "projects": tuple(_entry(project, items.get(project.id), facts) for project in cv.projects),
            "skills": tuple(_skills_first(group, job) for group in cv.skills),
            "talents": (),
        }
    )


def _summary(cv: CV, item: Item | None) -> tuple[Text, ...]:
    if item is None or item.status == "skipped":
        return cv.summary
    return tuple(Text(text=line.text) for line in item.lines)


def _qualifications(cv: CV, item: Item | None) -> tuple[Text, ...]:
    if item is None or item.status == "skipped":
        return cv.qualifications
    return tuple(Text(text=line.text) for line in item.lines)


def _entry(entry: E, item: Item | None, facts: Mapping[str, Fact]) -> E:
    """Return the entry with the item's lines; a line that rests on prose alone stays prose."""
    if item is None or item.status == "skipped":
        return entry
    prose_ids = {f"{entry.id}/line-{number}" for number in range(1, len(entry.description) + 1)}
    prose = [line for line in item.lines if line.facts and prose_ids.issuperset(line.facts)]
    bullets = [line for line in item.lines if line not in prose]
    return entry.model_copy(update={"description": _texts(prose, facts), "bullets": _texts(bullets, facts)})


def _texts(lines: Sequence[Line], facts: Mapping[str, Fact]) -> tuple[Text, ...]:
    origins = ((line, next((facts[fact].origin for fact in line.facts if fact in facts), None)) for line in lines)
    return tuple(Text(text=line.text, origin=origin) for line, origin in origins)


def _skills_first(group: SkillGroup, job: Job) -> SkillGroup:
    asked = {skill.casefold() for skill in job.skills}
    ordered = sorted(group.skills, key=lambda skill: skill.casefold() not in asked)
    return group.model_copy(update={"skills": tuple(ordered)})


def provenance_of(document: CV, source: CV, items: Mapping[str, Item]) -> tuple[Provenance, ...]:
    """Return where each line of the document comes from: written lines by their facts, the rest by its text."""
    facts = {fact.id: fact for fact in facts_of(source)}
    by_text: dict[tuple[str, str], list[str]] = {}
    for fact in facts.values():
        by_text.setdefault((fact.scope, fact.text), []).append(fact.id)
    written = {item.id for item in items.values() if item.status != "skipped"}
    entries = [
        Provenance(
            section=section_of(fact),
            text=fact.text,
            facts=tuple(by_text.get((fact.scope, fact.text), ())),
            transformation="identity",
            decision=_outcome(items.get(section_of(fact))),
        )
        for fact in facts_of(document)
        if not (section_of(fact) in written and fact.kind in ("line", "summary", "qualification"))
    ]
    lines = [
        Provenance(
            section=item.id,
            text=line.text,
            facts=line.facts,
            transformation=_transformation(line, facts),
            decision="reverted" if line.reverted else _outcome(item),
        )
        for item in items.values()
        if item.status != "skipped"
        for line in item.lines
    ]
    return (*lines, *entries)


def section_of(fact: Fact) -> str:
    """Return the section of the document that prints this fact: an item id, an entry id or a plain name."""
    if fact.scope:
        return fact.scope
    return _SECTIONS.get(fact.kind, fact.id.split("/")[0])


def _outcome(item: Item | None) -> Outcome:
    if item is None:
        return "automatic"
    decided: dict[str, Outcome] = {"accepted": "accepted", "edited": "edited", "skipped": "skipped"}
    return decided.get(item.status, "automatic")


def _transformation(line: Line, facts: Mapping[str, Fact]) -> Transformation:
    if line.asserted:
        return "asserted"
    texts = [facts[fact].text for fact in line.facts if fact in facts]
    if line.text in texts:
        return "verbatim"
    if any(line.text in text for text in texts):
        return "trimmed"
    dated = any(facts[fact].kind == "dates" for fact in line.facts if fact in facts)
    return "computed" if dated and any(character.isdigit() for character in line.text) else "rewritten"
