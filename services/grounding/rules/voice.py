"""Words of an employer or of somebody who gives instructions: they are not the owner's."""

from collections.abc import Iterator
from functools import cached_property

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.phrases import Phrases


class Voice:
    """Refuse text that speaks to the candidate, or to whoever reads the CV, unless the CV says it."""

    id = "not-the-owner"

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons

    @cached_property
    def _phrases(self) -> Phrases:
        return self._lexicons.table("words", "voice")

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to "you will", "we are looking for", "ignore previous instructions" and their like."""
        stems = claim.statement.stems
        for start, end in self._phrases.find(stems):
            if start and stems[start - 1] == "thank":
                continue
            phrase = tuple(stems[start:end])
            if any(
                phrase == tuple(stems_[at : at + len(phrase)])
                for stems_ in self._said(claim)
                for at in range(len(stems_))
            ):
                continue
            words = claim.words(range(start, end))
            claim.explained.update(range(start, end))
            text = " ".join(words)
            yield Reason(
                rule=self.id, words=(text,), why=f"{quoted([text])} is how an ad or an instruction speaks, not a fact."
            )

    def _said(self, claim: Claim) -> Iterator[list[str]]:
        return (source.statement.stems for source in claim.view.sources)
