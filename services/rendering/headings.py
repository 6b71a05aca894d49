"""Say what a section is called in the language of the CV, in words that our own reader knows."""

import json
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_OF_THE_READER = _HERE.parent / "documents" / "data" / "headings.json"
"""The reader's vocabulary, the usual heading first: one list for both directions."""


@cache
def _vocabulary() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads(_HERE.joinpath("data", "words.json").read_text("utf-8"))
    known: dict[str, dict[str, list[str]]] = json.loads(_OF_THE_READER.read_text("utf-8"))
    return {
        language: {kind: names[0] for kind, names in kinds.items()} | words.get(language, words["en"])
        for language, kinds in known.items()
    }


def heading(section: str, language: str) -> str:
    """Return the heading of a section (`roles`, `skills`, …) or a small word (`grade`, `present`).

    A language without a vocabulary gets the English words.
    """
    vocabulary = _vocabulary()
    words = vocabulary.get(language.lower()[:2], vocabulary["en"])
    return words["experience" if section == "roles" else section]


def languages() -> tuple[str, ...]:
    """Return the languages whose headings are known."""
    return tuple(_vocabulary())
