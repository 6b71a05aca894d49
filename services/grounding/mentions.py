"""Find where a line names an employer, a project or a position: what it says there belongs to that entry alone."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from re import sub
from typing import NamedTuple

from models.cv import CV
from services.grounding.parser import Parser
from services.grounding.text import plain

Table = dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]
"""Names as stems with the ids of the entries meant, by their first stem, the longest first."""
_LEGAL = (
    r",?\s+(?:S\. ?L\.(?: ?U\.)?|SLU?|S\. ?A\.|SARL|SAS|SA|EURL|SCOP|(?:mbH|GmbH|AG|KG|OHG|SE|UG)(?: & Co\.? ?KG)?"
    r"|e\. ?K\.|e\. ?V\.|[Ss]p\. ?z ?o\. ?o\.|[Ss]p\. ?[jk]\.|Ltd\.?|Limited|PLC|plc|LLC|Inc\.?)$"
)
"""What law adds to the name of a firm; the firm is named without it."""
_LOCATED = frozenset(("place", "employer", "contact"))
ARTICLES = frozenset(("a", "an", "the", "ein", "eine", "un", "une", "una"))
_AND = frozenset(("and", "und", "et", "y", "e", "i", "oraz", "then", "later", "&"))


class Mention(NamedTuple):
    """Where a name stands among the terms of a line, and the ids of the roles or projects it may mean."""

    start: int
    end: int
    scopes: frozenset[str]
    title: bool = False
    """Whether a title alone says who is meant."""


class Mentions:
    """The names of a CV: employers, projects, titles, and towns of roles."""

    def __init__(self, cv: CV, parser: Parser, texts: Iterable[tuple[str, str, list[str]]]) -> None:
        self._cv = cv
        self._parser = parser
        self._texts = tuple(texts)
        self._posts = parser.lexicons.table("titles", "nouns"), parser.lexicons.table("titles", "limits")

    def find(self, stems: list[str]) -> list[Mention]:
        """Return what is named, in order; names in a list, and a title with its employer, are one mention."""
        places, titles = [], []
        for at, stem in enumerate(stems):
            if found := _match(self._named, stems, at):
                places.append(Mention(at, at + found[0], found[1]))
            elif stem == "in" and (place := self._place(stems, at)):
                places.append(place)
            elif stem == "as" and (title := self._title(stems, at)):
                titles.append(title)
        return _joined([*_lists(stems, places), *titles], stems)

    def _place(self, stems: list[str], at: int) -> Mention | None:
        """Return the towns after "in": "in York and Whitby"."""
        end, scopes, start = at, frozenset[str](), at + 1
        while found := _match(self._towns, stems, start):
            end, scopes = start + found[0], scopes | found[1]
            start = end + (stems[end : end + 1] != [] and stems[end] in _AND)
        return Mention(at, end, scopes) if scopes else None

    def _title(self, stems: list[str], at: int) -> Mention | None:
        """Return the titles after "as": "as financial controller, finance manager and audit senior"."""
        end, scopes = at, frozenset[str]()
        start = at + 1
        while True:
            while start < len(stems) and stems[start] in (ARTICLES | _AND if scopes else ARTICLES):
                start += 1
            found = _match(self._titles, stems, start)
            if not found:
                return Mention(at, end, scopes, title=True) if scopes else None
            start = end = start + found[0]
            scopes |= found[1]

    @cached_property
    def _named(self) -> Table:
        """Return the names of employers and projects: in full, and as far as a word that nothing else has."""
        named: dict[tuple[str, ...], set[str]] = {}
        for role in self._cv.roles:
            for name in {role.employer, sub(_LEGAL, "", role.employer)}:
                self._add(named, name, role.id)
        for project in self._cv.projects:
            name = sub(r"\(.*?\)", "", project.name)
            for piece in (name, *name.split(",")):
                self._add(named, piece, project.id, project=True)
        return _table(named)

    def _add(self, named: dict[tuple[str, ...], set[str]], name: str, scope: str, *, project: bool = False) -> None:
        phrase = self._stems(name)
        if not phrase or (project and not self._only_there(phrase, scope)):
            return
        if len(phrase) > 1 or not project:
            named.setdefault(phrase, set()).add(scope)
        words = name.split()
        for size in range(1, len(phrase) if len(words) == len(phrase) and not project else 1 + (len(phrase) == 1)):
            last = words[size - 1]
            known = len(phrase[size - 1]) > 3 and last[:1].isupper() and not self._common(last, phrase[size - 1])
            if known and self._distinct(phrase[size - 1], scope if project else ""):
                named.setdefault(phrase[:size], set()).add(scope)

    def _common(self, word: str, stem: str) -> bool:
        """Tell whether a word is no name: it states nothing, or is a title."""
        return self._parser.lexicons.word(plain(word)).neutral or any(stem in table for table in self._posts)

    def _distinct(self, stem: str, project: str) -> bool:
        """Tell whether the first word of a name stands for it: no other fact has it."""
        return all(
            scope == project if project else kind in ("employer", "project")
            for scope, kind in self._where.get(stem, ())
        )

    @cached_property
    def _where(self) -> dict[str, set[tuple[str, str]]]:
        """Return for each stem of the CV the entries and kinds of the facts that have it."""
        table: dict[str, set[tuple[str, str]]] = {}
        for scope, kind, stems in self._texts:
            for stem in stems:
                table.setdefault(stem, set()).add((scope, kind))
        return table

    def _only_there(self, phrase: tuple[str, ...], scope: str) -> bool:
        return not any(holds(stems, phrase) for other, _, stems in self._texts if other != scope)

    @cached_property
    def _towns(self) -> Table:
        """Return the towns of roles: "in Leeds, …" speaks of the work there."""
        named = ((role.place.partition(",")[0], role.id) for role in self._cv.roles)
        table = self._by_name(named)
        return {
            first: kept
            for first, towns in table.items()
            if (kept := [(town, scopes) for town, scopes in towns if not self._told(town)])
        }

    def _told(self, town: tuple[str, ...]) -> bool:
        """Tell whether a fact about work names the town: then "in Leeds" may speak of that."""
        kinds = {kind for _, kind in self._where.get(town[0], ())}
        if kinds <= _LOCATED:
            return False
        return any(holds(stems, town) for _, kind, stems in self._texts if kind not in _LOCATED)

    @cached_property
    def _titles(self) -> Table:
        """Return titles with the roles that have them: as they stand, or with a word before them that raises them."""
        titles = {role.id: self._stems(role.title) for role in self._cv.roles if role.title}
        limits = self._posts[1]
        short = {
            title[:1]: {scope}
            for scope, title in titles.items()
            if len(title) > 1 and self._where.get(title[0]) == {(scope, "title")}
        }  # "as a freelance"
        return _table(
            short
            | {
                title: {
                    scope
                    for scope, other in titles.items()
                    if holds(other, title) and not any(stem in limits and stem not in title for stem in other)
                }
                for title in titles.values()
            }
        )

    def _by_name(self, names: Iterable[tuple[str, str]]) -> Table:
        table: dict[tuple[str, ...], set[str]] = {}
        for name, scope in names:
            if name:
                table.setdefault(self._stems(name), set()).add(scope)
        return _table(table)

    def _stems(self, text: str) -> tuple[str, ...]:
        return tuple(self._parser.parse(text).stems)


def holds(stems: Sequence[str], phrase: Sequence[str]) -> bool:
    """Tell whether a phrase stands in a sequence of stems."""
    size = len(phrase)
    return bool(size) and any(tuple(stems[at : at + size]) == tuple(phrase) for at in range(len(stems) - size + 1))


def _table(named: dict[tuple[str, ...], set[str]]) -> Table:
    table: Table = {}
    for phrase in sorted(filter(None, named), key=len, reverse=True):
        table.setdefault(phrase[0], []).append((phrase, frozenset(named[phrase])))
    return table


def _match(table: Table, stems: list[str], at: int) -> tuple[int, frozenset[str]] | None:
    """Return how many stems the longest name at a position has, and whom it means."""
    if at >= len(stems):
        return None
    names = table.get(stems[at], ())
    return next(((len(name), scopes) for name, scopes in names if tuple(stems[at : at + len(name)]) == name), None)


def _lists(stems: list[str], found: list[Mention]) -> Iterator[Mention]:
    """Yield names, those of a list ("X and Y") as one, each with the town that it is said to be in."""
    waiting: Mention | None = None
    for mention in _placed(stems, found):
        if waiting is None:
            waiting = mention
        elif all(stem in _AND | ARTICLES for stem in stems[waiting.end : mention.start]):
            waiting = Mention(waiting.start, mention.end, waiting.scopes | mention.scopes)
        else:
            yield waiting
            waiting = mention
    if waiting is not None:
        yield waiting


def _placed(stems: list[str], found: list[Mention]) -> Iterator[Mention]:
    """Yield names, an employer and the town after it ("X in Leeds") as one, names inside longer ones left out."""
    waiting: Mention | None = None
    for mention in found:
        if waiting is not None and mention.start < waiting.end:
            continue
        if waiting is not None and stems[mention.start] == "in" and mention.start == waiting.end:
            waiting = Mention(waiting.start, mention.end, waiting.scopes & mention.scopes)
            continue
        if waiting is not None:
            yield waiting
        waiting = mention
    if waiting is not None:
        yield waiting


def _joined(found: list[Mention], stems: list[str]) -> list[Mention]:
    """Join "as a nurse" with the "at X" that follows it; the employer says more exactly what is meant."""
    joined: list[Mention] = []
    for mention in sorted(found, key=lambda mention: mention[:2]):
        between = stems[joined[-1].end : mention.start] if joined else []
        apart = mention.start - joined[-1].end if joined else 2
        tied = apart == 1 and joined[-1].title and not mention.title and between[0] not in _AND
        if apart < 1 or tied:
            before = joined.pop()
            joined.append(Mention(before.start, mention.end, before.scopes & mention.scopes or mention.scopes))
        else:
            joined.append(mention)
    return joined
