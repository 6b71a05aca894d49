"""Shares and single things: "won eleven bids" of "four of eleven", "one engineer" of two."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.rules.windows import Windows
from services.grounding.statement import Term


class Shares:
    """Refuse the whole where the fact says a part of it, and one thing where the facts count more."""

    id = "number-binding"

    def __init__(self, lexicons: Lexicons) -> None:
        self._windows = Windows(lexicons)

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to a whole in a shortened line, and to "one" in any other."""
        if claim.trimmed is not None:
            yield from self._lost_share(claim, claim.trimmed)
            yield from self._moved(claim, claim.trimmed)
        else:
            yield from self._only_one(claim)

    def _only_one(self, claim: Claim) -> Iterator[Reason]:
        """Object to "one engineer" where every fact about such engineers has two of them or more."""
        for at, term in enumerate(claim.terms):
            if term.plain not in ("one", "1") or at in claim.explained or (term.joined and term.text == "1"):
                continue
            nouns = self._windows.nouns(claim.terms, at)
            if not nouns or claim.terms[at + 1].plain == "of" or not claim.carriers[nouns[-1]]:
                continue
            noun = claim.terms[nouns[-1]]
            counted = (
                self._windows.counted(claim.source(number).statement.terms, noun, -1)
                for number in frozenset.intersection(*(claim.carriers[other] for other in nouns))
            )
            single = any(self._single(claim, number, noun) for number in claim.carriers[nouns[-1]])
            if all([*counted] or [False]) and not single:
                words = claim.words([at, nouns[-1]])
                yield Reason(rule=self.id, words=words, why=f"The facts count more than {quoted([' '.join(words)])}.")

    def _single(self, claim: Claim, number: int, noun: Term) -> bool:
        """Tell whether a fact has one of the things too: "one PhD student and two rotation students"."""
        terms = claim.source(number).statement.terms
        return any(
            term.plain in ("one", "1", "a", "an") and not noun.needs.isdisjoint(other.provides)
            for at, term in enumerate(terms)
            for other in terms[at + 1 : at + 4]
            if other.clause == term.clause
        )

    def _lost_share(self, claim: Claim, number: int) -> Iterator[Reason]:
        """Object to "won eleven bids" cut out of "won four of eleven bids"."""
        terms = claim.source(number).statement.terms
        for at, term in enumerate(claim.terms):
            if term.value is None or self._windows.share(claim.terms, at) or _scored(claim.terms, at):
                continue
            places = claim.places(at, number)
            if places and all(self._windows.share(terms, place) for place in places):
                why = f"The fact says a part of {quoted([term.text])}."
                yield Reason(rule=self.id, words=(term.text,), why=why)

    def _moved(self, claim: Claim, number: int) -> Iterator[Reason]:
        """Object to "supervised 18 drivers" cut out of "supervised 18 pickers and 4 drivers"."""
        terms = claim.source(number).statement.terms
        for at, term in enumerate(claim.terms):
            nouns = self._windows.nouns(claim.terms, at) if term.value is not None and not term.value.unit else []
            places = claim.places(at, number)
            if len(places) != 1 or not (own := self._windows.nouns(terms, places[0])):
                continue
            for noun in (claim.terms[one] for one in nouns):
                mine = any(not noun.needs.isdisjoint(terms[one].provides) for one in own)
                if not mine and self._windows.counted(terms, noun, places[0]):
                    words = (term.text, noun.text)
                    why = f"The fact counts {quoted([noun.text])} with another number than {quoted([term.text])}."
                    yield Reason(rule=self.id, words=words, why=why)


def _scored(terms: list[Term], at: int) -> bool:
    """Tell whether a value stands right behind another number: "98/100"."""
    return at > 0 and terms[at - 1].value is not None and terms[at].start - terms[at - 1].end == 1
