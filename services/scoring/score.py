"""The score: one function for the API, the command line and the reports, with its formula in words."""

from collections.abc import Sequence

from models.job import Job
from models.score import Coverage, Score
from services.scoring.support import THRESHOLD, Matcher, Supports, years_asked


def score(job: Job, lines: Sequence[tuple[str, tuple[str, ...]]], supports: Supports, matcher: Matcher) -> Score:
    """Return the share of the requirements' weight that the lines show, 0-100, and the headroom beyond it.

    A requirement is shown by its strongest line. Headroom is the share of those that a fact supports and no line
    shows. A job without requirements scores 0.
    """
    needs = job.requirements
    texts = [text for text, _ in lines]
    strengths = matcher.strengths([need.text for need in needs], texts)
    coverage: list[Coverage] = []
    for need, row in zip(needs, strengths, strict=True):
        best = int(row.argmax()) if len(row) else -1
        facts = tuple(fact_id for fact_id, _ in supports.get(need.id, ()))
        # Years are known from the facts, not from a line: where they are too few no fact supports the requirement.
        possible = bool(facts) or not years_asked(need)
        shown = best >= 0 and row[best] >= THRESHOLD and possible
        coverage.append(
            Coverage(requirement=need.id, weight=need.weight, line=texts[best] if shown else "", facts=facts)
        )
    total = sum(row.weight for row in coverage)
    shown_weight = sum(row.weight for row in coverage if row.shown)
    open_weight = sum(row.weight for row in coverage if row.facts and not row.shown)
    return Score(
        value=_percent(shown_weight, total),
        headroom=_percent(open_weight, total),
        formula=formula(shown_weight, total, sum(row.shown for row in coverage), len(coverage)),
        coverage=tuple(coverage),
    )


def formula(shown_weight: float, total: float, shown: int, count: int) -> str:
    """Return the computation in words and numbers."""
    return (
        f"{shown} of {count} requirements shown: weight {shown_weight:g} of {total:g} × 100 = "
        f"{_percent(shown_weight, total):g} (a must weighs 3, a nice-to-have 1, times (1 + ads it recurs in) ÷ 2)"
    )


def _percent(part: float, total: float) -> float:
    return round(100 * part / total, 2) if total else 0.0
