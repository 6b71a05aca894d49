"""Read places in an order: "2. Platz", "zweiter Platz", "2e prix", "segundo premio", "I miejsce"."""

import re
from collections.abc import Mapping

from services.grounding.tokens import Token
from services.grounding.value_keys import Value

_WORDS = {
    "de": r"(erst|zweit|dritt|viert|funft|sechst|siebt|acht|neunt|zehnt)e[rsnm]?",
    "fr": r"(premi|deux|trois|quatr|cinqu|six|sept|huit|neuv|dix)(?:iemes?|ers?|eres?)",
    "es": r"(prim|segund|terc|cuart|quint|sext|septim|octav|noven|decim)(?:er|er[oa]s?|[oa]s?)",
    "pl": r"(pierwsz|drug|trzec|czwart|piat|szost|siodm|osm|dziewiat|dziesiat)(?:y|a|e|i|ia|ie|ego|iego|ej|iej|ym|im)",
}
_NAMED = {language: re.compile(rf"(?:{pattern})\Z") for language, pattern in _WORDS.items()}
_ORDER = {language: pattern[1 : pattern.index(")")].split("|") for language, pattern in _WORDS.items()}
_SECOND = re.compile(r"second(?:e|es|s)?\Z")
_MARKS = {
    "fr": frozenset(("er", "re", "ere", "e", "eme", "ieme", "nd", "nde")),
    "es": frozenset(("o", "a", "er", "ro", "ra", "do", "da", "to", "ta")),
}
"""What is written close to the digits: "1er", "2e", "1º", which folding makes "1o"."""
_DOTTED = frozenset(("de", "pl", "es"))
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_HIGHEST = 40


class Ordinals:
    """Tell a place in an order from a count, with the nouns of one language that are put in order."""

    def __init__(self, nouns: Mapping[str, str], language: str) -> None:
        self._language = language
        self._nouns = frozenset(noun.strip() for noun in nouns.get(language, "").split(",")) - {""}

    def read(self, tokens: list[Token], words: list[str], at: int) -> Value | None:
        """Return the place that begins at a token, or None where it is a count, a date or no number at all."""
        if not self._nouns:
            return None
        if tokens[at].kind == "number":
            return self._digits(tokens, words, at)
        noun = words[at + 1] if at + 1 < len(words) else ""
        number = self._word(words[at]) if noun in self._nouns else 0
        if not number and self._language == "pl" and noun in self._nouns and tokens[at].text.isupper():
            number = _ROMAN.get(words[at], 0)
        return _place(number, at, at) if number else None

    def _digits(self, tokens: list[Token], words: list[str], at: int) -> Value | None:
        last = at + 1
        if not tokens[at].text.isdigit() or int(tokens[at].text) > _HIGHEST or last >= len(tokens):
            return None
        if tokens[last].spaced:
            return None
        dotted = words[last] == "." and self._language in _DOTTED
        marks = _MARKS.get(self._language, frozenset[str]())
        marked = last + (1 if dotted and self._language == "es" else 0)
        if marked < len(tokens) and words[marked] in marks and not tokens[marked].spaced:
            return _place(int(tokens[at].text), at, marked)
        named = last + 1 < len(tokens) and words[last + 1] in self._nouns
        return _place(int(tokens[at].text), at, last) if dotted and named else None

    def _word(self, word: str) -> int:
        if self._language == "fr" and _SECOND.match(word):
            return 2
        found = _NAMED[self._language].match(word)
        return _ORDER[self._language].index(found[1]) + 1 if found else 0


def _place(number: int, first: int, last: int) -> Value:
    key = f"nth|{number}"
    return Value((key,), (key,), "nth", float(number), first, last)
