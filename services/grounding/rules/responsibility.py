"""Verbs of responsibility: who helped did not lead, and who was part of a team did not manage it."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.entries import PEOPLE
from services.grounding.statement import DONE, HELPED, LED, Term
from services.grounding.strength import done_by

EXACT, ALIKE = 3, 2
"""How much a fact is about a clause: a word in common tells more than two words of equal meaning."""
_NAMES = ("learned", "helped", "did", "coordinated", "led", "founded")


_TEAMS = frozenset(("team", "group", "crew", "squad"))
_INSIDE = frozenset(("in", "on", "within", "of", "part"))
_BESIDE = frozenset(
    ("in", "with", "by", "at", "during", "using", "from", "via", "through", "under", "on", "bei", "mit")
)
_NOT_LED = frozenset(("employer", "place", "institution", "contact", "dates"))


class Responsibility:
    """Refuse a clause that claims more than the facts about the same things grant."""

    id = "responsibility"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each clause that is stronger than every fact about what it governs."""
        yield from self._headed(claim)
        for positions in claim.clauses:
            level = self._level(claim, claim.terms[positions[0]].clause)
            governed = self._governed(claim, positions, level)
            if not governed or level < DONE:
                continue
            granted = HELPED if self._of_others(claim, positions, governed) else self._granted(claim, governed, level)
            if granted >= level and not self._aside(claim, positions):
                continue
            words = claim.words(at for at in positions if claim.terms[at].claim == level) or claim.words(positions)
            yield Reason(
                rule=self.id,
                words=words,
                why=f"{quoted(words)} claims more than the facts, which say “{_NAMES[granted]}” at most.",
            )

    def _headed(self, claim: Claim) -> Iterator[Reason]:
        """Object to "Led and owned: built X": the verbs before a colon speak of the whole line."""
        colon = claim.statement.folded.find(":")
        head = [at for at, term in enumerate(claim.terms) if term.end <= colon]
        strong = [at for at in head if (claim.terms[at].claim or 0) >= LED]
        others = (at for at in head if at not in strong and not claim.terms[at].neutral)
        if not strong or any(not claim.terms[at].verbal for at in others):
            return
        rest = [
            at
            for at in claim.statement.content
            if at > head[-1] and claim.carriers[at] and claim.terms[at].claim is None
        ]  # fmt: skip
        if not rest or self._granted(claim, rest, LED) >= LED:
            return
        words = claim.words(strong)
        yield Reason(rule=self.id, words=words, why=f"{quoted(words)} claims more than the facts about the rest say.")

    def _aside(self, claim: Claim, positions: list[int]) -> bool:
        """Tell whether what the clause leads is, in the facts, only where or with what something else was led."""
        verb = next((at for at in positions if (claim.terms[at].claim or 0) >= LED and claim.terms[at].verbal), None)
        if verb is None or claim.trimmed is not None:
            return False
        things = [at for at in claim.object_of(verb) if claim.carriers[at]]
        if not things or any(PEOPLE in claim.terms[at].needs or claim.terms[at].stem in _TEAMS for at in things):
            return False
        counts: dict[int, int] = {}
        for at in things:
            for number in claim.carriers[at]:
                counts[number] = counts.get(number, 0) + 1
        best = [number for number, count in counts.items() if count == max(counts.values())]
        return all(self._beside(claim, number, things[-1]) for number in best)

    def _beside(self, claim: Claim, number: int, head: int) -> bool:
        source = claim.source(number)
        if source.fact.kind in _NOT_LED:
            return True
        terms = source.statement.terms
        if claim.terms[head].form:  # an action, which a team can be led in
            return False
        places = claim.places(head, number)
        return bool(places) and all(_after_place_word(terms, at) for at in places)

    def _level(self, claim: Claim, clause: int) -> int:
        """Return what a clause claims; "(contributor)" after it lowers the claim."""
        level = claim.statement.claims[clause]
        after = [term for term in claim.terms if term.clause == clause + 1]
        parts = [term.claim for term in after if term.claim is not None and term.claim < DONE]
        return min([level, *parts]) if not any(term.verbal for term in after) else level

    def _governed(self, claim: Claim, positions: list[int], level: int) -> list[int]:
        """Return the carried terms that the verb of the clause is about."""
        carried = [at for at in positions if claim.carriers[at] and claim.terms[at].claim is None]
        carried = [at for at in carried if at not in claim.explained]  # "three employers" says how many there were
        carried = [
            at for at in carried if not (claim.terms[at].negated or claim.terms[at].value or claim.terms[at].period)
        ]
        if level > DONE:
            verb = next((at for at in positions if claim.terms[at].claim == level), None)
            about = [] if verb is None else [at for at in claim.object_of(verb) if claim.carriers[at]]
            named = [at for at in about if PEOPLE not in claim.terms[at].needs]
            counted = [at for at in positions if claim.carriers[at] and claim.terms[at].value is not None]
            return [*named, *counted] if named else [*about, *counted] or carried
        return carried

    def _of_others(self, claim: Claim, positions: list[int], governed: list[int]) -> bool:
        """Tell whether every fact about the clause says of its verb that another did it: "built by the trust"."""
        verb = next((at for at in positions if claim.terms[at].verbal and claim.carriers[at]), None)
        if verb is None or done_by(claim.terms, verb):
            return False
        about = claim.carriers[verb] & frozenset[int]().union(*(claim.carriers[at] for at in governed))
        said = [
            (claim.source(number).statement.terms, place) for number in about for place in claim.places(verb, number)
        ]
        said = [(terms, place) for terms, place in said if terms[place].stem == claim.terms[verb].stem]
        return bool(said) and all(done_by(terms, place) for terms, place in said)

    def _granted(self, claim: Claim, governed: list[int], level: int) -> int:
        overlap: dict[int, int] = {}
        for at in governed:
            for number in claim.carriers[at]:
                own = claim.terms[at].stem in claim.source(number).statement.provided
                overlap[number] = overlap.get(number, 0) + (EXACT if own else ALIKE)
        most = max(overlap.values())
        return max(
            self._in_source(claim, number, governed, level) for number, count in overlap.items() if count == most
        )

    def _member(self, claim: Claim, number: int, at: int) -> bool:
        """Tell whether a fact has the team only as the one that the owner was in: "in a team of five"."""
        if claim.terms[at].stem not in _TEAMS:
            return False
        terms = claim.source(number).statement.terms
        places = [place for place, term in enumerate(terms) if term.stem == claim.terms[at].stem]
        return bool(places) and all(
            any(term.plain in _INSIDE for term in terms[max(place - 3, 0) : place]) for place in places
        )

    def _in_source(self, claim: Claim, number: int, governed: list[int], level: int) -> int:
        statement = claim.source(number).statement
        counts: dict[int, int] = {}
        for at in governed:
            for clause in {term.clause for term in claim.matches(at, number)}:
                counts[clause] = counts.get(clause, 0) + 1
        most = max(counts.values(), default=0)
        if not counts:
            return DONE
        if level > DONE and any(self._member(claim, number, at) for at in governed):
            return HELPED
        return max(
            statement.grants[clause] if clause < len(statement.grants) else DONE
            for clause, count in counts.items()
            if count == most
        )


def _after_place_word(terms: list[Term], at: int) -> bool:
    """Tell whether a word hangs on "in", "with" or "at" rather than on a verb: "a shift in a warehouse"."""
    for before in range(at - 1, -1, -1):
        term = terms[before]
        if term.clause != terms[at].clause or term.verbal:
            return False
        if term.plain in _BESIDE:
            return before > 0 and terms[before - 1].clause == term.clause
    return False
