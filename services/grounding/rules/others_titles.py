"""Titles of others in the language of the CV: who stood in for the head chef was not the head chef."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.statement import DONE, Term
from services.grounding.text import plain

_LONG = 5
"""How long the last part of a German compound must be to make it a title: "Betriebsleiter"."""
_AS = frozenset(("als", "comme", "como", "jako"))
_PLACED = frozenset(("bei", "beim", "in", "im", "am", "chez", "en", "a", "au", "aux", "dans", "w", "we", "na", "przy"))
_OF_OWNER = frozenset(("title", "headline", "project", "certification", "degree", "field", "skill", "employer"))


class OthersTitle:
    """Refuse a title at the start of a line that the facts have only behind a word that says whose it is."""

    id = "title"

    def __init__(self, lexicons: Lexicons) -> None:
        self._nouns = lexicons.table("titles", "nouns") if lexicons.own else None
        names = (*lexicons.listed("titles", "nouns"), *lexicons.listed("titles", "ranks"))
        heads = (name for name in names if name.isalpha() and len(name) >= _LONG)
        self._heads = tuple(sorted({lexicons.stem(plain(name)) for name in heads})) if lexicons.language == "de" else ()

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to a title that opens the line, or follows "as", and that no fact opens with or has after "as"."""
        if self._nouns is None:
            return
        for at in self._assumed(claim):
            facts = self._facts(claim, at)
            if facts and not any(self._own(claim, number, at) for number in facts):
                words = claim.words([at])
                yield Reason(rule=self.id, words=words, why=f"The CV states {quoted(words)} of somebody else only.")

        for at, term in enumerate(claim.terms):
            facts = self._facts(claim, at) if term.verbal and (term.claim or 0) > DONE else frozenset[int]()
            if facts and all(self._of_other(claim, number, at) for number in facts):
                words = claim.words([at])
                yield Reason(rule=self.id, words=words, why=f"The CV states {quoted(words)} of somebody else only.")

    def _of_other(self, claim: Claim, number: int, at: int) -> bool:
        """Tell whether a fact has a deed as somebody else's title alone: "stood in for the head of the ward"."""
        terms = claim.source(number).statement.terms
        places = claim.places(at, number)
        titles = all(terms[n].stem in (self._nouns or ()) and not terms[n].verbal for n in places)
        return titles and not self._own(claim, number, at)

    def _assumed(self, claim: Claim) -> Iterator[int]:
        """Yield the titles that a line says its owner had."""
        opens = True
        for at, term in enumerate(claim.terms):
            after_as = any(other.plain in _AS for other in claim.terms[max(at - 2, 0) : at])
            known = term.stem in (self._nouns or ()) or (term.text.istitle() and term.stem.endswith(self._heads))
            if (opens or after_as) and known and not term.plural and not term.verbal and not term.neutral:
                yield at
            opens = opens and term.neutral and term.claim is None

    def _facts(self, claim: Claim, at: int) -> frozenset[int]:
        """Return the facts of a title with what it is of, as in "jefa de laboratorio", else those of the title."""
        for after in range(at + 1, len(claim.terms)):
            term = claim.terms[after]
            if term.clause != claim.terms[at].clause or term.plain in _PLACED or term.value is not None:
                break
            if not term.neutral:
                return claim.carriers[at] & claim.carriers[after] or claim.carriers[at]
        return claim.carriers[at]

    def _own(self, claim: Claim, number: int, at: int) -> bool:
        """Tell whether a fact gives the owner a title, or says nothing of whose it is."""
        source = claim.source(number)
        if source.fact.kind in _OF_OWNER:
            return True
        terms = source.statement.terms
        places = claim.places(at, number)
        return any(self._free(terms, place) for place in places)

    @staticmethod
    def _free(terms: list[Term], at: int) -> bool:
        """Tell whether a title opens its clause or follows "as": nothing before it makes it another's."""
        if any(term.plain in _AS for term in terms[max(at - 2, 0) : at]):
            return True
        return all(term.neutral and term.claim is None for term in terms[:at] if term.clause == terms[at].clause)
