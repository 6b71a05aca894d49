"""Index the facts of a CV once, so that judging a line costs the same however long the CV is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from models.cv import CV, Education, Project, Role
from models.dates import DateRange
from models.facts import Fact, facts_of
from services.grounding.derived import as_change, as_team, derived
from services.grounding.mentions import Mention, Mentions, holds
from services.grounding.parser import Parser
from services.grounding.statement import DONE, Statement, Term
from services.grounding.text import plain
from services.grounding.tokens import normal

HEADER = frozenset({"title", "employer", "place", "dates", "project", "degree", "field", "institution", "grade"})
"""Facts that name an entry rather than say what was done in it."""
PRINTED = HEADER | {"contact", "skill"}
"""Facts that may stand in the heading of an entry."""
FREE = frozenset(
    {"skill", "language", "certification", "headline", "name", "contact", "degree", "field", "talent", "title"}
)
"""Facts that a summary may combine with any other."""

_DEGREES = ("degree:bachelor", "degree:master", "degree:doctor")
LABEL = "skill-label-"
"""Ids of the owner's labels of skill groups: they may be printed, but no line rests on them."""


class Source(NamedTuple):
    """A fact with its parsed statement."""

    fact: Fact
    statement: Statement


class View:
    """The facts that may carry a line: one role, one employer's roles, or the whole CV."""

    def __init__(self, name: str, sources: Iterable[Source]) -> None:
        self.name = name
        self.sources = tuple(sources)

    @cached_property
    def keys(self) -> dict[str, list[int]]:
        """Return for each key the numbers of the sources that carry it."""
        table: dict[str, list[int]] = {}
        for number, source in enumerate(self.sources):
            for key in source.statement.provided:
                table.setdefault(key, []).append(number)
        return table

    @cached_property
    def exact(self) -> frozenset[str]:
        """Return the folded lower-case texts of the facts."""
        return frozenset(normal(source.statement.folded) for source in self.sources)

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """Return the stems of the words of three capitals or more that the facts hold, "SKUs" by its singular too."""
        terms = [term for source in self.sources for term in source.statement.terms]
        found = {term.plain: term.stem for term in terms if len(term.text) > 2 and term.text[:3].isupper()}
        plurals = {term.plain[:-1]: term.stem for term in terms if term.text[:-1].isupper() and term.text[-1:] == "s"}
        return plurals | found

    def begins(self, number: int, start: str) -> bool:
        """Tell whether a word of a source begins so."""
        return any(term.plain.startswith(start) for term in self.sources[number].statement.terms)

    def ends(self, number: int, end: str) -> bool:
        """Tell whether the stem of a word of a source ends so."""
        return len(end) > 3 and any(term.stem.endswith(end) for term in self.sources[number].statement.terms)

    @cached_property
    def named(self) -> dict[str, frozenset[str]]:
        """Return the entries that the texts of header facts belong to: parts of two headers make no header."""
        table: dict[str, set[str]] = {}
        for source in self.sources:
            if source.fact.kind in (*HEADER, "certification") and source.fact.scope:
                table.setdefault(normal(source.statement.folded), set()).add(source.fact.scope)
        return {text: frozenset(scopes) for text, scopes in table.items()}

    def carriers(self, term: Term) -> frozenset[int]:
        """Return the numbers of the sources that carry a term."""
        keys = self.keys
        found = [keys[key] for key in term.needs if key in keys]
        return frozenset(number for numbers in found for number in numbers)

    def carries(self, term: Term) -> bool:
        """Tell whether any source carries a term."""
        return not term.needs.isdisjoint(self.keys)


class Index:
    """All facts of a CV, parsed, with the views that lines are judged against."""

    def __init__(self, cv: CV, parser: Parser) -> None:
        self.cv = cv
        self.parser = parser
        self.sources = tuple(_sources(cv, parser))
        self._views: dict[str, View] = {}

    @cached_property
    def whole(self) -> View:
        """Return the view of the whole CV."""
        return View("", self.sources)

    def view(self, scope: str) -> View:
        """Return the facts of one role, project or course of study, with the talents that name it."""
        if not scope:
            return self.whole
        if scope not in self._views:
            self._views[scope] = View(scope, self._within({scope}))
        return self._views[scope]

    def only(self, scopes: frozenset[str], *, skills: bool) -> View:
        """Return the CV without the roles and projects other than these, and without the list of skills if asked."""
        name = f"{'+'.join(sorted(scopes))}/only{skills}"
        if name not in self._views:
            others = {entry.id for entry in (*self.cv.roles, *self.cv.projects)} - scopes
            general = {"headline"} if skills else {"headline", "skill", "summary", "qualification"}
            kept = (
                source for source in self.sources if source.fact.scope not in others and source.fact.kind not in general
            )
            self._views[name] = View(name, kept)
        return self._views[name]

    def header(self, scope: str) -> View:
        """Return what names an entry: title, employer, place and dates."""
        name = f"{scope}/header"
        if name not in self._views:
            self._views[name] = View(
                name,
                (source for source in self.sources if source.fact.scope == scope and source.fact.kind in PRINTED),
            )
        return self._views[name]

    @cached_property
    def entries(self) -> tuple[Role | Project | Education, ...]:
        """Return roles, projects and education in order."""
        return (*self.cv.roles, *self.cv.projects, *self.cv.education)

    def stems(self, text: str) -> tuple[str, ...]:
        """Return the stems of a name as a statement has them, numbers included."""
        return tuple(self.parser.parse(text).stems)

    def mentions(self, stems: list[str]) -> list[Mention]:
        """Return where employers, projects, or positions after "as", are named, and which entries are meant."""
        return self._mentions.find(stems)

    @cached_property
    def _mentions(self) -> Mentions:
        texts = [(source.fact.scope, source.fact.kind, source.statement.stems) for source in self.sources]
        return Mentions(self.cv, self.parser, texts)

    def _within(self, scopes: set[str]) -> Iterator[Source]:
        talents = {fact_id for scope in scopes for fact_id in self._talents(scope)}
        for source in self.sources:
            if source.fact.scope in scopes or source.fact.id in talents:
                yield source

    def _talents(self, scope: str) -> Iterator[str]:
        entry = self.cv.scope(scope)
        if not isinstance(entry, Role):
            return
        marks = [self.stems(text) for text in (entry.employer, entry.title) if text]
        for source in self.sources:
            stems = source.statement.stems
            if source.fact.kind == "talent" and any(holds(stems, mark) for mark in marks):
                yield source.fact.id


def _sources(cv: CV, parser: Parser) -> Iterator[Source]:
    dates: dict[str, DateRange | None] = {role.id: role.dates for role in cv.roles}
    dates |= {project.id: project.dates for project in cv.projects}
    dates |= {education.id: education.dates for education in cv.education}
    dates |= {certification.id: certification.dates for certification in cv.certifications}
    team = parser.lexicons.word("team").needs | parser.lexicons.word("group").needs
    less, more = (parser.lexicons.word(word).needs for word in ("reduce", "increase"))
    graduated = {entry.id for entry in cv.education if _is_degree(parser.parse(entry.degree))}
    studied = parser.lexicons.word("graduate").needs | parser.lexicons.word("degree").needs
    for fact in facts_of(cv):
        statement = parser.parse(fact.text)
        if fact.kind == "dates":
            statement.terms.extend(_date_terms(dates.get(fact.scope)))
        as_team(statement, team)
        as_change(statement, less, more)
        statement.terms.extend(list(derived(statement)))
        if fact.kind in ("grade", "degree"):
            for other in _grades(plain(fact.text), parser.lexicons.raw("degrees")["grade_names"]):
                statement.terms.extend(parser.parse(other).terms)
        if fact.kind == "place":
            _without_degrees(statement)
        if fact.kind in ("title", "headline", "certification"):  # a learning support assistant learned nothing
            statement.grants = [max(level, DONE) for level in statement.grants]
        if fact.kind in ("degree", "field") and statement.terms and fact.scope in graduated:
            statement.terms[-1].provides |= studied
        yield Source(fact, statement)
    for number, group in enumerate(cv.skills, 1):
        if group.label:
            yield Source(Fact(id=f"{LABEL}{number}", kind="skill", text=group.label), parser.parse(group.label))


def _grades(text: str, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the other names of the grades that a fact holds: "2:1" for "MPharm, upper second class"."""
    for part in (text, *(piece.strip(" ()") for piece in re.split(r"[,()]", text))):
        if part in names:
            yield names[part]


def _is_degree(statement: Statement) -> bool:
    """Tell whether a course of study ends with a degree, which makes one a graduate."""
    return any(key in term.provides for term in statement.terms for key in _DEGREES)


def _date_terms(dates: DateRange | None) -> Iterator[Term]:
    """Yield the dates as they were understood, in case their spelling is one the parser does not read."""
    if dates is None:
        return
    if dates.start and dates.end:
        years = frozenset({f"years|{dates.start.year}|{dates.end.year}"})
        yield Term(str(dates), str(dates), str(dates), years, years)
    for moment in (dates.start, dates.end):
        if moment is not None:
            keys = {f"y|{moment.year}", f"#|{moment.year}"}
            if moment.month:
                keys.add(f"ym|{moment.year * 12 + moment.month - 1}")
            yield Term(str(moment), str(moment), str(moment), frozenset(keys), frozenset(keys))
    if dates.present:
        yield Term("present", "present", "present", frozenset({"now"}), frozenset({"now"}))


def _without_degrees(statement: Statement) -> None:
    """Keep "Boston, MA" from carrying a Master of Arts."""
    for term in statement.terms:
        if term.strict:
            kept = (key for key in term.provides if not key.startswith("degree:"))
            term.provides = frozenset((*kept, f"place:{term.stem}"))
