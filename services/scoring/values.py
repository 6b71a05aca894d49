"""What is compared by value and not by wording: degrees, years, languages with their level, driving licences."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from services.jobs.words import content_words, fold, tokens

_YEARS = re.compile(
    r"(?<![\d.,])\b(\d{1,2}|[^\W\d_]{2,8})\)?\s*(?:\+|plus|or more|(?:[-–—]|to\s|à\s|bis\s|a\s)\s*\d{1,2})?\s*\+?\s*"
    r"(?:years?|yrs?|jahren?|ans?|années|años?|lat|lata)\b"
)


_GRADE = re.compile(r"\b(level|stage|grade|stufe|niveau|nivel|poziom)\s+(\d)\b")
_SOME_DEGREE = 2
_MANNERS = ("recruiting", "wish", "lacking", "unfinished", "willing")


class Values(NamedTuple):
    """The values a text states: 0 or empty where it states none.

    Degrees are 2 (bachelor), 3 (master) or 4 (doctorate): the least and the highest named. Languages are codes with a
    level from 2 (basic) to 6 (native). `grades` are numbers that rank what they stand for, as "level 3" does; `manner`
    says how a text means what it names: `recruiting` others for it, a `wish`, `lacking`, `unfinished`, or `willing`.
    """

    years: int
    degree: int
    highest_degree: int
    driving: bool
    languages: dict[str, int]
    grades: dict[str, int]
    manner: frozenset[str]


def values_of(text: str) -> Values:
    """Return the values that a text states."""
    folded = fold(text)
    named = [level for level, pattern in _degrees() if pattern.search(folded)]
    degrees = named or [_SOME_DEGREE] * bool(_any_of("some_degree").search(folded))
    return Values(
        years=max((_number(match[1]) for match in _YEARS.finditer(folded)), default=0),
        degree=min(degrees, default=0),
        highest_degree=max(degrees, default=0),
        driving=bool(_any_of("driving").search(folded)),
        languages=_languages(folded),
        grades={match[1]: int(match[2]) for match in _GRADE.finditer(folded)},
        manner=frozenset(kind for kind in _MANNERS if _any_of(kind).search(folded)),
    )


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _data()["numbers"].get(text, 0)


@cache
def _data() -> Any:
    return json.loads((Path(__file__).parent / "data" / "values.json").read_text(encoding="utf-8"))


@cache
def _degrees() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((int(level), re.compile("|".join(patterns))) for level, patterns in _data()["degrees"].items())


@cache
def _any_of(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_data()[kind])})(?!\w)")


def is_open(text: str) -> bool:
    """Tell whether a requirement lets others of its kind count: "Tableau or similar", "a related field"."""
    return bool(_any_of("open").search(fold(text)))


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, names in _data()["names"].items() for name in names}


@cache
def _levels() -> tuple[tuple[int, re.Pattern[str]], ...]:
    levels = _data()["levels"].items()
    return tuple((int(level), re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")) for level, words in levels)


def _languages(folded: str) -> dict[str, int]:
    words = tokens(folded)
    compounds = {word.removesuffix("kenntnisse").removesuffix("kenntnissen") for word in words if "kenntnisse" in word}
    codes = {_codes()[word] for word in {*words, *compounds} if word in _codes()}
    if not codes:
        return {}
    level = next((level for level, pattern in _levels() if pattern.search(folded)), 0)
    marked = level or compounds - {""} or any(word in _data()["markers"] for word in words)
    rest = [word for word in content_words(folded) if word not in _codes()]
    return dict.fromkeys(codes, level) if marked or not rest else {}


def speaks(asked: dict[str, int], stated: dict[str, int]) -> bool:
    """Tell whether a stated language meets an asked one; a level counts only where both state one."""
    return any(
        code in stated and (not level or not stated[code] or stated[code] >= level) for code, level in asked.items()
    )


def graded_enough(asked: Values, stated: Values) -> bool:
    """Tell whether what a text states has no lower grade than is asked: level 2 is no level 3."""
    return all(stated.grades.get(name, grade) >= grade for name, grade in asked.grades.items())
