"""Plurals: who mentored one apprentice mentored no apprentices."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.statement import Term

_ONE = frozenset(("one", "a", "an", "1"))
_MANY = frozenset(("several", "many", "multiple", "numerous", "various", "different"))
_NEAR = 3


class Plural:
    """Refuse people in the plural where every fact has one of them."""

    id = "number"

    def __init__(self, lexicons: Lexicons) -> None:
        self._titles = lexicons.table("titles", "nouns")

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to "apprentices" where the facts say "one apprentice"."""
        if claim.lexicons.own:
            return
        for at, term in enumerate(claim.terms):
            before = {other.plain for other in claim.terms[max(at - _NEAR, 0) : at] if other.clause == term.clause}
            many = term.stem in self._titles or before & _MANY
            if not _plural(term) or not many or not claim.carriers[at] or at in claim.explained:
                continue
            if all(self._single(claim, number, at) for number in claim.carriers[at]):
                why = f"The facts speak of one of {quoted([term.text])}."
                yield Reason(rule=self.id, words=(term.text,), why=why)

    def _single(self, claim: Claim, number: int, at: int) -> bool:
        """Tell whether a fact has the word in the singular alone, with "one" or "a" before it."""
        terms = claim.source(number).statement.terms
        return all(
            not _plural(terms[place]) and _ONE & {other.plain for other in terms[max(place - _NEAR, 0) : place]}
            for place in claim.places(at, number)
        )


def _plural(term: Term) -> bool:
    return term.plain.endswith("s") and not term.plain.endswith("ss") and term.plain not in (term.stem, f"{term.stem}e")
