"""Commingling in a summary: "at X, I …" and "as a nurse at X" speak of that employer alone."""

from collections.abc import Callable, Iterator

from models.item import Reason, Verdict
from services.grounding.claim import Claim
from services.grounding.index import Index, View

_AND = frozenset(("and", "&", "und", "et", "y", "i", "oraz"))
_STAGES = frozenset(
    (
        "before",
        "after",
        "then",
        "previously",
        "earlier",
        "later",
        "formerly",
        "bevor",
        "danach",
        "zuvor",
        "vorher",
        "davor",
        "anschliessend",
        "auparavant",
        "precedemment",
        "ensuite",
        "puis",
        "antes",
        "anteriormente",
        "luego",
        "posteriormente",
        "wczesniej",
        "dawniej",
        "poprzednio",
        "nastepnie",
    )
)
"""Words that go on to another stage of a career."""


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
        for number, (start, end, scopes, _) in enumerate(mentions):
            clause = terms[start].clause
            leading = terms[start].plain != "as" and not any(
                term.clause == clause and not term.neutral for term in terms[:start]
            )
            next_start = mentions[number + 1].start if number + 1 < len(mentions) else len(terms)
            last = next_start - 1
            while last > end - 1 and next_start < len(terms) and terms[last].clause == terms[next_start].clause:
                last -= 1
            if next_start < len(terms) and self._bracketed(claim, next_start):  # "X (A) and Y (B)"
                while last > end - 1 and terms[last].clause >= terms[next_start].clause - 1:
                    last -= 1
            if terms[last].sentence != terms[start].sentence:
                last = max(at for at in range(start, last + 1) if terms[at].sentence == terms[start].sentence)
            last = self._same_stay(claim, start, last) if leading else self._before_another(claim, end, last)
            first = start if leading else self._from(claim, start)
            if number and not leading:
                first = max(first, mentions[number - 1].end)
            if leading and self._bracketed(claim, start):
                bound = mentions[number - 1].end if number else 0
                first = min((at for at in range(bound, start) if terms[at].clause == clause - 1), default=start)
            if not leading and first and terms[first].plain in _AND:
                first = self._before(claim, first, mentions[number - 1].end if number else 0)
            if not leading and start and claim.statement.folded[terms[start].start - 1] == "(":
                last, before = end - 1, terms[start].clause - 1  # "pumps (X) and tractors (Y)"
                first = min((at for at in range(start) if terms[at].clause == before), default=start)
            yield claim.statement.folded[terms[first].start : terms[last].end], scopes, leading

    def _from(self, claim: Claim, start: int) -> int:
        """Return where the clause of a name begins, in "moved from A to B at X" where B does."""
        terms = claim.terms
        clause = [at for at in range(start + 1) if terms[at].clause == terms[start].clause]
        moved = any(terms[at].plain == "from" for at in range(start) if terms[at].sentence == terms[start].sentence)
        ends = [
            at + 1 for at in clause[:-1] if moved and terms[at].plain in ("to", "into") and terms[at + 1].value is None
        ]
        return ends[-1] if ends and ends[-1] <= start else clause[0]

    def _before_another(self, claim: Claim, end: int, last: int) -> int:
        """Return where the next stage of a career begins: "worked as a nurse before training as a teacher"."""
        terms = claim.terms
        moved = any(term.plain == "from" and term.sentence == terms[end - 1].sentence for term in terms[:end])
        stops = _STAGES | {"to", "into"} if moved else _STAGES
        return next((at - 1 for at in range(end, last + 1) if terms[at].plain in stops), last)

    def _bracketed(self, claim: Claim, at: int) -> bool:
        return claim.statement.folded[max(claim.terms[at].start - 1, 0)] == "("

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
        if bound and claim.terms[bound - 1].clause == clause:  # that one names an employer of its own
            return first
        same = [at for at in range(bound, first) if claim.terms[at].clause == clause]
        return min(same, default=first)
