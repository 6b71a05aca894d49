"""Superlatives, ranks and words that widen: best, award-winning, first, all, single-handedly."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons, Phrases
from services.grounding.text import fold, plain
from services.grounding.tokens import tokenise


class Ranking:
    """Refuse words that rank or widen when no fact about the same thing has them."""

    def __init__(self, rule: str, what: str, lexicons: Lexicons, key: str) -> None:
        self.id = rule
        self._what = what
        self._phrases = Phrases(
            tuple(plain(token.text) for token in tokenise(fold(phrase))) for phrase in lexicons.list("words", key)
        )
        self._endings = key == "superlative"
        self._est = frozenset(lexicons.list("grammar", "est"))

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each ranking or widening phrase that no fact carries as a whole."""
        words = [term.plain for term in claim.terms]
        spans = list(self._phrases.find(words))
        if self._endings:
            spans += [(at, at + 1) for at, word in enumerate(words) if self._superlative(word)]
        for start, end in spans:
            if end - start == 1 and claim.terms[start].verbal and words[start].endswith("ing"):
                continue
            if self._carried(claim, start, end):
                continue
            claim.explained.update(range(start, end))
            text = " ".join(claim.words(range(start, end)))
            yield Reason(rule=self.id, words=(text,), why=f"No fact here carries the {self._what} {quoted([text])}.")

    def _carried(self, claim: Claim, start: int, end: int) -> bool:
        shared = frozenset.intersection(*(claim.carriers[at] for at in range(start, end)))
        if not shared:
            return False
        clause = [
            at
            for at in claim.statement.clause(claim.terms[start].clause)
            if not start <= at < end and claim.carriers[at]
        ]
        return not clause or any(shared & claim.carriers[at] for at in clause)

    def _superlative(self, word: str) -> bool:
        return len(word) > 5 and word.endswith("est") and word not in self._est
