"""What somebody calls themselves: a title of the CV, no word of it from elsewhere."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.mentions import ARTICLES
from services.grounding.statement import Term
from services.grounding.totals import AS

_OWN = frozenset(
    ("title", "headline", "summary", "qualification", "degree", "field", "certification", "talent", "skill", "other",
     "project")
)  # fmt: skip
_CALLED = _OWN | {"employer", "language", "institution", "place", "label"}
"""Facts whose words may stand before a title: "Python developer", "German teacher"."""
_ENDS = frozenset(("of", "at", "in", "with", "for", "as", "by"))
_ENDS_ELSEWHERE = frozenset(
    ("der", "des", "w", "we", "u", "przy", "dla", "bei", "beim", "am", "im", "in", "fur", "mit", "chez", "en", "a",
     "au", "aux", "dans", "pour", "avec", "con", "para")
)  # fmt: skip
_TOLD = frozenset(("summary", "qualification", "talent", "other"))
"""Facts in the owner's own sentences, which name other people too."""
_TITLED = frozenset(("title", "headline", "summary", "qualification", "talent", "other"))


class SelfTitle:
    """Refuse a title that only somebody else has in the CV, or with a rank or field that its facts do not give it."""

    id = "title"

    def __init__(self, lexicons: Lexicons) -> None:
        self._nouns = lexicons.table("titles", "nouns")
        self._ranks = lexicons.table("titles", "ranks")
        self._limits = lexicons.table("titles", "limits")

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to a title at the start of a line, or after "as", that no fact gives the owner."""
        if claim.trimmed is not None:
            return
        for phrase in self._phrases(claim):
            noun = phrase[-1]
            if not claim.carriers[noun] or self._acts(claim, noun):
                continue
            assumed = self._after_as(claim.terms, phrase[0]) or self._opens(claim, phrase[0])
            if claim.view.name and (
                not assumed or any(self._stated(claim, number, noun) for number in claim.carriers[noun])
            ):
                continue
            if not any(self._own(claim, number, noun) for number in claim.carriers[noun]):
                words = claim.words([noun])
                yield Reason(rule=self.id, words=words, why=f"The CV states {quoted(words)} of somebody else only.")
                continue
            shared = frozenset.intersection(*(claim.carriers[at] for at in phrase))
            if any(claim.source(number).fact.kind == "certification" for number in shared):
                continue
            wrong = [at for at in phrase[:-1] if claim.carriers[at] and not self._allowed(claim, at, noun)]
            if wrong:
                words = claim.words([*wrong, noun])
                yield Reason(rule=self.id, words=words, why=f"No title of the CV is {quoted([' '.join(words)])}.")

    def _phrases(self, claim: Claim) -> Iterator[list[int]]:
        """Yield the words of each title that stands at the start of a sentence, or after "as"."""
        terms = claim.terms
        for start, term in enumerate(terms):
            opens = not start or terms[start - 1].sentence != term.sentence
            after_as = self._after_as(terms, start)
            if not opens and not after_as:
                continue
            at = start
            while at < len(terms) and terms[at].plain in ("a", "an", "the", "der", "die", "ein", "eine"):
                at += 1
            phrase: list[int] = []
            while at < len(terms) and terms[at].value is None and not terms[at].verbal:
                if phrase and not terms[at].joined and not terms[at - 1].neutral:
                    break
                if terms[at].clause != terms[start].clause or terms[at].plain in _ENDS:
                    break
                if phrase and claim.lexicons.own and terms[at].plain in _ENDS_ELSEWHERE:
                    break
                if not terms[at].neutral or terms[at].stem in self._ranks:
                    phrase.append(at)
                following = terms[at + 1] if at + 1 < len(terms) else None
                last = following is None or not following.joined or following.stem not in self._nouns
                if terms[at].stem in self._nouns and last:
                    if not terms[at].plural and phrase:
                        yield phrase
                    break
                at += 1

    def _own(self, claim: Claim, number: int, noun: int) -> bool:
        """Tell whether a fact gives the owner a title: a talent for covering "for the manager" does not."""
        source = claim.source(number)
        terms = source.statement.terms
        if source.fact.kind not in _OWN:
            return self._stated(claim, number, noun)
        if source.fact.kind in _TITLED - _TOLD:
            return True
        for first in claim.places(noun, number):
            while first and terms[first].joined:
                first -= 1
            if not first or terms[first - 1].plain not in ("the", "my", "our", "their"):
                return True
        return False

    def _after_as(self, terms: list[Term], at: int) -> bool:
        """Tell whether "as", which says what somebody was, stands before a title."""
        before = [term.plain for term in terms[max(at - 2, 0) : at]]
        return bool(before) and (before[-1] in AS or (before[0] in AS and before[-1] in ARTICLES))

    def _opens(self, claim: Claim, noun: int) -> bool:
        """Tell whether a title is the first word of a line, articles left out."""
        return all(term.plain in ARTICLES for term in claim.terms[:noun])

    def _stated(self, claim: Claim, number: int, noun: int) -> bool:
        """Tell whether a fact says what the owner was: "spent a year as a volunteer", "Volunteer nurse on a team"."""
        terms = claim.source(number).statement.terms
        return any(
            all(other.joined for other in terms[1 : place + 1])
            or any(self._after_as(terms, at) for at in range(max(place - 2, 1), place + 1))
            for place in claim.places(noun, number)
        )

    def _acts(self, claim: Claim, noun: int) -> bool:
        """Tell whether a noun says what was done: "leader of a shift" who led it."""
        after = claim.terms[noun + 1].plain if noun + 1 < len(claim.terms) else ""
        then = [term.text for term in claim.terms[noun + 2 : noun + 4] if not term.neutral]
        return (
            after == "of"
            and not any(text[:1].isupper() for text in then)
            and any(key.startswith("level:") for key in claim.terms[noun].needs)
        )

    def _allowed(self, claim: Claim, at: int, noun: int) -> bool:
        """Tell whether a word may stand before a title: one title has both, or it is a field of the owner's."""
        shared = claim.carriers[at] & claim.carriers[noun]
        kinds = {claim.source(number).fact.kind for number in shared}
        if kinds & _TITLED:
            return True
        if claim.terms[at].stem in self._ranks or claim.terms[at].stem in self._limits:
            return False
        return bool(claim.kinds(at) & _CALLED)


class AuthorOf:
    """Refuse "author of the book X" where no one fact has an author and a book."""

    id = "title"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to an author whose work stands in facts that name no author."""
        if claim.trimmed is not None:
            return
        for at, term in enumerate(claim.terms):
            after = claim.terms[at + 1].plain if at + 1 < len(claim.terms) else ""
            if term.stem not in ("author", "editor", "inventor") or after not in ("of", "von", "de"):
                continue
            own = {key for key in (term.stem, "author", "writ", "write", "publish", "paper", "co") if key}
            work = [other for other in claim.statement.content if other > at and claim.terms[other].value is None]
            facts = frozenset(number for other in work for number in claim.carriers[other])
            texts = [claim.source(number).statement for number in facts]
            whole = [text for text in texts if own & {term.stem for term in text.terms}]
            shared = any("co" in text.stems and "co" not in claim.statement.stems for text in whole)
            made = any(claim.source(number).fact.kind == "project" for number in facts)
            if work and not made and (not whole or shared):
                words = claim.words([at, *work[:1]])
                yield Reason(rule=self.id, words=words, why=f"No fact here states {quoted(words)} together.")
