"""A good writer's other words pass in German, French, Spanish and Polish; what says more than the facts doesn't."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from models.base import Text
from models.cv import CV, Certification, Education, Language, Role, SkillGroup
from models.dates import DateRange, YearMonth
from services.grounding.gate import Gate

FOLDER = Path(__file__).parent / "languages"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))
"""Files by language and number: `pl-2`."""


def texts(lines: list[str]) -> tuple[Text, ...]:
    """Return lines as the owner's own words."""
    return tuple(Text(text=line) for line in lines)


def month(pair: list[int] | None) -> YearMonth | None:
    """Return a month from a pair of year and month."""
    return YearMonth(year=pair[0], month=pair[1]) if pair else None


def role(data: dict[str, Any]) -> Role:
    """Return a position; without an end it still goes on."""
    dates = DateRange(
        start=month(data["start"]), end=month(data["end"]), present=data["end"] is None, text=data["text"]
    )  # fmt: skip
    named = {key: data[key] for key in ("id", "title", "employer", "place")}
    return Role(**named, dates=dates, bullets=texts(data["bullets"]))


@cache
def cases(name: str) -> dict[str, Any]:
    """Return a CV with lines that are true of it and lines that are not."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


@cache
def gate_of(name: str) -> Gate:
    """Return the gate of that CV on a fixed day."""
    data = cases(name)["cv"]
    cv = CV(
        language=data["language"],
        summary=texts(data["summary"]),
        roles=tuple(role(entry) for entry in data["roles"]),
        education=tuple(Education(id=f"education-{n}", **entry) for n, entry in enumerate(data["education"], 1)),
        certifications=tuple(
            Certification(id=f"certification-{n}", name=name) for n, name in enumerate(data["certifications"], 1)
        ),
        skills=(SkillGroup(label="", skills=tuple(data["skills"])),),
        languages=tuple(Language(name=name, level=level) for name, level in data["languages"]),
    )
    return Gate(cv, today=date(2026, 11, 20))


def lines(kind: str) -> list[tuple[str, str, str]]:
    """Return all lines of a kind with the name of their file and their scope."""
    return [(name, *line) for name in NAMES for line in cases(name)[kind]]


@pytest.mark.parametrize(("name", "under", "line"), lines("true"))
def test_other_words_for_the_same_pass(name: str, under: str, line: str) -> None:
    """Person, tense, nouns for verbs, numbers in words, abbreviations and totals of dates keep a line true."""
    assert gate_of(name).judge(line, under).reasons == ()


@pytest.mark.parametrize(("name", "under", "line"), lines("false"))
def test_more_than_the_facts_is_refused(name: str, under: str, line: str) -> None:
    """Other numbers, units, dates, parts, limits, titles, degrees, levels and outcomes are refused."""
    assert not gate_of(name).judge(line, under).grounded
