"""The words the gate knows: JSON files beside this module, and the user's own of the same names in AICVGEN_HOME.

Adding an entry needs no code. A file in `AICVGEN_HOME/lexicons/` is merged over the one of the same name here: lists
and comma-separated strings are joined, mappings are merged key by key.
"""

import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from services.grounding import inflection, words
from services.grounding.entries import PEOPLE, Entry, entries, split
from services.grounding.lexicon_files import read_files
from services.grounding.phrases import Phrases
from services.grounding.text import fold, plain
from services.grounding.thesaurus import Thesaurus
from services.grounding.tokens import elided, tokenise
from services.grounding.value_keys import key_of

_SHORT = 5
"""The plural of a longer word that states nothing states nothing either; "goods" differ from "good"."""
_SIMPLE = re.compile(r"[a-zA-Z]+(?: [a-zA-Z]+)*\Z")
"""Phrases that need no tokeniser: nearly all of them."""


class Tool(NamedTuple):
    """A tool with the year of its first public release and, where known, of its end."""

    name: str
    released: int
    ended: int | None


class Word(NamedTuple):
    """What the lexicon knows of one word: what must carry it, what it carries, and whether it states nothing."""

    stem: str
    needs: frozenset[str]
    provides: frozenset[str]
    neutral: bool


class Lexicons:
    """All word lists for one language of a CV, indexed. Build it with `Lexicons.load`; it is cached."""

    def __init__(self, files: dict[str, Any], language: str = "en", home: Path | None = None) -> None:
        self._files = files
        self._home = home
        self.language = language
        self._words: dict[str, Word] = {}
        self._stems: dict[str, str] = {}
        self.own: dict[str, Any] = files.get(language, {})
        """The file of the language of the CV, where there is one."""
        self._forms: dict[str, str] = {
            **files["irregular"]["forms"],
            **files["irregular"]["past"],
            **self.own.get("forms", {}),
        }
        self._spelling: dict[str, str] = files["irregular"]["spelling"]
        self.cognates = frozenset(split(self.own.get("cognates", "")))
        """Words that the English lists hold and that mean something else in the language of the CV."""

    @classmethod
    def load(cls, home: Path | None = None, language: str = "en") -> "Lexicons":
        """Return the lexicons for a language, with the user's additions under `home`.

        Raises:
            UserError: a lexicon file of the user is not valid JSON.
        """
        return _load(home, language)

    def speaking(self, language: str) -> "Lexicons":
        """Return the same lexicons for another language."""
        return self if language == self.language else _load(self._home, language)

    def listed(self, file: str, key: str) -> tuple[str, ...]:
        """Return a comma-separated entry as a tuple of phrases, with those of the language of the CV."""
        own = self.own.get("lists", {}).get(f"{file}.{key}", "")
        return (*(phrase for phrase in split(self._files[file][key]) if phrase not in self.cognates), *split(own))

    def phrase(self, text: str) -> tuple[str, ...]:
        """Return the stems of a phrase."""
        if text.isascii() and text.isalpha():
            return (self.stem(text.lower()),)
        if _SIMPLE.match(text):
            return tuple(self.stem(word) for word in text.lower().split())
        tokens = tokenise(fold(text))
        tokens = elided(tokens) if self.language == "fr" else tokens
        return tuple(
            key_of("", float(token.text)) if token.text.isdecimal() else self.stem(plain(token.text))
            for token in tokens
            if token.kind != "symbol"
        )

    def stem(self, word: str) -> str:
        """Return the stem of a word that is already plain."""
        found = self._stems.get(word)
        if found is None:
            bare = _undotted(word.removesuffix("'s").removesuffix("'").replace("'", ""))
            if self.language in inflection.KNOWN:
                base = self._own_forms.get(bare, bare)
                whole = base[:1] == "="  # a noun of a person, which its ending would make a form of a verb
                found = base[1:] if whole else inflection.root(base, self.language) if base else word
            else:
                found = words.stem(bare, self._forms, self._spelling) if bare else word
            self._stems[word] = found
        return found

    def word(self, text: str) -> Word:
        """Return what is known of a plain word."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = self._describe(text)
        return found

    def _describe(self, text: str) -> Word:
        stemmed = self.stem(text)
        if "." in text:
            return self._dotted(text)
        foreign = bool(self.own)
        own = {stemmed} if foreign or stemmed in self._apart else {stemmed, *words.roots(stemmed)}
        groups = set() if foreign else self._thesaurus.groups_of(text)
        groups = groups.union(*(self._groups.get(form, ()) for form in own))
        if stemmed in self._ranked and not text.endswith(("ed", "ing")):
            groups = {group for group in groups if not group.startswith("=")}
        if text not in self._tool_words:  # "went" is not Go
            groups = {group for group in groups if not group.startswith("tool:")}
        needs = frozenset(own | groups)
        provides = needs | self._specific.get(stemmed, set())
        if self._is_people(text):
            provides |= {PEOPLE}
        return Word(stemmed, needs, provides, self._is_neutral(text))

    def _is_neutral(self, text: str) -> bool:
        """Tell whether a word, or what it is the plural of, states nothing."""
        return text in self.neutral or (len(text) > _SHORT and text[-1] == "s" and text[:-1] in self.neutral)

    def _dotted(self, text: str) -> Word:
        """Describe "u.k." as what "uk" is, and "b.sc." also as itself: the lexicon of degrees tells it from "bsc"."""
        bare = self.word(text.replace(".", ""))
        own = frozenset({self.stem(text)})
        return Word(self.stem(text), bare.needs | own, bare.provides | own, False)

    def _is_people(self, text: str) -> bool:
        """Tell whether a plural names people by what they do: pickers, typists, assistants."""
        return len(text) > 5 and text.endswith(self._people) and text not in self._not_people

    @cached_property
    def _people(self) -> tuple[str, ...]:
        return self.listed("titles", "people")

    @cached_property
    def _not_people(self) -> frozenset[str]:
        return frozenset(self.listed("titles", "not_people"))

    @cached_property
    def _thesaurus(self) -> Thesaurus:
        return Thesaurus(self._files["thesaurus"]["groups"], self._forms)

    @cached_property
    def neutral(self) -> frozenset[str]:
        """Return the plain words that state nothing."""
        table = self._files["neutral"]
        own = (table.get(self.language, "") if self.language != "en" else "", self.own.get("neutral", ""))
        english = {plain(part) for part in table["en"].split()} - self.cognates
        return frozenset(english.union(plain(part) for part in " ".join(own).split()))

    @cached_property
    def _own_forms(self) -> dict[str, str]:
        return inflection.forms_of(self.own, self.language)

    @cached_property
    def _apart(self) -> frozenset[str]:
        groups: list[str] = self._files["irregular"]["apart"]
        return frozenset(self.stem(plain(word)) for group in groups for word in split(group))

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return tuple(entries(self._files, self.own, self.language, self.phrase))

    @cached_property
    def _ranked(self) -> frozenset[str]:
        """Return the titles and ranks: as nouns they have no equals but those their own file names."""
        names = (*self.listed("titles", "nouns"), *self.listed("titles", "ranks"), "degree", "diploma")
        return frozenset(stems[0] for name in names if len(stems := self.phrase(name)) == 1)

    @cached_property
    def phrases(self) -> dict[str, tuple[Entry, ...]]:
        """Return the entries of several words (and the strict ones of one word) by their first stem, longest first."""
        table: dict[str, list[Entry]] = {}
        for entry in self._entries:
            if entry.stems and (len(entry.stems) > 1 or entry.strict):
                table.setdefault(entry.stems[0], []).append(entry)
        return {first: tuple(sorted(found, key=lambda e: -len(e.stems))) for first, found in table.items()}

    @cached_property
    def _groups(self) -> dict[str, set[str]]:
        table: dict[str, set[str]] = {}
        for entry in self._entries:
            if len(entry.stems) == 1 and entry.concept and not entry.strict:
                table.setdefault(entry.stems[0], set()).add(entry.concept)
        return table

    @cached_property
    def _specific(self) -> dict[str, set[str]]:
        table: dict[str, set[str]] = {}
        for entry in self._entries:
            if len(entry.stems) == 1 and entry.provides and not entry.strict:
                table.setdefault(entry.stems[0], set()).update(entry.provides)
        return table

    @cached_property
    def _tool_words(self) -> frozenset[str]:
        names = (alias for name, aliases, *_ in self._files["tools"]["tools"] for alias in (name, *split(aliases)))
        return frozenset(plain(name) for name in names)

    @cached_property
    def tools(self) -> dict[str, Tool]:
        """Return the tools by concept (`tool:python`)."""
        rows = self._files["tools"]["tools"]
        return {f"tool:{plain(row[0])}": Tool(row[0], row[2], row[3] if len(row) > 3 else None) for row in rows}

    @lru_cache(maxsize=256)  # noqa: B019 - a handful of instances live as long as the process
    def table(self, file: str, key: str) -> Phrases:
        """Return one comma-separated list, ready to be searched for in a text."""
        return Phrases(self.phrase(phrase) for phrase in self.listed(file, key))

    def raw(self, file: str) -> dict[str, Any]:
        """Return a whole file as it was read."""
        found: dict[str, Any] = self._files[file]
        return found


@lru_cache(maxsize=16)
def _load(home: Path | None, language: str) -> Lexicons:
    return Lexicons(read_files(home), language, home)


def _undotted(word: str) -> str:
    """Return "b.sc." as "b.sc" and "u.s." as "us": dots are kept only where the lexicon of degrees needs them."""
    return word.rstrip(".") if "." in word else word
