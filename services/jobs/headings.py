"""Know the headings of ads in five languages: which section a line of text opens, if any."""

import re
from functools import cache
from typing import Literal

from services.jobs.data import load_json
from services.jobs.words import fold

Section = Literal[
    "start", "must", "nice", "duties", "intro", "about", "benefits", "salary", "legal", "apply", "facts", "other",
    "heading",
]  # fmt: skip

_ORDER: tuple[Section, ...] = (
    "nice", "must", "duties", "benefits", "apply", "legal", "salary", "about", "intro", "facts",
)  # fmt: skip
_MAX_WORDS = 12
_LONGEST = 7


def heading_section(text: str, *, shaped: bool) -> Section | None:
    """Return the section that a heading names.

    Where it is `shaped` as a heading, words beside a known phrase are allowed, and so are the common ways to word one.
    """
    words = _words(text)
    if not words or len(words) > _MAX_WORDS:
        return None
    exact = _phrases().get(words)
    if exact or not shaped:
        return exact
    return _worded(" ".join(words)) or _holding(words)


@cache
def _phrases() -> dict[tuple[str, ...], Section]:
    table: dict[tuple[str, ...], Section] = {}
    vocabulary = load_json("headings")
    for section in reversed(_ORDER):
        for phrases in vocabulary[section].values():
            table.update({_words(phrase): section for phrase in phrases})
    return table


@cache
def _wordings() -> tuple[tuple[Section, re.Pattern[str]], ...]:
    wordings: dict[Section, list[str]] = load_json("headings")["wordings"]
    return tuple((section, re.compile("|".join(patterns))) for section, patterns in wordings.items())


def _words(text: str) -> tuple[str, ...]:
    cleaned = re.sub(r"[^\w+'-]+", " ", fold(text).replace("’", "'"))
    return tuple(word.strip("'-_") for word in cleaned.split() if word.strip("'-_"))


def _worded(text: str) -> Section | None:
    return next((section for section, pattern in _wordings() if pattern.search(text)), None)


def _holding(words: tuple[str, ...]) -> Section | None:
    """Return the section of the longest known phrase that is a good part of the words."""
    table = _phrases()
    for size in range(min(len(words), _LONGEST), 0, -1):
        for start in range(len(words) - size + 1):
            section = table.get(words[start : start + size])
            # A single word in the middle ("sales role requirements gathering") says little; at an edge it says enough.
            if section and (size > 1 or start == 0 or start + size == len(words)) and size * 4 >= len(words):
                return section
    return None
