"""Names: several capitalised words in a row are one name, and who somebody worked for is an employer of the CV."""

from collections.abc import Iterator
from itertools import pairwise

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.statement import Term

_FOR = frozenset(("at", "for", "with", "bei", "beim", "chez", "en", "w"))
_WORKED = frozenset(
    ("work", "worked", "working", "employed", "joined", "arbeitete", "angestellt", "tatig", "travaille")
)
_HIRED = frozenset(
    ("employer", "title", "project", "contact", "summary", "qualification", "talent", "other", "headline")
)

_NEAR = 4
_NAMED = frozenset(("skill", "certification"))


class NameRun:
    """Refuse a name put together from words that no fact has side by side: "Kestrel Engineering"."""

    id = "name"

    def __init__(self, lexicons: Lexicons) -> None:
        self._languages = lexicons.table("languages", "names")
        self._german = lexicons.language == "de"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each run of capitalised words, all carried, that stands in this order in no fact."""
        folded = claim.statement.folded
        if claim.trimmed is not None or self._german or folded.upper() == folded:
            return
        yield from self._lengthened(claim)
        yield from self._awards(claim)
        yield from self._adverbs(claim)
        for run in self._runs(claim):
            if all(claim.together_in_order(first, second) for first, second in pairwise(run)):
                continue
            if len(run) == 2 and self._with_tool(claim, run):
                continue
            if any(
                claim.source(number).fact.kind == "certification"
                for number in frozenset.intersection(*(claim.carriers[at] for at in run))
            ):  # the words of a certificate in another order
                continue
            words = claim.words(run)
            claim.explained.update(run)
            yield Reason(rule=self.id, words=words, why=f"No fact here has the name {quoted([' '.join(words)])}.")

    def _with_tool(self, claim: Claim, run: list[int]) -> bool:
        """Tell whether "Postman API" is a tool and what one fact did with it: an acronym is no name."""
        tool = any(key.startswith("tool:") for key in claim.terms[run[0]].needs) or claim.kinds(run[0]) & _NAMED
        return (
            bool(tool) and claim.terms[run[1]].text.isupper() and bool(claim.carriers[run[0]] & claim.carriers[run[1]])
        )

    def _lengthened(self, claim: Claim) -> Iterator[Reason]:
        """Object to "Figma Make" where the facts say "Figma": a word that states nothing may end a name."""
        if not any(term.text.islower() and not term.neutral for term in claim.terms):
            return
        for before, at in pairwise(range(len(claim.terms))):
            term, previous = claim.terms[at], claim.terms[before]
            tool = any(key.startswith("tool:") for key in previous.needs) or claim.kinds(before) & _NAMED
            named = before and previous.text[:1].isupper() and not previous.neutral and claim.carriers[before] and tool
            ends = term.neutral and term.text.istitle() and term.joined and len(term.text) > 2
            if named and ends and not claim.together_in_order(before, at):
                words = claim.words([before, at])
                yield Reason(rule=self.id, words=words, why=f"No fact here has the name {quoted([' '.join(words)])}.")

    def _awards(self, claim: Claim) -> Iterator[Reason]:
        """Object to "Rep of the Year" where the facts say "Rep of the Quarter"."""
        terms = claim.terms
        for at in range(1, len(terms) - 2):
            if (terms[at].plain, terms[at + 1].plain) != ("of", "the") or terms[at - 1].text.islower():
                continue
            pair = (at - 1, at + 2)
            named = all(terms[one].text[:1].isupper() and claim.carriers[one] for one in pair)
            named = named and terms[at - 1].needs.isdisjoint(terms[at + 2].needs)  # the long form of "MICE"
            shared = any(
                "of" in [term.plain for term in self._between(claim, number, pair)]
                for number in claim.carriers[at - 1] & claim.carriers[at + 2]
            )
            if named and not shared and terms[at + 2].sentence == terms[at - 1].sentence:
                words = claim.words(range(at - 1, at + 3))
                yield Reason(rule=self.id, words=words, why=f"No fact here has the name {quoted([' '.join(words)])}.")

    def _adverbs(self, claim: Claim) -> Iterator[Reason]:
        """Object to "Dentally" where the facts say "dental": a capital inside a sentence makes an adverb a name."""
        if not any(term.text.islower() and not term.neutral for term in claim.terms):
            return
        for at, term in enumerate(claim.terms):
            opens = not at or claim.terms[at - 1].sentence != term.sentence
            if opens or not term.text.istitle() or not term.plain.endswith("ly") or term.neutral:
                continue
            said = (other.plain for number in claim.carriers[at] for other in claim.matches(at, number))
            if claim.carriers[at] and term.plain not in said:
                yield Reason(rule=self.id, words=(term.text,), why=f"No fact here has the name {quoted([term.text])}.")

    @staticmethod
    def _between(claim: Claim, number: int, pair: tuple[int, int]) -> list[Term]:
        """Return what stands between two words in a source."""
        terms = claim.source(number).statement.terms
        first, last = (claim.places(one, number) for one in pair)
        spans = [terms[start:end] for start in first for end in last if 0 < end - start <= _NEAR]
        return min(spans, key=len, default=[])

    def _runs(self, claim: Claim) -> Iterator[list[int]]:
        run: list[int] = []
        for at, term in enumerate(claim.terms):
            capital = term.text[:1].isupper() and term.value is None and not term.neutral and not term.verbal
            if run and not (capital and term.joined and run[-1] == at - 1):
                if len(run) > 1:
                    yield run
                run = []
            if capital and claim.carriers[at] and not term.strict and term.stem not in self._languages:
                run.append(at)
        if len(run) > 1:
            yield run


class WorkedFor:
    """Refuse "worked for X" and "teacher at X" where X is a client, a school or a tool of the CV, not an employer."""

    id = "employer"

    def __init__(self, lexicons: Lexicons) -> None:
        self._nouns = lexicons.table("titles", "nouns")

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each name after "at" or "for" that no fact has as the place of that work."""
        if claim.view.name or claim.trimmed is not None:
            return
        for at in range(1, len(claim.terms) - 1):
            if claim.terms[at].plain not in _FOR:
                continue
            name = at + 1
            while name < len(claim.terms) - 1 and claim.terms[name].plain in ("the", "der", "dem", "die", "la", "le"):
                name += 1
            before = claim.terms[at - 1]
            post = before.stem in self._nouns and not before.plain.endswith("s") and claim.terms[at].plain != "with"
            if not (post or before.plain in _WORKED) or before.sentence != claim.terms[name].sentence:
                continue
            term = claim.terms[name]
            if not term.text[:1].isupper() or not claim.carriers[name] or term.value is not None:
                continue
            kinds = claim.kinds(name)
            if kinds & _HIRED or claim.carriers[name] & claim.carriers[at - 1] or kinds & {"place"}:
                continue
            words = claim.words([at - 1, name])
            yield Reason(rule=self.id, words=words, why=f"The CV names no employer {quoted(words[1:])}.")
