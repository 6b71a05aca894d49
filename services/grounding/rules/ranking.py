"""Superlatives, ranks and words that widen: best, award-winning, first, all, single-handedly."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.phrases import Phrases
from services.grounding.statement import Term
from services.grounding.text import fold, plain
from services.grounding.tokens import tokenise

_PRIZES = frozenset(("award", "awards", "prize", "winner", "finalist", "champion", "medal"))
"""Ranks that are nouns of their own: what comes after them they do not rank."""

_SHORTLISTED = frozenset(
    ("shortlisted", "nominated", "nominee", "finalist", "finalists", "commended", "runner", "second", "third")
)

_TIMES = frozenset(("day", "month"))
"""Units of time: "every two weeks" counts, and widens nothing."""


class Ranking:
    """Refuse words that rank or widen when no fact about the same thing has them."""

    def __init__(self, rule: str, what: str, lexicons: Lexicons, key: str) -> None:
        self.id = rule
        self._what = what
        self._phrases = plain_phrases(lexicons, key)
        self._endings = key == "superlative"
        self._english = not lexicons.own
        self._est = frozenset(lexicons.listed("grammar", "est"))

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each ranking or widening phrase that no fact carries as a whole."""
        words = [term.plain for term in claim.terms]
        spans = list(self._phrases.find(words))
        if self._endings:
            spans += [(at, at + 1) for at, word in enumerate(words) if self._superlative(word) or _most(words, at)]
        for start, end in spans:
            if end - start == 1 and claim.terms[start].verbal:
                continue
            if self._counts(claim, start, end):
                claim.explained.update(range(start, end))
                continue
            if self._carried(claim, start, end) or self._won(claim, start):
                continue
            claim.explained.update(range(start, end))
            text = " ".join(claim.words(range(start, end)))
            yield Reason(rule=self.id, words=(text,), why=f"No fact here carries the {self._what} {quoted([text])}.")

    def _won(self, claim: Claim, at: int) -> bool:
        """Tell whether a fact is the prize that the line says its owner won, and no place on its shortlist."""
        prizes = [n for n in claim.statement.content if n > at and claim.terms[n].plain in ("award", "prize")]
        if claim.terms[at].plain != "winner" or not prizes:
            return False
        claim.explained.add(at)
        near = [n for n in claim.statement.content if at < n < prizes[0] + 2 and claim.carriers[n]]
        shared = frozenset.intersection(*(claim.carriers[n] for n in near)) if prizes[0] in near else ()
        return any(
            claim.source(n).fact.kind == "other"
            and _SHORTLISTED.isdisjoint(term.plain for term in claim.source(n).statement.terms)
            for n in shared
        )

    def _counts(self, claim: Claim, start: int, end: int) -> bool:
        """Tell whether a word counts and does not rank: "45-strong", "in total", "every month"."""
        terms, word = claim.terms, claim.terms[start].plain
        before = terms[start - 1] if start else None
        after = terms[end] if end < len(terms) else None
        time = after is not None and (after.period or (after.value is not None and after.value.unit in _TIMES))
        if time and not self._endings:
            return True
        if word == "strong":
            return before is not None and before.value is not None
        valued = any(term.value is not None for term in terms if term.sentence == terms[start].sentence)
        summed = (before is not None and before.plain == "in") or (after is not None and after.plain == "of")
        return word == "total" and valued and summed

    def _carried(self, claim: Claim, start: int, end: int) -> bool:
        """Tell whether a fact has the phrase, and before the same noun when a noun follows it."""
        shared = frozenset.intersection(*(self._carriers(claim, at) for at in range(start, end)))
        nouns = [
            at
            for at in range(end, min(end + 3, len(claim.terms)))
            if claim.terms[at].clause == claim.terms[start].clause
            and claim.carriers[at]
            and not claim.terms[at].neutral
            and not claim.terms[at].verbal
        ]
        if claim.terms[end - 1].plain in _PRIZES or claim.terms[start].value is not None:  # "24/7"
            return bool(shared)
        if not nouns:
            said = claim.statement.clause(claim.terms[start].clause)
            about = [at for at in said if not start <= at < end and claim.carriers[at]]
            return bool(shared) and (not about or any(shared & claim.carriers[at] for at in about))
        return any(
            self._near(claim, end - 1, noun, number) for noun in nouns for number in shared & claim.carriers[noun]
        )

    def _carriers(self, claim: Claim, at: int) -> frozenset[int]:
        """Return the sources that carry a term; a rank has no equals: "award" is not "grant"."""
        if not self._endings:
            return claim.carriers[at]
        needs = {key for key in claim.terms[at].needs if not key.startswith("=")}
        return frozenset(
            number
            for number in claim.carriers[at]
            if not claim.view.sources[number].statement.provided.isdisjoint(needs)
        )

    def _near(self, claim: Claim, last: int, noun: int, number: int) -> bool:
        terms = claim.source(number).statement.terms
        ranks, nouns = claim.places(last, number), claim.places(noun, number)
        return any(
            0 <= after - before <= 4 and not any(_counts(term) for term in terms[before + 1 : after])
            for before in ranks
            for after in nouns
        )

    def _superlative(self, word: str) -> bool:
        return self._english and len(word) > 5 and word.endswith("est") and word not in self._est


def _most(words: list[str], at: int) -> bool:
    """Tell whether "most" ranks: "the most experienced", not "most of" or "the most recent"."""
    after = words[at + 1] if at + 1 < len(words) else "of"
    return words[at] == "most" and at > 0 and words[at - 1] in ("the", "our", "its") and after not in ("of", "recent")


def _counts(term: Term) -> bool:
    """Tell whether a term between "every" and its noun narrows it: "every third weekend"."""
    return term.value is not None or any(key.startswith("nth|") for key in term.provides)


def plain_phrases(lexicons: Lexicons, key: str) -> Phrases:
    """Return phrases that are found by their words as they stand: "leading to" is not "led to"."""
    phrases = lexicons.listed("words", key)
    return Phrases(tuple(plain(token.text) for token in tokenise(fold(phrase))) for phrase in phrases)
