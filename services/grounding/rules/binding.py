"""Binding of words: verb and object, neighbouring words, a tool and its use must stand together in one fact."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.entries import PEOPLE
from services.grounding.index import FREE
from services.grounding.statement import DONE, Term


class Mixed:
    """Refuse a verb with an object, or words of one noun phrase, that no fact has together."""

    id = "mixed-facts"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to verb and object, or neighbouring words, that come from different facts."""
        if claim.trimmed is not None:
            return
        for at in claim.statement.content:
            term = claim.terms[at]
            if not claim.carriers[at] or term.value is not None or at in claim.explained:
                continue
            verb = term.verbal and (term.claim is None or term.claim <= DONE)
            pair = self._apart_from_object(claim, at) if verb else self._apart_from_neighbour(claim, at)
            if pair:
                words = claim.words([at, *pair])
                yield Reason(rule=self.id, words=words, why=f"No single fact here states {quoted(words)} together.")

    def _apart_from_object(self, claim: Claim, at: int) -> list[int]:
        found = claim.object_of(at)
        after = claim.terms[at + 1].plain if at + 1 < len(claim.terms) else ""
        if after == "in" and any("certification" in claim.kinds(other) for other in found):  # "trained in first aid"
            return []
        if not found and (before := self._before(claim, at)):
            return [] if any(claim.carriers[at] & claim.carriers[other] for other in before) else before
        carried = [other for other in found if claim.carriers[other]]
        listed = claim.kinds(at) & FREE
        if not carried or any(
            claim.together(at, other, free=False) or (claim.whole and listed and claim.kinds(other) & FREE)
            for other in carried
        ):
            return []
        return found

    def _before(self, claim: Claim, at: int) -> list[int]:
        """Return what an appended clause of one word is about: "two analysts, both promoted since"."""
        term = claim.terms[at]
        said = claim.statement.clause(term.clause)
        before = [other for other in claim.statement.clause(term.clause - 1) if claim.terms[other].value is None]
        same = before and claim.terms[before[0]].sentence == term.sentence
        return before if said == [at] and same and not term.linked and claim.terms[at].form == "past" else []

    def _apart_from_neighbour(self, claim: Claim, at: int) -> list[int]:
        after = at + 1
        if after >= len(claim.terms) or not claim.terms[after].joined or claim.terms[after].neutral:
            return []
        term = claim.terms[after]
        general = PEOPLE in term.needs or PEOPLE in claim.terms[at].needs
        apart = not general and term.value is None and not term.verbal and not claim.together(at, after)
        return [after] if apart else []


class WovenTool:
    """Refuse a tool in a line about something that no fact did with it."""

    id = "mixed-facts"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to "… with Jenkins" where the facts about Jenkins share no word with the clause."""
        if claim.trimmed is not None:
            return
        for at, term in enumerate(claim.terms):
            carriers = claim.carriers[at]
            if not carriers or not any(key.startswith("tool:") for key in term.needs) or at in claim.explained:
                continue
            about = [
                other
                for other in claim.statement.clause(term.clause)
                if claim.carriers[other] and claim.terms[other].value is None and not _is_tool(claim.terms[other])
            ]
            free = any(claim.source(number).fact.kind in FREE for number in carriers)
            if about and not free and not any(claim.together(at, other) for other in about):
                words = claim.words([at, *about])
                yield Reason(rule=self.id, words=words, why=f"No single fact here states {quoted(words)} together.")


def _is_tool(term: Term) -> bool:
    return any(key.startswith("tool:") for key in term.needs)
