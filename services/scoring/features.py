"""What the rule looks at in a text: stems, skills, and the few kinds of statement that are compared by value."""

import re
from functools import lru_cache
from typing import NamedTuple

from services.jobs.skills import implied, is_exact, skills_in
from services.jobs.words import fold, stems

_YEARS = re.compile(
    r"(?<![\d.,])(\d{1,2})\s*(?:\+|plus|or more|(?:[-–—]|to\s|à\s|bis\s|a\s)\s*\d{1,2})?\s*\+?\s*"
    r"(?:years?|yrs?|jahren?|ans?|années|años?|lat|lata)\b"
)
_DEGREES = (
    (4, ("ph\\.?\\s?d", "doctorate", "doctoral", "doktor", "promotion\\b", "doctorat", "doctorado")),
    (
        3,
        (
            "master", "\\bm\\.?sc\\b", "\\bm\\.?a\\.", "\\bmba\\b", "\\bm\\.?eng\\b", "\\bmlis\\b", "\\bmls\\b",
            "diplom-", "diplôme d.ingénieur", "bac\\s?\\+\\s?5", "licenciatura",
        ),
    ),
    (
        2,
        (
            "bachelor", "\\bb\\.?sc\\b", "\\bb\\.?a\\.", "\\bb\\.?eng\\b", "\\bdegree\\b", "hochschulabschluss",
            "studium", "bac\\s?\\+\\s?[34]", "grado", "diplôme", "graduate in",
        ),
    ),
)  # fmt: skip
_DRIVING = re.compile(
    r"driv(?:er|ing)\W{0,3}s?\s*licen[cs]e|führerschein|fahrerlaubnis|permis (?:de conduire|b\b)|"
    r"(?:carn[eé]t?|permiso) de conducir|prawo jazdy"
)
_DEGREE_RES = tuple((level, re.compile("|".join(patterns))) for level, patterns in _DEGREES)


class Features(NamedTuple):
    """A text as the rule sees it.

    `exact` are products and standards, `fields` fields of work, both with what they imply; `years` and `degree` are 0
    where none is named.
    """

    stems: frozenset[str]
    exact: frozenset[str]
    fields: frozenset[str]
    years: int
    degree: int
    driving: bool


@lru_cache(maxsize=131072)
def features(text: str) -> Features:
    """Return the features of a text; what its skills imply is included."""
    names = frozenset(name for skill in skills_in(text) for name in implied(skill))
    exact = frozenset(name for name in names if is_exact(name))
    folded = fold(text)
    years = [int(match[1]) for match in _YEARS.finditer(folded)]
    return Features(
        stems(text), exact, names - exact, max(years, default=0), degree_level(folded), bool(_DRIVING.search(folded))
    )


def degree_level(folded: str) -> int:
    """Return 4 for a doctorate, 3 for a master's, 2 for another degree, 0 for none."""
    return next((level for level, pattern in _DEGREE_RES if pattern.search(folded)), 0)
