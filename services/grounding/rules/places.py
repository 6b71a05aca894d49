"""Commingling in a summary: "at X, I …" and "as a nurse at X" speak of that employer alone."""

from collections.abc import Callable, Iterator

from models.item import Reason, Verdict
from services.grounding.claim import Claim
from services.grounding.index import Index, View


class AtEmployer:
    """Judge what a line says of one employer, or of one position, against the facts of that employer alone."""

    id = "other-role"

    def __init__(self, index: Index, judge: Callable[[str, View], Verdict]) -> None:
        self._index = index
        self._judge = judge

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to whatever stands with an employer's name and is carried by other roles only."""
        if claim.view.name or claim.trimmed is not None:
            return
        for text, scopes, leading in self._spans(claim):
            for reason in self._judge(text, self._index.only(scopes, skills=not leading)).reasons:
                if not claim.explained.issuperset(self._positions(claim, reason)):
                    yield reason.model_copy(update={"rule": self.id if reason.rule == "new-words" else reason.rule})

    def _positions(self, claim: Claim, reason: Reason) -> set[int]:
        return {at for at, term in enumerate(claim.terms) if term.text in reason.words} or {-1}

    def _spans(self, claim: Claim) -> Iterator[tuple[str, frozenset[str], bool]]:
        """Yield each stretch of text that is about one employer: its clause and those after it, up to the next name."""
        terms = claim.terms
        mentions = self._index.mentions(claim.statement.stems)
        for number, (start, end, scopes) in enumerate(mentions):
            clause = terms[start].clause
            leading = terms[start].plain != "as" and not any(
                term.clause == clause and not term.neutral for term in terms[:start]
            )
            next_start = mentions[number + 1][0] if number + 1 < len(mentions) else len(terms)
            last = next_start - 1
            while last > end - 1 and next_start < len(terms) and terms[last].clause == terms[next_start].clause:
                last -= 1
            if terms[last].sentence != terms[start].sentence:
                last = max(at for at in range(start, last + 1) if terms[at].sentence == terms[start].sentence)
            last = self._same_stay(claim, start, last)
            first = start if leading else min(at for at in range(start + 1) if terms[at].clause == clause)
            if not leading and first and terms[first].linked:
                first = self._before(claim, first, mentions[number - 1][1] if number else 0)
            yield claim.statement.folded[terms[first].start : terms[last].end], scopes, leading

    def _same_stay(self, claim: Claim, start: int, last: int) -> int:
        """Return where the next length of time begins: "a year as an assistant and ten as a teacher"."""
        terms = claim.terms
        for at in range(start, last + 1):
            value = terms[at].value
            after = terms[at + 1].plain if at < last else ""
            stay = value is not None and value.unit == "month" and after in ("as", "at", "of", "als", "bei")
            if stay and terms[at].clause > terms[start].clause:
                return max(
                    (other for other in range(start, at) if terms[other].clause < terms[at].clause), default=last
                )
        return last

    def _before(self, claim: Claim, first: int, bound: int) -> int:
        """Return where the clause begins that "and" ties to this one: "built X and led Y at Z"."""
        clause = claim.terms[first].clause - 1
        same = [at for at in range(bound, first) if claim.terms[at].clause == clause]
        return min(same, default=first)
