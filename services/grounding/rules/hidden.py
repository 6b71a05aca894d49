"""Characters that deceive: invisible ones, and letters of another alphabet that look like Latin ones."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.text import hidden


class Hidden:
    """Refuse words that a machine reads otherwise than a person does, unless the CV itself spells them so."""

    id = "hidden-characters"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to words with invisible characters or look-alike letters."""
        words = hidden(claim.statement.text)
        if not words:
            return
        own = {word for source in claim.index.sources for word in hidden(source.fact.text)}
        found = tuple(word for word in words if word not in own)
        if found:
            yield Reason(
                rule=self.id,
                words=found,
                why=f"{quoted(found)} holds invisible characters or letters of another alphabet.",
            )
