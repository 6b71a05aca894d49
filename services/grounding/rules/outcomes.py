"""Outcomes and purposes: "cutting costs by…", "resulting in…" must come from the fact they are attached to."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.rules.ranking import plain_phrases

_GAINS = frozenset(("%", "pp"))
"""Units of what comes of something."""

_CAUSES = frozenset(("through", "by", "thanks", "owing", "due", "because", "via"))
_NOUNS = frozenset(("results", "result", "leads", "lead"))
"""Words that are verbs only after a relative: "reported results in the system" names no outcome."""
_RELATIVES = frozenset(("which", "that", "and", "this"))


class Outcome:
    """Refuse an outcome that no fact states of the thing it is attached to."""

    id = "outcome"

    def __init__(self, lexicons: Lexicons) -> None:
        self._outcome = lexicons.table("words", "outcome")
        self._purpose = plain_phrases(lexicons, "purpose")

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each clause of outcome that is new, or that a fact about something else states."""
        yield from self._caused(claim)
        yield from self._by_means(claim)
        for start, end in self._clauses(claim):
            positions = [at for at in claim.statement.content if start <= at < end]
            before = [
                at for at in claim.statement.content
                if at < start and claim.terms[at].sentence == claim.terms[start].sentence
            ]  # fmt: skip
            new = [at for at in positions if at in claim.open or self._noun_only(claim, at, start)]
            if not new and self._attached(claim, positions, before):
                continue
            claim.explained.update(new)
            words = claim.words(new or positions)
            why = "No fact here states the outcome" if new else "No fact ties to the rest of the line the outcome"
            if words:
                yield Reason(rule=self.id, words=words, why=f"{why} {quoted(words)}.")

    def _caused(self, claim: Claim) -> Iterator[Reason]:
        """Object to "through X, Y" at the start of a line where no fact has anything of both."""
        terms = claim.terms
        if claim.trimmed is not None or terms[0].plain not in _CAUSES:
            return
        comma = claim.statement.folded.find(",")
        front = [at for at in claim.statement.content if claim.terms[at].end <= comma and claim.carriers[at]]
        rest = [
            at
            for at in claim.statement.content
            if terms[at].start > comma > 0 and terms[at].sentence == terms[0].sentence and claim.carriers[at]
        ]
        tied = any(claim.carriers[one] & claim.carriers[two] for one in front for two in rest)
        if front and rest and not tied:
            words = claim.words(front)
            yield Reason(rule=self.id, words=words, why=f"No fact ties the rest of the line to {quoted(words)}.")

    def _by_means(self, claim: Claim) -> Iterator[Reason]:
        """Object to "… by moving the archive" where that is of another fact than what came of it."""
        terms = claim.terms
        if claim.trimmed is not None:
            return
        for at in range(1, len(terms) - 1):
            if terms[at].plain != "by" or terms[at + 1].form != "ing":
                continue
            same = [other for other in claim.statement.content if terms[other].sentence == terms[at].sentence]
            same = [other for other in same if claim.carriers[other] and terms[other].value is None]
            before = [other for other in same if other < at and not terms[other].verbal]
            after = [other for other in same if other > at]
            tied = any(claim.carriers[one] & claim.carriers[two] for one in before for two in after)
            if before and after and not tied:
                words = claim.words(after)
                yield Reason(rule=self.id, words=words, why=f"No fact ties the rest of the line to {quoted(words)}.")

    def _clauses(self, claim: Claim) -> Iterator[tuple[int, int]]:
        stems, terms = claim.statement.stems, claim.terms
        starts = {
            start
            for start, _ in self._purpose.find([term.plain for term in terms])
            if terms[start].plain not in _NOUNS or (start and terms[start - 1].plain in _RELATIVES)
        }
        for start, _ in self._outcome.find(stems):
            term = terms[start]
            absolute = next((at for at in range(start - 1, max(start - 5, 0), -1) if terms[at].plain == "with"), 0)
            if absolute and term.form == "ing" and terms[absolute].clause == term.clause:  # "with complaints falling"
                starts.add(absolute)
            opens = start > 0 and (term.form == "ing" or terms[start - 1].plain in ("to", "which", "that"))
            opens = opens and not (start > 1 and terms[start - 1].plain == "to" and terms[start - 2].claim is not None)
            if opens and term.verbal and term.clause >= terms[0].clause:
                starts.add(start)
        starts |= {start for start, _ in self._outcome.find(stems) if self._has_subject(claim, start)}
        for at in range(1, len(terms)):
            figure = any(
                term.value is not None and term.value.unit in _GAINS and term.clause == terms[at].clause
                for term in terms[at:]
            )
            if figure and terms[at].form == "ing" and terms[at].verbal and terms[at].clause > terms[at - 1].clause:
                starts.add(at)
        ends = sorted(starts)
        for number, start in enumerate(ends):
            if start == 0 and terms[0].form != "":
                continue
            yield start, ends[number + 1] if number + 1 < len(ends) else len(terms)

    def _has_subject(self, claim: Claim, start: int) -> bool:
        """Tell whether a thing, and not the owner, is what the verb says it of: "my teaching lifted satisfaction"."""
        term = claim.terms[start]
        said = [other for other in claim.terms[:start] if other.clause == term.clause]
        acts = [other for other in said if other.verbal and not (other.form == "ing" and other is said[0])]
        own = acts or any(other.plain in ("i", "we", "and", "to") for other in said)
        return term.verbal and term.form == "past" and not own and any(not other.neutral for other in said)

    def _noun_only(self, claim: Claim, at: int, start: int) -> bool:
        """Tell whether the verb of an outcome is carried by nouns of like meaning alone: "falls" reduced nothing."""
        term = claim.terms[at]
        if not term.verbal or at > start + 1 or not claim.carriers[at]:
            return False
        found = [other for number in claim.carriers[at] for other in claim.matches(at, number)]
        return not any(other.verbal or other.form != "base" or other.stem == term.stem for other in found)

    def _attached(self, claim: Claim, positions: list[int], before: list[int]) -> bool:
        if claim.trimmed is not None or not positions:
            return True
        carried = [claim.carriers[at] for at in positions if claim.carriers[at]]
        if not carried:
            return True
        shared = frozenset.intersection(*carried) or frozenset.union(*carried)
        things = [at for at in before if not claim.terms[at].verbal and claim.carriers[at]]
        before = things or before
        tied = [at for at in before if claim.carriers[at] & shared]
        own = any(claim.terms[at].stem in claim.source(number).statement.stems for at in tied for number in shared)
        return not before or own or len(tied) > 1 or len(tied) * 2 >= len(before)
