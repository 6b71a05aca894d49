"""Parts and basics: what the CV knows only a little, or reached only in part, must not be stated as whole."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.rules.ranking import plain_phrases
from services.grounding.statement import Term

_PARTS = frozenset(("section", "sections", "part", "parts", "chapter", "chapters", "page", "pages", "half", "most"))
_SOME = frozenset(("one", "a", "an", "some", "several", "few"))


class Basics:
    """Refuse a skill without the word that limits it, and a target without the share of it that was reached."""

    id = "limit"

    def __init__(self, lexicons: Lexicons) -> None:
        self._basics = plain_phrases(lexicons, "basics")
        self._papers = lexicons.table("certifications", "words")

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to "bookkeeping" from "bookkeeping basics", and to "the target" from "80 % of the target"."""
        parts = {at for at, term in enumerate(claim.terms) if _share_of(claim.terms, at)}
        basic = any(True for _ in self._basics.find([term.plain for term in claim.terms]))
        found = [
            at
            for at in claim.statement.content
            if claim.carriers[at]
            and claim.terms[at].value is None
            and claim.terms[at].stem not in self._papers
            and all(self._limited(claim, at, number, basic, bool(parts)) for number in claim.carriers[at])
        ]
        if found:
            words = claim.words(found)
            yield Reason(rule=self.id, words=words, why=f"The CV states only a part, or basics, of {quoted(words)}.")

    def _limited(self, claim: Claim, at: int, number: int, basic: bool, part: bool) -> bool:
        """Tell whether a fact limits the term, in a way that the line does not."""
        terms = claim.source(number).statement.terms
        spans = list(self._basics.find([term.plain for term in terms]))
        for place, term in enumerate(terms):
            if claim.terms[at].needs.isdisjoint(term.provides):
                continue
            little = any(
                not start <= place < end
                and (terms[start].clause == term.clause or _aside(terms, start, end, term.clause))
                for start, end in spans
            )
            if not (little and not basic) and not (_share_of(terms, place) and not part):
                return False
        return True


def _aside(terms: list[Term], start: int, end: int, clause: int) -> bool:
    """Tell whether a limit stands alone in brackets after the thing: "Primavera P6 (basic)"."""
    alone = [term for term in terms if term.clause == terms[start].clause and term.plain not in ("knowledge", "skills")]
    return terms[start].clause == clause + 1 and len(alone) == end - start


def _share_of(terms: list[Term], at: int) -> bool:
    """Tell whether a term follows "80 % of"."""
    before = at
    while before > 0 and terms[before].joined:
        before -= 1
    before -= 1
    while before > 0 and terms[before].plain in ("the", "a", "my", "our", "its", "all"):
        before -= 1
    if before < 1 or terms[before].plain != "of":
        return False
    if (
        terms[before - 1].plain in _PARTS
        and before > 1
        and (terms[before - 2].value or terms[before - 2].plain in _SOME)
    ):
        return True
    value = terms[before - 1].value
    return value is not None and value.unit == "%" and value.number < 100
