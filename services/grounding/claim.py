"""A claim: one statement set against the facts that may carry it. Rules read it and object."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from models.item import Reason
from services.grounding.index import FREE, HEADER, Index, Source, View
from services.grounding.lexicons import Lexicons
from services.grounding.statement import Statement, Term

_ENDS = frozenset(
    ("in", "on", "at", "to", "from", "with", "by", "per", "as", "into", "onto", "over", "under", "between", "among",
     "through", "during", "within", "without", "against", "across", "about", "after", "before", "since", "until",
     "than", "that", "which", "who", "and", "or", "but", "while", "including", "using", "is", "are", "was", "were")
)  # fmt: skip
"""Words that end what a verb governs."""
_ENDS_ELSEWHERE = frozenset(
    ("mit", "bei", "beim", "im", "an", "am", "auf", "aus", "fur", "durch", "nach", "uber", "unter", "zum", "zur",
     "avec", "chez", "dans", "en", "pour", "par", "sur", "sous", "con", "para", "por", "sobre", "z", "w", "na", "dla",
     "przy", "przez")
)  # fmt: skip

_ARTICLE = 3
_THROUGH = frozenset(("through", "during", "into", "towards", "throughout"))
_PASSIVE = frozenset(("is", "are", "was", "were", "been", "being", "be"))


@dataclass
class Claim:
    """A statement, the view it is judged against, and what rules have said about it so far.

    `explained` holds positions of terms that an earlier rule has named, so that no word is objected to twice.
    """

    statement: Statement
    view: View
    index: Index
    explained: set[int] = field(default_factory=set)

    @property
    def lexicons(self) -> Lexicons:
        """Return the lexicons in force."""
        return self.index.parser.lexicons

    @property
    def terms(self) -> list[Term]:
        """Return the terms of the statement."""
        return self.statement.terms

    @property
    def whole(self) -> bool:
        """Tell whether more than one entry may carry it."""
        return not self.view.name or "/only" in self.view.name

    @cached_property
    def carriers(self) -> list[frozenset[int]]:
        """Return for each term the numbers of the sources that carry it."""
        return [self.view.carriers(term) for term in self.terms]

    def about(self, at: int, number: int) -> bool:
        """Tell whether a source carries a term by its own meaning, not as one of what a general word takes in."""
        needs = {key for key in self.terms[at].needs if key[0] != ">"}
        return number in self.carriers[at] and not needs.isdisjoint(self.source(number).statement.provided)

    @cached_property
    def missing(self) -> list[int]:
        """Return the positions of the terms that state something no source carries. Values are not among them."""
        return [
            at for at in self.statement.content if self.terms[at].value is None and not self.carriers[at]
        ]  # fmt: skip

    @cached_property
    def named(self) -> frozenset[int]:
        """Return the positions of the names of employers and projects."""
        mentions = self.index.mentions(self.statement.stems)
        return frozenset(at for mention in mentions for at in range(mention.start, mention.end))

    @property
    def open(self) -> list[int]:
        """Return the missing terms that no rule has named yet."""
        return [at for at in self.missing if at not in self.explained]

    @cached_property
    def trimmed(self) -> int | None:
        """Return the source that the statement is a shortened copy of, word for word in its order."""
        content = self.statement.content
        if not content:
            return None
        shared = frozenset.intersection(*(self.carriers[at] for at in content))
        return next((number for number in sorted(shared) if self._follows(number)), None)

    def _follows(self, number: int) -> bool:
        source = iter(self.view.sources[number].statement.terms)
        return all(any(_same(term, other) for other in source) for term in self.terms)

    @cached_property
    def clauses(self) -> list[list[int]]:
        """Return the positions of the content terms, clause by clause, empty ones left out."""
        table: dict[int, list[int]] = {}
        for at in self.statement.content:
            table.setdefault(self.terms[at].clause, []).append(at)
        return [table[number] for number in sorted(table)]

    def matches(self, at: int, number: int) -> Iterable[Term]:
        """Yield the terms of a source that carry a term of the statement."""
        needs = self.terms[at].needs
        return (term for term in self.view.sources[number].statement.terms if not needs.isdisjoint(term.provides))

    def places(self, at: int, number: int) -> list[int]:
        """Return the positions in a source of the terms that carry a term of the statement."""
        needs = self.terms[at].needs
        terms = self.view.sources[number].statement.terms
        return [place for place, term in enumerate(terms) if not needs.isdisjoint(term.provides)]

    def source(self, number: int) -> Source:
        """Return a source of the view."""
        return self.view.sources[number]

    def object_of(self, at: int) -> list[int]:
        """Return what a verb governs: the first run of content terms after it. "Built and ran X" shares one object."""
        clause, sentence = self.terms[at].clause, self.terms[at].sentence
        found: list[int] = []
        if at and (self.terms[at - 1].plain in _PASSIVE or self._final(at)):
            before = (other for other in range(at) if self.terms[other].clause == clause)
            return [other for other in before if not self.terms[other].neutral and self.terms[other].value is None]
        for after in range(at + 1, len(self.terms)):
            term = self.terms[after]
            if term.sentence != sentence or term.clause > clause + (0 if found else 2):
                break
            if not term.neutral and not term.verbal and term.value is None:
                found.append(after)
            elif found and term.value is None and (not term.neutral or term.plain in self._ends):
                break
            elif term.plain in _THROUGH and after - at > 1:
                break  # "led the practice through …": a noun that states nothing is governed too
        return found

    def _final(self, at: int) -> bool:
        """Tell whether a participle ends its clause: "Fahrten geplant", "photos prises": its object is before it."""
        ends = at + 1 == len(self.terms) or self.terms[at + 1].clause != self.terms[at].clause
        joined = at > 0 and self.terms[at - 1].clause == self.terms[at].clause and not self.terms[at - 1].neutral
        return bool(self.lexicons.own) and ends and joined and self.terms[at].text.islower()

    @property
    def _ends(self) -> frozenset[str]:
        return _ENDS | _ENDS_ELSEWHERE if self.lexicons.own else _ENDS

    def kinds(self, at: int) -> set[str]:
        """Return the kinds of the facts that carry a term."""
        return {self.source(number).fact.kind for number in self.carriers[at]}

    def together(self, first: int, second: int, *, free: bool = True) -> bool:
        """Tell whether some source carries both terms, or two sources that may be combined."""
        one, two = self.carriers[first], self.carriers[second]
        if not one or not two or one & two:
            return True
        kinds = [self.kinds(first), self.kinds(second)]
        if self.whole:
            scopes = [{self.source(number).fact.scope for number in side} - {""} for side in (one, two)]
            return bool(scopes[0] & scopes[1]) or (free and bool(kinds[0] & FREE or kinds[1] & FREE))
        return bool(kinds[0] & HEADER) or bool(kinds[1] & HEADER)

    def together_in_order(self, first: int, second: int) -> bool:
        """Tell whether some fact has the two terms next to each other, in this order."""
        for number in self.carriers[first] & self.carriers[second]:
            terms = self.source(number).statement.terms
            literal = {key for key in self.terms[second].needs if key[:2] != "#|"}  # "Developer II" is not two of them
            before = [at for at, term in enumerate(terms) if not self.terms[first].needs.isdisjoint(term.provides)]
            if any(not literal.isdisjoint(term.provides) for at in before for term in terms[at : at + 3]):
                return True
        return False

    def words(self, positions: Iterable[int]) -> tuple[str, ...]:
        """Return the texts of terms as they stand in the line."""
        return tuple(self.terms[at].text for at in positions)


def _same(term: Term, other: Term) -> bool:
    return term.stem == other.stem or (term.value is not None and not term.needs.isdisjoint(other.provides))


class Rule(Protocol):
    """One reason for which a line may be refused. `id` is stable: people and scripts read it."""

    id: str

    def object(self, claim: Claim) -> Iterable[Reason]:
        """Yield a reason, in one sentence that names the words, for each objection; nothing when there is none."""
        ...


def quoted(words: Iterable[str]) -> str:
    """Return words for a sentence: “a”, “b”."""
    return ", ".join(f"“{word}”" for word in words)
