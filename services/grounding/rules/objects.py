"""Objects of verbs: who led nurses on a ward did not lead the ward, who tiled kitchens in houses built no houses."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.index import HEADER
from services.grounding.statement import Term

_WHERE = {
    "de": frozenset(("in", "im", "am", "an", "auf", "bei", "beim", "innerhalb", "wahrend", "fur", "gegen")),
    "fr": frozenset(("dans", "en", "au", "aux", "sur", "chez", "sein", "lors", "pendant", "durant", "pour", "contre")),
    "es": frozenset(("en", "dentro", "durante", "para", "contra")),
    "pl": frozenset(("na", "w", "we", "przy", "u", "podczas", "dla", "przeciw")),
}
"""Prepositions that say where, when or for whom something was done; case and order tell the rest."""

_OF = frozenset(
    ("der", "die", "das", "den", "dem", "des", "von", "vom", "de", "d'", "du", "la", "le", "les", "l'", "del", "el",
     "los", "las")
)  # fmt: skip


class ObjectPlace:
    """Refuse as the object of a verb what every fact with both names only as the place of another object."""

    id = "mixed-facts"

    def __init__(self, language: str) -> None:
        self._where = _WHERE.get(language, frozenset[str]())

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each verb whose next noun stands behind "in" or "on" in the facts, and behind none here."""
        if not self._where:
            return
        if claim.trimmed is not None:
            yield from self._regrouped(claim, claim.trimmed)
        for at, term in enumerate(claim.terms):
            noun = self._object(claim.terms, at) if term.verbal and claim.carriers[at] else None
            if noun is None or not claim.carriers[noun]:
                continue
            both = claim.carriers[at] & claim.carriers[noun]
            header = claim.kinds(noun) & HEADER and not claim.whole and not self._headed(claim, at)
            if header and not both and self._governs(claim.terms, at, noun):
                words = claim.words([at, noun])
                yield Reason(rule=self.id, words=words, why=f"No single fact here states {quoted(words)} together.")
            if both and all(self._elsewhere(claim, number, at, noun) for number in both):
                words = claim.words([at, noun])
                yield Reason(
                    rule=self.id, words=words, why=f"The facts name {quoted(words[1:])} only as the place of it."
                )

    def _regrouped(self, claim: Claim, number: int) -> Iterator[Reason]:
        """Object to "7 branches" cut out of "7 clerks in the branch"."""
        terms = claim.source(number).statement.terms
        place, last = -1, -1
        for at, term in enumerate(claim.terms):
            found = (n for n in range(place + 1, len(terms)) if not term.needs.isdisjoint(terms[n].provides))
            place = next(found, place)
            if term.neutral or term.value is not None:
                continue
            dropped = [n for n in range(last + 1, place) if not terms[n].neutral and terms[n].value is None]
            kept = any(not terms[n].provides.isdisjoint(other.needs) for n in dropped for other in claim.terms[:at])
            if dropped and not kept and last >= 0 and self._placed(terms, place) and not self._placed(claim.terms, at):
                words = claim.words([at])
                yield Reason(rule=self.id, words=words, why=f"The facts name {quoted(words)} only as the place of it.")
                return
            last = place

    def _object(self, terms: list[Term], at: int) -> int | None:
        """Return the noun that a verb governs, if nothing but small words and a number stands between."""
        for after in range(at + 1, len(terms)):
            term = terms[after]
            if term.clause != terms[at].clause or term.plain in self._where or term.verbal:
                return None
            if not term.neutral and term.value is None:
                return after
        return None

    def _headed(self, claim: Claim, at: int) -> bool:
        """Tell whether a title says what was done and nothing of what to: "Leiterin" led what the heading names."""
        sources = (claim.source(number) for number in claim.carriers[at])
        return any(s.fact.kind in HEADER and len(s.statement.content) == 1 for s in sources)

    def _governs(self, terms: list[Term], at: int, noun: int) -> bool:
        """Tell whether nothing but articles and "of" stands between a verb and its noun."""
        return all(term.plain in _OF for term in terms[at + 1 : noun])

    def _elsewhere(self, claim: Claim, number: int, at: int, noun: int) -> bool:
        """Tell whether a fact has the verb with an object of its own, and the noun only as a place after it."""
        terms = claim.source(number).statement.terms
        verbs = claim.places(at, number)
        nouns = claim.places(noun, number)
        if not verbs or not nouns:
            return False
        own = any(not term.neutral and term.value is None for term in terms[min(verbs) + 1 : min(nouns)])
        return own and min(verbs) < min(nouns) and all(self._placed(terms, place) for place in nouns)

    def _placed(self, terms: list[Term], at: int) -> bool:
        """Tell whether a preposition of place stands before a noun, with small words and numbers between at most."""
        for before in range(at - 1, -1, -1):
            term = terms[before]
            if term.plain in self._where:
                return True
            if term.clause != terms[at].clause or not (term.neutral or term.value is not None):
                return False
        return False
