"""The labelled suite of the truth gate: fictional CVs, and the lines that are or are not true of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from models.base import Text
from models.cv import CV, Basics, Certification, Education, Language, Project, Role, Section, SkillGroup
from services.documents.dates import parse_date_range

SUITE = Path(__file__).parent / "grounding_suite"


class Case(NamedTuple):
    """One labelled line: whether it is true of the CV, its kind, and the scope it stands under."""

    true: bool
    kind: str
    under: str
    text: str


class Person(NamedTuple):
    """A CV of the suite with its labelled lines."""

    name: str
    split: str
    cv: CV
    cases: tuple[Case, ...]


def people() -> Iterator[Person]:
    """Yield the CVs of the suite in alphabetical order."""
    for path in sorted(SUITE.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        yield Person(path.stem, data["split"], cv_of(data["cv"]), tuple(_case(line) for line in data["lines"]))


def cv_of(data: dict[str, Any]) -> CV:
    """Return the CV that the short form of the suite stands for."""
    return CV(
        basics=Basics(name=data.get("name", ""), headline=data.get("headline", "")),
        summary=_texts(data.get("summary", ())),
        roles=tuple(Role(id=f"role-{n}", **_entry(row)) for n, row in enumerate(data.get("roles", ()), 1)),
        projects=tuple(
            Project(id=f"project-{n}", skills=tuple(row.get("skills", ())), **_entry({**row, "skills": None}))
            for n, row in enumerate(data.get("projects", ()), 1)
        ),
        education=tuple(
            Education(id=f"education-{n}", **_entry(row)) for n, row in enumerate(data.get("education", ()), 1)
        ),
        certifications=tuple(
            Certification(id=f"certification-{n}", **_entry(row))
            for n, row in enumerate(data.get("certifications", ()), 1)
        ),
        skills=tuple(
            SkillGroup(label=row.get("label", ""), skills=tuple(row["skills"])) for row in data.get("skills", ())
        ),
        languages=tuple(Language(**row) for row in data.get("languages", ())),
        other=tuple(
            Section(id=f"other-{n}", heading=row["heading"], lines=_texts(row["lines"]))
            for n, row in enumerate(data.get("other", ()), 1)
        ),
        talents=_texts(data.get("talents", ())),
        language=data.get("language", "en"),
    )


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    fields = {key: value for key, value in row.items() if key not in ("lines", "dates") and value is not None}
    if "dates" in row:
        fields["dates"] = parse_date_range(row["dates"])
    if "lines" in row:
        fields["bullets"] = _texts(row["lines"])
    return fields


def _texts(lines: Any) -> tuple[Text, ...]:
    return tuple(Text(text=line) for line in lines)


def _case(line: str) -> Case:
    head, _, text = line.partition(": ")
    sign, kind, under = head.split(" ")
    return Case(sign == "+", kind, "" if under == "whole" else under, text)
