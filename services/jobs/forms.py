"""Find names of tools that no vocabulary knows, by their form: CamelCase, letters with digits, and acronyms."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from services.jobs.data import load_json

# CamelCase, a brand in capitals with a small ending, and letters with digits name a tool wherever they stand.
_NAME = re.compile(
    r"(?<![\w/@.-])(?:[A-Z][a-z]+(?:[A-Z](?!n(?:nen)?\b)[A-Za-z0-9]*)+|[a-z]{1,3}[A-Z]{2,}[a-z]*|[A-Z]{2,5}[a-z]{2,}"
    r"|[A-Z](?:[A-Z]{1,5}|[a-z]{1,9})\d{1,3}[A-Za-z]{0,3})(?![\w@])"
)
_ACRONYM = re.compile(r"(?<![\w/@.(-])[A-Z]{2,6}(?:[/&][A-Z0-9]{1,6})*(?![\w@)])")
_LIST_GAP = re.compile(r"^\s*(?:,|/|and|or|und|oder|et|ou|y|o|,\s*(?:and|or|und|oder))\s*$")


def names_by_form(text: str, known: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """Yield names with their places in the text; `known` are the places of the skills that were found before.

    An acronym is taken for a tool only in company: in a list with a known one, or beside a word such as "using" or
    "software". Most acronyms of an ad are departments, places and laws.
    """
    taken = list(known)
    for pattern, check in ((_NAME, False), (_ACRONYM, True)):
        for match in pattern.finditer(text):
            start, end = match.span()
            if match[0] in _not_tools() or any(start < last and first < end for first, last in taken):
                continue
            if not check or _in_company(text, start, end, taken):
                taken.append((start, end))
                yield match[0], start, end


@cache
def _not_tools() -> frozenset[str]:
    return frozenset(load_json("tool_forms")["not_tools"])


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_json("tool_forms")
    before, after = "|".join(words["before"]), "|".join(words["after"])
    return re.compile(rf"\b(?:{before})\s+$", re.IGNORECASE), re.compile(rf"^[\s-]+(?:{after})\b", re.IGNORECASE)


def _in_company(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    before, after = _beside()
    if before.search(text[:start]) or after.match(text[end:]):
        return True
    gaps = [text[last:start] for _, last in taken if last <= start] + [
        text[end:first] for first, _ in taken if end <= first
    ]
    return any(_LIST_GAP.match(gap) for gap in gaps)
