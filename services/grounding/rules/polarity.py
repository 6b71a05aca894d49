"""Negation: "did not use X" must not become "used X", nor the other way round."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.statement import Statement, Term

_NONE = frozenset(
    ("no", "without", "zero", "kein", "keine", "keinen", "keiner", "keinem", "keines", "keinerlei", "ohne", "sans",
     "aucun", "aucune", "sin", "ningun", "ninguna", "bez", "brak", "braku", "zaden", "zadna", "zadnej", "zadnego",
     "zadnych")
)  # fmt: skip
_DONE = frozenset(
    ("successful", "successfully", "completed", "finished", "adopted", "approved", "accepted", "existing")
)
"""Words that state nothing but that something came about, which a fact may deny."""
_SINCE = frozenset(("seit", "seitdem", "depuis", "desde", "od"))
_YEAR = frozenset(("jahr", "jahre", "annee", "an", "ano", "rok", "roku"))
_NOT = frozenset(("not", "never", "nicht", "nie", "pas", "jamais", "nunca", "nigdy"))


class Negation:
    """Refuse words that the facts state only with the opposite sign."""

    id = "negation"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to terms whose every carrier is negated where they are not, or the reverse."""
        yield from self._wider(claim)
        if _twice(claim.statement) and not any(_twice(source.statement) for source in claim.view.sources):
            yield Reason(rule=self.id, words=("not",), why="No fact here is negated twice as this line is.")
        word = claim.lexicons.word
        said = (at for at, term in enumerate(claim.terms) if not word(term.plain).neutral or term.plain in _DONE)
        turned = [at for at in said if claim.carriers[at] and self._turned(claim, at)]
        if turned:
            words = claim.words(turned)
            state = "without" if claim.terms[turned[0]].negated is False else "only without"
            yield Reason(
                rule=self.id, words=words, why=f"The facts state {quoted(words)} {state} the negation of this line."
            )

    def _wider(self, claim: Claim) -> Iterator[Reason]:
        """Object to "no accidents" where the facts say "no lost-time accidents"."""
        said = set(claim.statement.stems)
        for at in range(1, len(claim.terms)):
            if claim.terms[at].neutral or not claim.carriers[at] or not self._denied(claim, at):
                continue
            negated = [
                number for number in claim.carriers[at] if any(term.negated for term in claim.matches(at, number))
            ]
            lost = [self._limits(claim, number, at) - said for number in negated or claim.carriers[at]]
            if not all(lost):
                lost = [self._narrowed(claim, number, at) for number in negated or claim.carriers[at]]
            if all(lost):
                words = (claim.terms[at - 1].text, claim.terms[at].text)
                yield Reason(rule="limit", words=words, why=f"The facts say {quoted(words)} only with a limit.")

    def _denied(self, claim: Claim, at: int) -> bool:
        """Tell whether "no", or "without any", stands before a noun with nothing to limit it."""
        for before in range(at - 1, max(at - 4, -1), -1):
            term = claim.terms[before]
            if term.plain in _NONE:
                return True
            if term.clause != claim.terms[at].clause or not (term.neutral or term.plain == "non"):
                return False
        return False

    def _limits(self, claim: Claim, number: int, at: int) -> set[str]:
        """Return the words between "no" and the noun in a fact."""
        terms = claim.source(number).statement.terms
        for place in claim.places(at, number):
            near = range(max(place - 4, 0), place)
            first = next((at for at in near if terms[at].plain in _NONE), None)
            if first is not None and terms[first].clause == terms[place].clause:
                return {other.stem for other in terms[first + 1 : place]}
        return set()

    def _narrowed(self, claim: Claim, number: int, at: int) -> set[str]:
        """Return what follows the noun in a fact and is lost, as in "aucune panne de plus d'une heure"."""
        terms = claim.source(number).statement.terms
        said = frozenset(need for term in claim.terms for need in term.needs)
        place = next((place for place in claim.places(at, number) if terms[place].negated), -1)
        if place < 0:
            return set()
        return {
            term.stem
            for term in terms[place + 1 :]
            if term.negated
            and not term.neutral
            and not (term.value is not None and term.value.unit in ("date", "month", "day"))
            and not any(key[:2] == "y|" for key in term.provides)
            and term.plain not in _YEAR
            and said.isdisjoint(term.provides)
        }

    def _turned(self, claim: Claim, at: int) -> bool:
        value = claim.terms[at].value
        if value is not None and (value.unit in ("month", "day", "date") or claim.terms[at].year):
            return False
        if claim.lexicons.own and _since(claim.terms, at):
            return False
        sign = claim.terms[at].negated
        matches = [term for number in claim.carriers[at] for term in claim.matches(at, number)]
        own = {key for key in claim.terms[at].needs if key[0] not in "=>"}
        same = [term for term in matches if not own.isdisjoint(term.provides)]  # a word tells more than its equals
        twice = any(
            term.stem == claim.terms[at].stem and term.negated != sign for term in claim.terms
        )  # "data moved with no data loss" says both
        return not twice and all(term.negated != sign for term in same or matches)


def _since(terms: list[Term], at: int) -> bool:
    """Tell whether a word says since when, which no denial beside it turns round."""
    place = at - 1
    while place > 0 and terms[place].neutral and terms[place].plain not in _SINCE:
        place -= 1
    return place >= 0 and terms[place].plain in _SINCE and terms[place].clause == terms[at].clause


def _twice(statement: Statement) -> bool:
    """Tell whether a sentence denies a denial: "was not done without"."""
    denied: set[int] = set()
    for term in statement.terms:
        if term.plain in _NONE and term.sentence in denied:
            return True
        if term.plain in _NOT or term.plain.endswith("n't"):
            denied.add(term.sentence)
    return False
