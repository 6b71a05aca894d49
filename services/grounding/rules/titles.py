"""Titles that limit: an assistant manager is no manager, a junior developer no developer without the word."""

from collections.abc import Iterator

from models.cv import Project
from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.index import Source
from services.grounding.lexicons import Lexicons
from services.grounding.statement import Term

_TITLES = ("title", "headline")
_OF_OWNER = ("headline", "summary")
_NAMING = ("title", "project")
_AT = ("at", "bei", "beim", "chez", "en", "w", "of", "for", "with")
_IN = ("a", "au", "aux", "im", "in", "am", "an", "dans", "u", "na", "del")
"""What else stands between a title and an employer outside English."""


class DroppedLimit:
    """Refuse a title without the word that limits it in the only titles that carry it."""

    id = "title"

    def __init__(self, lexicons: Lexicons) -> None:
        self._nouns = lexicons.table("titles", "nouns")
        self._limits = lexicons.table("titles", "limits")

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to "developer" where the CV knows a junior developer alone."""
        stems = claim.statement.stems
        employers = {mention.start for mention in claim.index.mentions(stems)}
        for at, term in enumerate(claim.terms):
            limited = any(stem in self._limits for stem in stems)
            if term.stem not in self._nouns or term.verbal or not claim.carriers[at] or limited:
                continue
            carriers = sorted(claim.carriers[at])
            if at + 2 in employers or _called(claim.terms, at):  # the owner's own title, not somebody they worked for
                carriers = [number for number in carriers if claim.source(number).fact.kind in _TITLES] or carriers
            dropped = [self._limit_of(claim, number, term) for number in carriers]
            if all(dropped):
                words = (term.text,)
                why = f"The CV says {quoted(words)} only together with “{dropped[0]}”."
                yield Reason(rule=self.id, words=words, why=why)

    def _limit_of(self, claim: Claim, number: int, noun: Term) -> str:
        """Return the word that limits the noun in a title of the CV, or "" when it stands there without one."""
        source = claim.source(number)
        terms = source.statement.terms
        same = [at for at, term in enumerate(terms) if term.stem == noun.stem]
        for place in same or (at for at, term in enumerate(terms) if not noun.needs.isdisjoint(term.provides)):
            first = next((at + 1 for at in range(place - 1, -1, -1) if terms[at].plain == "to"), 0)
            first = first if source.fact.kind in _TITLES else place
            while source.fact.kind not in _TITLES and first and terms[first].joined:
                first -= 1
            plural = terms[place].plain.endswith("s") and source.fact.kind not in _TITLES
            before = [term.text for term in terms[first:place] if term.stem in self._limits]
            if before and not plural:
                return before[0]
        return ""


def _called(terms: list[Term], at: int) -> bool:
    """Tell whether a title stands after "as": "as site manager, …"."""
    first = at
    while first and terms[first].joined:
        first -= 1
    before = [term.plain for term in terms[max(first - 2, 0) : first] if term.plain not in ("a", "an", "the")]
    return before[-1:] == ["as"]


class EmployerTitle:
    """Refuse a title before an employer's name that the owner did not have there: "chef at X"."""

    id = "title"

    def __init__(self, lexicons: Lexicons) -> None:
        self._nouns = lexicons.table("titles", "nouns")
        self._limits = lexicons.table("titles", "limits")

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each title that no position at the employer named after it has."""
        if claim.view.name:
            return
        for start, _, scopes, _ in claim.index.mentions(claim.statement.stems):
            at = start - 2
            if at > 0 and claim.terms[start - 1].plain in ("the", "der", "dem", "la", "le", "el", "l'"):
                at -= 1
            if claim.lexicons.own and at >= 0 and claim.terms[at + 1].plain in (*_AT, *_IN):
                yield from self._titled_otherwise(claim, at, scopes)
                continue
            if at < 0 or claim.terms[at].stem not in self._nouns or claim.terms[at + 1].plain not in _AT:
                continue
            if claim.terms[at].plural or claim.terms[at].sentence != claim.terms[start].sentence:  # "leads 11 agents"
                continue
            first = at
            while first and self._continues(claim.terms, first):
                first -= 1
            title = range(first, at + 1)
            if not any(self._has(claim, title, scope) for scope in scopes):
                words = claim.words(title)
                yield Reason(rule=self.id, words=words, why=f"The CV does not state {quoted(words)} at that employer.")

    def _titled_otherwise(self, claim: Claim, last: int, scopes: frozenset[str]) -> Iterator[Reason]:
        """Object to a title that opens the clause: "seconde de cuisine à la Brasserie X"."""
        clause = [at for at in range(last + 1) if claim.terms[at].clause == claim.terms[last].clause]
        said = [at for at in clause if not claim.terms[at].neutral]
        first = next(iter(said), None)
        if first is None or any(claim.terms[at].verbal or claim.terms[at].value is not None for at in said):
            return
        named = any(claim.terms[at].stem in self._nouns for at in said[:3])
        held = (claim.source(number) for number in frozenset.intersection(*(claim.carriers[at] for at in said)))
        if claim.terms[first].plural or not (named or any(source.fact.kind == "title" for source in held)):
            return
        title = range(first, last + 1)
        if not any(self._has(claim, title, scope) for scope in scopes):
            words = claim.words(at for at in said)
            yield Reason(rule=self.id, words=words, why=f"The CV does not state {quoted(words)} at that employer.")

    def _continues(self, terms: list[Term], at: int) -> bool:
        """Tell whether the word before belongs to the title too: "Assistant to the CEO"."""
        before = terms[at - 1]
        if before.clause != terms[at].clause:
            return False
        if before.plain in ("the", "to", "of"):
            place = at - 1
            while place and terms[place].plain in ("the", "to", "of"):
                place -= 1
            named = terms[place].stem in self._nouns or any(key[0] == "≡" for key in terms[place].needs)
            return named and terms[place].clause == terms[at].clause
        return (terms[at].joined or terms[at].plain in ("the", "to", "of")) and _names(before)

    @staticmethod
    def _abbreviated(word: Term, said: list[Term]) -> bool:
        """Tell whether an abbreviation in the line takes in a word that limits: the A of "EA"."""
        return any(term.text.isupper() and not term.needs.isdisjoint(word.provides) for term in said)

    def _has(self, claim: Claim, title: range, scope: str) -> bool:
        """Tell whether one fact of the role has all words of the title."""
        sources = (
            source
            for source in claim.view.sources
            if source.fact.scope == scope
            and (source.fact.kind in _NAMING or "as" in source.statement.stems or self._opens(claim, source, title[0]))
        )
        terms = [claim.terms[at] for at in title if not claim.terms[at].neutral]
        said = {term.stem for term in terms}
        if claim.lexicons.own and self._says_more(claim, terms, scope):
            return True
        return any(
            all(not term.needs.isdisjoint(source.statement.provided) for term in terms)
            and not any(
                word.stem in self._limits and word.stem not in said and not self._abbreviated(word, terms)
                for word in source.statement.terms
            )
            for source in sources
        )

    @staticmethod
    def _opens(claim: Claim, source: Source, at: int) -> bool:
        """Tell whether a fact of a project begins with the title: "Volunteer treasurer of an association"."""
        first = next((term for term in source.statement.terms if not term.neutral), None)
        opens = first is not None and not first.verbal and not claim.terms[at].needs.isdisjoint(first.provides)
        return opens and isinstance(claim.index.cv.scope(source.fact.scope), Project)

    @staticmethod
    def _says_more(claim: Claim, terms: list[Term], scope: str) -> bool:
        """Tell whether the headline or summary has the whole of a title that the position names in fewer words."""
        facts = [source for source in claim.view.sources if source.fact.kind in _OF_OWNER]
        whole = any(all(not t.needs.isdisjoint(source.statement.provided) for t in terms) for source in facts)
        said = {key for term in terms for key in term.needs}
        held = (source for source in claim.view.sources if source.fact.scope == scope and source.fact.kind == "title")
        return whole and any(
            all(not said.isdisjoint(term.provides) for term in source.statement.terms if not term.neutral)
            for source in held
        )


def _names(term: Term) -> bool:
    return not term.verbal and term.value is None
