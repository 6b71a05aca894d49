"""Words that no fact carries, named by what they are: a tool, a title, a degree, a certificate, a name."""

from collections.abc import Callable, Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.statement import Term


class Kind:
    """Refuse missing words of one kind. Two neighbours of the kind are named together."""

    def __init__(self, rule: str, what: str, belongs: Callable[[Term, int], bool]) -> None:
        self.id = rule
        self._what = what
        self._belongs = belongs

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to the missing words of this kind."""
        found = [at for at in claim.open if self._belongs(claim.terms[at], at)]
        if not found:
            return
        claim.explained.update(found)
        words = claim.words(found)
        yield Reason(rule=self.id, words=words, why=f"No fact here states the {self._what} {quoted(words)}.")


class OtherRole:
    """Refuse words that the CV states, but of another role or in another section."""

    id = "other-role"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to missing words that the CV carries elsewhere."""
        if claim.whole:
            return
        found = [at for at in claim.open if claim.index.whole.carries(claim.terms[at])]
        if found:
            claim.explained.update(found)
            words = claim.words(found)
            yield Reason(
                rule=self.id, words=words, why=f"{quoted(words)} stands elsewhere in the CV, not under this heading."
            )


class NewWords:
    """Refuse every other word that no fact carries: what cannot be shown to be true is not let through."""

    id = "new-words"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to the missing words that no other rule has named."""
        found = claim.open
        if found:
            words = claim.words(found)
            yield Reason(rule=self.id, words=words, why=f"No fact here carries {quoted(words)}.")


def kinds(lexicons: Lexicons) -> tuple[Kind, ...]:
    """Return the rules for numerals, degrees, certificates, languages, titles, tools and names, in this order."""
    titles = lexicons.table("titles", "nouns")
    ranks = lexicons.table("titles", "ranks")
    certificates = lexicons.table("certifications", "words")
    named = lexicons.table("certifications", "names")
    languages = lexicons.table("languages", "names")
    return (
        Kind("number", "number", lambda term, at: any(key.startswith("#|") for key in term.needs)),
        Kind("degree", "degree", lambda term, at: term.strict.startswith("degree:")),
        Kind("certification", "certificate", lambda term, at: term.stem in certificates or term.stem in named),
        Kind("language", "language", lambda term, at: term.stem in languages),
        Kind("tool", "tool", lambda term, at: any(key.startswith("tool:") for key in term.needs)),
        Kind("title", "title or rank", lambda term, at: term.stem in titles or term.stem in ranks),
        Kind("name", "name", lambda term, at: at > 0 and term.text[:1].isupper()),
    )
