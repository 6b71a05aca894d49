"""Portions: of "three campaigns, one of which won a prize" not all three won it, in the language of the CV."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted

_OF_THOSE = {
    "de": frozenset(("davon", "darunter", "hiervon")),
    "fr": frozenset(("dont",)),
    "es": frozenset(("cuales", "ellos", "ellas")),
    "pl": frozenset(("tym",)),
}
_ONE = frozenset(("ein", "eine", "einer", "einen", "un", "une", "una", "uno", "jeden", "jedna", "jedno"))


class Portion:
    """Refuse of the whole what the facts say of a part of it."""

    id = "number-binding"

    def __init__(self, language: str) -> None:
        self._of_those = _OF_THOSE.get(language, frozenset[str]())

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to a word that every fact has behind "of which" alone, next to words from before that."""
        if not self._of_those or any(term.plain in self._of_those for term in claim.terms):
            return
        for at in claim.statement.content:
            if claim.terms[at].value is not None or not claim.carriers[at]:
                continue
            if all(self._partial(claim, number, at) for number in claim.carriers[at]):
                words = claim.words([at])
                yield Reason(rule=self.id, words=words, why=f"The facts say {quoted(words)} of a part only.")
                return

    def _partial(self, claim: Claim, number: int, at: int) -> bool:
        """Tell whether a fact has a word behind "of which" only, and the line says it of what stands before that."""
        terms = claim.source(number).statement.terms
        cut = next((place for place, term in enumerate(terms) if term.plain in self._of_those), None)
        if cut is None or any(term in terms[:cut] for term in claim.matches(at, number)):
            return False
        size = next((term.needs for term in terms[cut + 1 : cut + 4] if term.value is not None), None)
        said = claim.terms
        alone = any(term.plain in _ONE or "#|1" in term.needs for term in terms[cut + 1 : cut + 4])
        same = any(term.plain in _ONE for term in said) if alone else any(size and term.needs & size for term in said)
        whole = any(
            not said[other].needs.isdisjoint(term.provides)
            for other in claim.statement.clause(said[at].clause)
            if other != at and said[other].value is None
            for term in terms[:cut]
        )
        return whole and not same
