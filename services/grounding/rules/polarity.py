"""Negation: "did not use X" must not become "used X", nor the other way round."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted


class Negation:
    """Refuse words that the facts state only with the opposite sign."""

    id = "negation"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to terms whose every carrier is negated where they are not, or the reverse."""
        turned = [at for at in claim.statement.content if claim.carriers[at] and self._turned(claim, at)]
        if turned:
            words = claim.words(turned)
            state = "without" if claim.terms[turned[0]].negated is False else "only without"
            yield Reason(
                rule=self.id, words=words, why=f"The facts state {quoted(words)} {state} the negation of this line."
            )

    def _turned(self, claim: Claim, at: int) -> bool:
        value = claim.terms[at].value
        if value is not None and value.unit in ("month", "day", "date"):
            return False
        sign = claim.terms[at].negated
        return all(term.negated != sign for number in claim.carriers[at] for term in claim.matches(at, number))
