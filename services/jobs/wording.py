"""Say what a sentence of an ad is by its wording, where no heading says it."""

import re
from functools import cache

from services.jobs.data import load_json
from services.jobs.words import fold

REASONS = {
    "benefit": "benefit",
    "benefits": "benefit",
    "legal": "legal or equal-opportunity text",
    "apply": "application process",
    "salary": "salary",
    "about": "about the employer",
    "facts": "detail of the job",
    "instruction": "instruction to the reader",
    "intro": "about the role",
    "introduces": "introduces a list",
    "heading": "heading",
    "title": "title",
    "condition": "condition of employment",
    "asks_nothing": "asks for nothing",
    "question": "question to the reader",
}

NEVER_ASKED_FOR = frozenset(
    REASONS[kind] for kind in ("benefit", "legal", "condition", "salary", "apply", "instruction")
)
"""Reasons for leaving a text out that hold whoever reads the ad; the others say that it was not understood."""


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in load_json("wording")[kind]))


def says(kind: str, text: str) -> bool:
    """Tell whether a sentence is worded as `kind`: a list of patterns in the data file."""
    return bool(_pattern(kind).search(fold(text).replace("’", "'")))


def first_of(kinds: tuple[str, ...], text: str) -> str:
    """Return the first of the kinds that a sentence is worded as, or an empty text."""
    return next((kind for kind in kinds if says(kind, text)), "")
