"""Periods: "18 visits a day and 4 operations a week" are no 18 visits a week."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.statement import Term


class Period:
    """Refuse a number as often as its fact says of another number only."""

    id = "number-binding"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to a value whose period stands, in every fact that has both, with other values alone."""
        for at, term in enumerate(claim.terms):
            if term.value is None or at in claim.explained or term.year:
                continue
            for period in self._periods(claim, at):
                both = claim.carriers[at] & claim.carriers[period]
                if both and all(self._apart(claim, number, at, period) for number in both):
                    claim.explained.add(at)
                    words = claim.words([at, period])
                    yield Reason(rule=self.id, words=words, why=f"No fact has {quoted(words)} together.")
                    break

    def _periods(self, claim: Claim, at: int) -> list[int]:
        """Return what says how often in the clause of a value that is the only one there."""
        clause = claim.terms[at].clause
        here = [other for other, term in enumerate(claim.terms) if term.clause == clause]
        alone = sum(claim.terms[other].value is not None for other in here) == 1
        said = [other for other in here if claim.terms[other].period]
        after = [other for other in said if other > at]
        return (after[:1] or said) if alone else []

    def _apart(self, claim: Claim, number: int, at: int, period: int) -> bool:
        """Tell whether a fact says of the value that it is as often as something else."""
        terms = claim.source(number).statement.terms
        clauses = {other.clause for other in claim.matches(at, number) if not other.origins}
        theirs = {other.clause for other in claim.matches(period, number)}
        said = {other.clause for other in terms if other.period and _other(other, claim.terms[period])}
        return bool(clauses) and not clauses & theirs and clauses <= said


def _other(term: Term, period: Term) -> bool:
    return term.period != period.period
