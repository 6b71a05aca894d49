"""Counts of what a line itself lists: "four rotations: stroke, orthopaedics, surgery and mental health"."""

import re

from services.grounding.claim import Claim

_OPENS = re.compile(r"[:(–]|, namely|, i\.e\.")
_BRACKET = re.compile(r"\)|$")
_STOP = re.compile(r"[;.](?:\s|$)|$")
_ASIDE = re.compile(r"\([^)]*\)")
_SEPARATES = re.compile(r",\s*(?:and|und|et|y|i|oraz)\s+|,|;|\s(?:and|und|et|y|i|oraz)\s")
_MOST = 60
_NEAR = 40
"""How many characters may stand between the number and its list."""


def itemised(claim: Claim, at: int) -> bool:
    """Tell whether a number counts, or sums up, the items that the line lists right after it."""
    term = claim.terms[at]
    if term.value is None or term.value.unit or not 2 <= term.value.number <= _MOST:
        return False
    rest = claim.statement.folded[term.end :]
    opens = _OPENS.search(rest)
    if opens is None or opens.start() > _NEAR:
        return False
    closes = (_BRACKET if opens[0] == "(" else _STOP).search(rest, opens.end())
    first = term.end + opens.end()
    last = term.end + closes.start() if closes else len(claim.statement.folded)
    said = _ASIDE.sub(lambda match: " " * len(match[0]), claim.statement.folded[first:last])
    items = [item.strip() for item in _SEPARATES.split(said) if item.strip()]
    counts: list[float] = []
    for item in items:
        start = first + said.index(item)
        opening = next(
            (other for other in claim.terms if other.start >= start and other.plain not in ("a", "the")), term
        )
        one = opening.plain == "one" or item.split()[0].lower() in ("a", "an")
        counts.append(1.0 if one else opening.value.number if opening.value and not opening.value.unit else 0.0)
    return term.value.number in (len(items), sum(counts))
