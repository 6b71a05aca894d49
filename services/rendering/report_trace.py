"""Trace every line of the document to its facts, section by section, in the order of the document."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.base import Origin
from models.cv import CV
from models.facts import Fact
from models.tailored import Provenance, TailoredCV, Transformation

TRANSFORMATIONS: dict[Transformation, str] = {
    "verbatim": "word for word",
    "trimmed": "shortened",
    "rewritten": "reworded",
    "computed": "computed",
    "identity": "name, title or date, unchanged",
    "asserted": "stated by the owner",
}
"""What was done to the facts of a line, in words for a person."""


class Traced(NamedTuple):
    """One line of the document with the facts behind it; `unknown` are ids that the source doesn't have."""

    provenance: Provenance
    facts: tuple[Fact, ...]
    unknown: tuple[str, ...]


class Traces(NamedTuple):
    """The lines of one section: `identity` is what nobody may change, `lines` is what was selected or written."""

    title: str
    identity: tuple[Traced, ...]
    lines: tuple[Traced, ...]


def traces(tailored: TailoredCV, facts: Mapping[str, Fact]) -> tuple[Traces, ...]:
    """Return every section that has lines."""
    titles = dict(_titles(tailored.cv))
    sections: dict[str, list[Traced]] = {title: [] for title in titles.values()}
    for row in tailored.provenance:
        known = tuple(facts[fact] for fact in row.facts if fact in facts)
        unknown = tuple(fact for fact in row.facts if fact not in facts)
        sections.setdefault(titles.get(row.section, row.section), []).append(Traced(row, known, unknown))
    return tuple(
        Traces(
            title,
            tuple(row for row in rows if row.provenance.transformation == "identity"),
            tuple(row for row in rows if row.provenance.transformation != "identity"),
        )
        for title, rows in sections.items()
        if rows
    )


def place(origin: Origin | None) -> str:
    """Return where a text stood in the source, for a person, or ""."""
    if origin is None:
        return ""
    parts = (f"page {origin.page}" if origin.page else "", f"line {origin.line}" if origin.line else "")
    return ", ".join(part for part in parts if part)


def _titles(cv: CV) -> Iterator[tuple[str, str]]:
    """Yield section id and title in the order of the document."""
    yield from (("basics", "Name and contact"), ("summary", "Summary"), ("key-qualifications", "Key qualifications"))
    for role in cv.roles:
        yield role.id, ", ".join(part for part in (role.title, role.employer) if part) or role.id
    for project in cv.projects:
        yield project.id, project.name or project.id
    for study in cv.education:
        yield study.id, ", ".join(part for part in (study.degree, study.institution) if part) or study.id
    for certification in cv.certifications:
        yield certification.id, "Certifications"
    yield from (("skills", "Skills"), ("languages", "Languages"))
    for section in cv.other:
        yield section.id, section.heading or section.id
