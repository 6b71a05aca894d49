"""Opposites: "behind schedule" for "ahead of schedule", "senior" for "junior": small words that turn a fact round."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.phrases import Phrases
from services.grounding.text import plain


class Opposites:
    """Refuse a word where the facts about the same things have its opposite and never the word itself."""

    id = "opposite"

    def __init__(self, lexicons: Lexicons) -> None:
        self._sides: dict[tuple[str, ...], list[tuple[Phrases, Phrases]]] = {}
        every: list[tuple[str, ...]] = []
        for row in lexicons.raw("words")["opposites"]:
            one, other = (_phrases(side) for side in row.split("|"))
            for mine, theirs in ((one, other), (other, one)):
                pair = (Phrases(mine), Phrases(theirs))
                every += mine
                for phrase in mine:
                    self._sides.setdefault(phrase, []).append(pair)
        self._all = Phrases(every)

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each word whose opposite stands in its place in the facts that carry its neighbours."""
        if claim.trimmed is not None:
            return
        words = [term.plain for term in claim.terms]
        for start, end in self._all.find(words):
            pairs = self._sides[tuple(words[start:end])]
            said = claim.words(range(start, end))
            for mine, theirs in pairs:
                if any(True for _ in theirs.find(words)):
                    continue
                if self._turned(claim, start, end, mine, theirs):
                    claim.explained.update(range(start, end))
                    yield Reason(rule=self.id, words=said, why=f"The facts say the opposite of {quoted(said)}.")
                    break

    def _turned(self, claim: Claim, start: int, end: int, mine: Phrases, theirs: Phrases) -> bool:
        clause = claim.terms[start].clause
        near = [
            at
            for at in claim.statement.content
            if not start <= at < end and claim.carriers[at] and abs(claim.terms[at].clause - clause) <= 1
        ]
        counts: dict[int, int] = {}
        for at in near:
            weight = 2 if claim.terms[at].clause == clause else 1
            for number in claim.carriers[at]:
                counts[number] = counts.get(number, 0) + weight
        if not counts:
            return False
        most = max(counts.values())
        best = [number for number, count in counts.items() if count == most]
        found = [[term.plain for term in claim.source(number).statement.terms] for number in best]
        same = any(True for words in found for _ in mine.find(words))
        return not same and all(any(True for _ in theirs.find(words)) for words in found)


def _phrases(side: str) -> list[tuple[str, ...]]:
    return [tuple(plain(phrase).split()) for phrase in side.split(",") if phrase.strip()]
