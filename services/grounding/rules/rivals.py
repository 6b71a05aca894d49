"""Rivals: a number is not what it should be where the fact that the line is about counts the same things otherwise."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.rules.lists import itemised
from services.grounding.rules.windows import Windows
from services.grounding.statement import Term

_FAR = 2


class Rival:
    """Refuse "a club with 52 pupils" where the club has 25 of them, and 52 sit in another fact."""

    id = "number-binding"

    def __init__(self, lexicons: Lexicons) -> None:
        self._windows = Windows(lexicons)

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to a value from a fact that carries less of the line than one with another value in its place."""
        if claim.trimmed is not None:
            return
        for at, term in enumerate(claim.terms):
            if term.value is None or not claim.carriers[at] or at in claim.explained or _is_date(term):
                continue
            if itemised(claim, at) or any(
                len(other.origins) > 1 for number in claim.carriers[at] for other in claim.matches(at, number)
            ):
                continue  # a sum, bound to what was added up
            own = max(self._overlap(claim, at, number) for number in claim.carriers[at])
            for number in range(len(claim.view.sources)):
                mine = self._overlap(claim, at, number)
                if number in claim.carriers[at] or mine <= own:
                    continue
                if other := self._instead(claim, at, number, general=sum(mine) - sum(own) > _FAR):
                    claim.explained.add(at)
                    why = f"The fact about this says {quoted([other])}, not {quoted([term.text])}."
                    yield Reason(rule=self.id, words=(term.text,), why=why)
                    break

    def _overlap(self, claim: Claim, at: int, number: int) -> tuple[int, int]:
        """Return how many things of the clause, and of the sentence, a source carries."""
        mine = claim.terms[at]
        carried = [
            claim.terms[other]
            for other in claim.statement.content
            if number in claim.carriers[other] and claim.terms[other].value is None and not claim.terms[other].verbal
        ]
        clause = sum(term.clause == self._clause_of(claim, at) for term in carried)
        return clause, sum(term.sentence == mine.sentence for term in carried)

    @staticmethod
    def _clause_of(claim: Claim, at: int) -> int:
        """Return the clause a value belongs to: the one before it where it stands alone, as in "First Aid (16 h)"."""
        said = [other for other in claim.statement.content if claim.terms[other].value is None]
        mine = [claim.terms[other] for other in said if claim.terms[other].sentence == claim.terms[at].sentence]
        clauses = [term.clause for term in mine if term.clause <= claim.terms[at].clause]
        return max(clauses, default=claim.terms[at].clause)

    def _instead(self, claim: Claim, at: int, number: int, *, general: bool) -> str:
        """Return the value that a source has in the place of the one claimed, or ""."""
        value = claim.terms[at].value
        nouns = [claim.terms[noun] for noun in self._windows.nouns(claim.terms, at)]
        far = "=≡" if general else ">=≡"  # "people" may be the analysts only where the line is plainly about these
        own = {key for key in nouns[-1].needs if key[0] not in far} if nouns else set()
        terms = claim.source(number).statement.terms
        for place, term in enumerate(terms):
            if term.value is None or value is None or term.value.unit != value.unit or _is_date(term):
                continue
            things = [terms[other] for other in self._windows.nouns(terms, place)]
            if value.unit and not nouns:
                return term.text
            if nouns and any(not own.isdisjoint(thing.provides) for thing in things):
                return term.text
        return ""


class Paired:
    """Refuse two numbers that have changed their years: "104 % in 2022 and 112 % in 2023"."""

    id = "number-binding"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to a value next to a date where every fact that has both has each with another partner."""
        if claim.trimmed is not None:
            return
        terms = claim.terms
        dates = [at for at, term in enumerate(terms) if term.value is not None and _is_date(term)]
        for at, term in enumerate(terms):
            if term.value is None or _is_date(term) or at in claim.explained:
                continue
            same = [date for date in dates if terms[date].clause == term.clause]
            both = [number for date in same for number in claim.carriers[at] & claim.carriers[date]]
            if both and all(self._apart(claim, number, at, same) for number in both):
                claim.explained.add(at)
                words = claim.words([at, *same])
                yield Reason(rule=self.id, words=words, why=f"No fact has {quoted(words)} together.")

    def _apart(self, claim: Claim, number: int, at: int, dates: list[int]) -> bool:
        """Tell whether a fact has the value with another date, and the date with another value of the unit."""
        terms = claim.source(number).statement.terms
        value = claim.terms[at].value
        mine = {other.clause for other in claim.matches(at, number)}
        theirs = {other.clause for date in dates for other in claim.matches(date, number)}
        dated = {other.clause for other in terms if other.value is not None and _is_date(other)}
        valued = {
            other.clause
            for other in terms
            if other.value and value and other.value.unit == value.unit and not _is_date(other)
        }
        return not mine & theirs and mine <= dated and theirs <= valued


def _is_date(term: Term) -> bool:
    return any(key[0] == "y" for key in (*term.needs, *term.provides))
