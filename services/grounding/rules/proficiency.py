"""Proficiency: what the CV calls basics must not be listed as if it were known."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.rules.ranking import plain_phrases


class Basics:
    """Refuse a skill without the word that limits it in every fact that carries it."""

    id = "limit"

    def __init__(self, lexicons: Lexicons) -> None:
        self._basics = plain_phrases(lexicons, "basics")

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to "bookkeeping" where the CV says "bookkeeping basics"."""
        if any(self._basics.find([term.plain for term in claim.terms])):
            return
        limited = {
            number
            for number, source in enumerate(claim.view.sources)
            if source.fact.kind == "skill" and any(self._basics.find([term.plain for term in source.statement.terms]))
        }
        found = [at for at in claim.statement.content if claim.carriers[at] and claim.carriers[at] <= limited]
        if found:
            words = claim.words(found)
            yield Reason(rule=self.id, words=words, why=f"The CV states only basics of {quoted(words)}.")
