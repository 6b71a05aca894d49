"""Find skills and tools in a text: a vocabulary with aliases in a data file, and unseen tool names by their form."""

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from services.jobs.data import load_json, load_text
from services.jobs.forms import names_by_form
from services.jobs.words import fold

_TOKEN = re.compile(r"[^\W_]+[+#]*|(?<!\S)#(?!\S)")
_ALIAS_LINE = re.compile(r"^(?P<name>[^=>]+)(?:=(?P<aliases>[^>]*))?(?:>(?P<broader>.*))?$")
_JOINERS = frozenset(["and", "or", "und", "oder", "et", "ou", "y", "o", "sowie"])
# A text of so few words is an entry of a list, where a capital means a name even at the start.
_SHORT = 2
_PREPOSITIONS = frozenset(["in", "with", "of", "using", "mit", "en", "de", "con", "avec", "like", "as", "wie"])


class Mention(NamedTuple):
    """A skill that a text names, by its canonical name, and where: `text[start:end]`."""

    name: str
    start: int
    end: int


class _Alias(NamedTuple):
    name: str
    key: tuple[str, ...]
    exact_case: str


class Vocabulary(NamedTuple):
    """The data file, parsed: aliases by their first token, what a skill implies, and which names are exact."""

    exact_aliases: dict[str, tuple[_Alias, ...]]
    field_aliases: dict[str, tuple[_Alias, ...]]
    broader: dict[str, frozenset[str]]
    exact: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """Return the skills of the data file."""
    tables: dict[str, dict[str, list[_Alias]]] = {"exact": defaultdict(list), "field": defaultdict(list)}
    broader: dict[str, frozenset[str]] = {}
    exact: set[str] = set()
    kind = "exact"
    for line in load_text("skills").splitlines():
        if line.startswith("["):
            kind = line[1 : line.index("]")]
            continue
        found = _ALIAS_LINE.match(line)
        if found is None or line.startswith("#"):
            continue
        name = found["name"].strip()
        if kind == "exact":
            exact.add(name)
        broader[name] = frozenset(_split(found["broader"]))
        spellings = _split(found["aliases"])
        # A capitalised spelling of the name itself means that the lower-case word is an ordinary one.
        if f"!{name}" not in spellings:
            spellings = [name, *spellings]
        for spelling in spellings:
            key = tuple(_key(token, kind) for token in _TOKEN.findall(fold(spelling)))
            tables[kind][key[0]].append(_Alias(name, key, spelling[1:] if spelling.startswith("!") else ""))
    longest_first = {
        table: {first: tuple(sorted(aliases, key=lambda alias: -len(alias.key))) for first, aliases in entries.items()}
        for table, entries in tables.items()
    }
    return Vocabulary(longest_first["exact"], longest_first["field"], broader, frozenset(exact))


def _split(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def _key(token: str, kind: str) -> str:
    """Fold a plural into its singular where the words are ordinary ones; a deeper stem would confuse too much."""
    if kind == "field" and (token.isdigit() or token in _number_words()):
        return "#"
    plural = kind == "field" and len(token) > 4 and token.endswith("s") and not token.endswith(("ss", "ics"))
    return token[:-1] if plural else token


@lru_cache(maxsize=16384)
def mentions(text: str) -> tuple[Mention, ...]:
    """Return where a text names which skill, in reading order; the longest name wins where two overlap."""
    found = _known(text)
    by_form = names_by_form(text, [(mention.start, mention.end) for mention in found])
    found.extend(Mention(*name) for name in by_form)
    return tuple(sorted(found, key=lambda mention: mention.start))


def skills_in(text: str) -> tuple[str, ...]:
    """Return the canonical names of the skills and tools that a text names, each once, in reading order."""
    return tuple(dict.fromkeys(mention.name for mention in mentions(text)))


@cache
def implied(name: str) -> frozenset[str]:
    """Return a skill and everything that having it implies: PostgreSQL implies SQL."""
    result = {name}
    for parent in vocabulary().broader.get(name, ()):
        result |= implied(parent)
    return frozenset(result)


def is_exact(name: str) -> bool:
    """Tell whether only its own name shows a skill: products and standards, unseen ones included."""
    words = vocabulary()
    return name in words.exact or name not in words.broader


def _known(text: str) -> list[Mention]:
    spans = [(match[0].casefold(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    folded = [fold(token) for token, _, _ in spans]
    singular = [_key(token, "field") for token in folded]
    words = vocabulary()
    found: list[Mention] = []
    position = 0
    while position < len(spans):
        best: _Alias | None = None
        for keys, table in ((folded, words.exact_aliases), (singular, words.field_aliases)):
            for alias in table.get(keys[position], ()):
                end = position + len(alias.key)
                if best and len(alias.key) <= len(best.key):
                    break
                if tuple(keys[position:end]) == alias.key and _written_so(text, spans, position, alias):
                    best = alias
                    break
        if best is None:
            position += 1
            continue
        last = position + len(best.key) - 1
        found.append(Mention(best.name, spans[position][1], spans[last][2]))
        position = last + 1
    return found


def _written_so(text: str, spans: list[tuple[str, int, int]], position: int, alias: _Alias) -> bool:
    """Check the capitals of a spelling that is an ordinary word too; at a sentence's start they prove nothing."""
    if not alias.exact_case:
        return True
    last = position + len(alias.key) - 1
    start, end = spans[position][1], spans[last][2]
    if text[start:end] != alias.exact_case:
        return False
    before = text[:start].rstrip(" \"'(*•-–")
    if len(alias.exact_case) == 1:
        return _stands_alone(text, start, end)
    if alias.exact_case.isupper():
        return True
    if before and before[-1] not in ".!?:;\n":
        return True
    following = re.match(r"\s+([^\W\d_]+)", text[end:])
    return len(spans) <= _SHORT or following is None or following[1].casefold() in _JOINERS or following[1][0].isupper()


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a single letter is a name of its own, not the end of "class C" or the start of "C-level"."""
    preceding = re.search(r"([^\W\d_]+)\s+$", text[:start])
    alone = preceding is None or preceding[1].casefold() in _JOINERS | _PREPOSITIONS
    return alone and not re.match(r"[-'’.&]\w", text[end:]) and not text[:start].endswith(("'", "’", "&", "-", "."))


@cache
def _number_words() -> frozenset[str]:
    return frozenset(load_json("words")["numbers"].split())
