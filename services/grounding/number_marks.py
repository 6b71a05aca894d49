"""What stands beside a number: spells of time, grades, moves, and the value that a limit behind it limits."""

from itertools import pairwise

from services.grounding.statement import Term

_GRADES = frozenset(("grade", "grades", "grader", "graders", "year", "form", "class"))
SPELLS = frozenset(
    ("weekend", "weekends", "evening", "evenings", "night", "nights", "session", "sessions", "season", "seasons",
     "term", "terms", "semester", "semesters", "shift", "shifts", "sprint", "sprints", "summer", "summers", "winter",
     "winters", "weekday", "weekdays", "financial")
)  # fmt: skip
"""Over five weekends is during them, and no more than five."""
_LASTING = frozenset(("for", "with", "has", "have", "had", "spent", "bringing", "offering", "and", "well", "just"))


def take_grades(terms: list[Term]) -> None:
    """Take "8th-grade" for "Grade 8"."""
    for term, noun in pairwise(terms):
        if term.value is not None and term.value.unit == "nth" and noun.plain in _GRADES:
            term.needs = term.needs | {f"#|{term.value.number:g}"}


def take_moves(terms: list[Term]) -> None:
    """Take "down" in "brought down from 9 to 4" and "14, down from 50" for what the numbers say already."""
    for at, term in enumerate(terms):
        if term.plain in ("down", "up") and any(
            after.plain in ("from", "to") and value.value is not None
            for after, value in pairwise(terms[at + 1 : at + 4])
        ):
            term.neutral = True


def during(terms: list[Term], start: int, end: int) -> bool:
    """Tell whether "over" says in how long something was done: "from 41 % to 58 % over nine months"."""
    value = terms[end].value
    if terms[start].plain != "over" or end - start > 1 or value is None or value.unit not in ("month", "day"):
        return False
    before = terms[start - 1] if start and terms[start - 1].clause == terms[start].clause else None
    after = terms[end + 1].plain if end + 1 < len(terms) else ""
    return before is not None and before.plain not in _LASTING and after not in ("of", "as", "experience", "in")


def value_before(terms: list[Term], at: int, end: int) -> Term | None:
    """Return the value that "at most" stands after, with the noun it counts between them or not."""
    if end < len(terms) and terms[end].clause == terms[at].clause and not terms[end].neutral:
        return None
    before = (term for term in reversed(terms[max(at - 2, 0) : at]) if term.clause == terms[at].clause)
    return next((term for term in before if term.value is not None and not term.qualifier), None)
