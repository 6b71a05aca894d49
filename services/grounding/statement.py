"""A statement: one line, its terms with what must carry them, its clauses and how much they claim."""

from dataclasses import dataclass, field
from functools import cached_property

from services.grounding.value_keys import Value

HELPED, DONE, LED, FOUNDED = 1, 2, 4, 5
"""Levels of responsibility: learned (0), helped, did, coordinated (3), led, founded. DONE names no more and no less."""


@dataclass(slots=True)
class Term:
    """One word or value of a statement.

    `needs`: any of these keys, carried by a fact, carries the term. `provides`: the keys it carries as part of a
    fact. `clause` counts from 0; `claim` and `grant` are the responsibility it claims, or lets others claim.
    """

    text: str
    plain: str
    stem: str
    needs: frozenset[str]
    provides: frozenset[str]
    neutral: bool = False
    value: Value | None = None
    clause: int = 0
    sentence: int = 0
    linked: bool = False
    negated: bool = False
    strict: str = ""
    claim: int | None = None
    grant: int | None = None
    verbal: bool = False
    form: str = ""
    """`past`, `ing` or `base` for a word of the lexicon of verbs."""
    start: int = 0
    end: int = 0
    """Where it stands in the folded text."""
    step: str = ""
    """Of a value: `by`, `to` or `from`, when that stands before it."""
    qualifier: str = ""
    """Of a value: `<` up to, `>` more than, `~` about, `-` the end of a range, `` exactly."""
    period: str = ""
    """`per:month` for "monthly", or for "month" in "a month"."""
    origins: tuple[int, ...] = ()
    """Of a value computed from others: the positions of those it counts the same things as."""
    hyphen: bool = False
    """A hyphen ties it to the next word."""
    joined: bool = False
    """Nothing stands between it and the term before: no break, no function word."""

    @property
    def plural(self) -> bool:
        """Tell whether a word is an English plural: its stem has lost the s."""
        return self.plain.endswith("s") and not self.stem.endswith("s")

    @property
    def year(self) -> bool:
        """Tell whether a value names a year, alone or with a month."""
        return self.value is not None and any(key[0] == "y" for key in self.needs)


@dataclass
class Statement:
    """One line of a CV or of a draft, parsed. `claims` and `grants` are levels of responsibility per clause."""

    text: str
    folded: str
    terms: list[Term]
    claims: list[int] = field(default_factory=list)
    grants: list[int] = field(default_factory=list)

    @cached_property
    def stems(self) -> list[str]:
        """Return the stems of all terms in order."""
        return [term.stem for term in self.terms]

    @cached_property
    def content(self) -> list[int]:
        """Return the positions of the terms that state something."""
        return [at for at, term in enumerate(self.terms) if not term.neutral]

    @cached_property
    def provided(self) -> frozenset[str]:
        """Return every key the statement carries."""
        return frozenset(key for term in self.terms for key in term.provides)

    def clause(self, number: int) -> list[int]:
        """Return the positions of the content terms of a clause."""
        return [at for at in self.content if self.terms[at].clause == number]
