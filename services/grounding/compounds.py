"""Take apart words that begin with a number: "achtköpfig" is eight heads, "dreijährig" three years."""

import re
from collections.abc import Callable

from services.grounding.number_words import german, number_words
from services.grounding.text import plain
from services.grounding.tokens import Token, elided

_GERMAN = re.compile(r"(?=(kopfig|jahrig|monatig|wochig|tagig|stundig|minutig)(?:e[rsnm]?)?\Z)")
_POLISH = re.compile(r"(?=(osobow|letni|dniow|procentow)\w{0,3}\Z)")
_JOINED = {
    "cztero": "czterech", "piecio": "pieciu", "szescio": "szesciu", "siedmio": "siedmiu", "osmio": "osmiu",
    "dziewiecio": "dziewieciu", "dziesiecio": "dziesieciu", "dwunasto": "dwunastu", "pietnasto": "pietnastu",
    "dwudziesto": "dwudziestu", "trzydziesto": "trzydziestu",
}  # fmt: skip
"""Polish numbers as compounds begin with them, and as they stand alone."""


_EVERY = {
    "fr": ("chaque", {"jours": "jour", "semaines": "semaine", "mois": "mois", "ans": "an", "trimestres": "trimestre"}),
    "es": ("cada", {"dias": "dia", "semanas": "semana", "meses": "mes", "anos": "ano", "trimestres": "trimestre"}),
}
_ALL = frozenset((("tous", "les"), ("toutes", "les"), ("todos", "los"), ("todas", "las")))
"""How French and Spanish say "every": "toutes les semaines" is "chaque semaine"."""


def words_of(tokens: list[Token], language: str) -> list[Token]:
    """Return the tokens of a text in a language with what it writes together as words of their own."""
    if language in _EVERY:
        return _each(elided(tokens) if language == "fr" else tokens, language)
    if language == "de":
        return _parted(tokens, _GERMAN, _german)
    return _parted(tokens, _POLISH, _polish) if language == "pl" else tokens


def _each(tokens: list[Token], language: str) -> list[Token]:
    each, periods = _EVERY[language]
    found: list[Token] = []
    for token in tokens:
        period = periods.get(plain(token.text), "")
        if period and tuple(plain(before.text) for before in found[-2:]) in _ALL:
            first = found[-2]
            found[-2:] = [first._replace(text=each)]
            found.append(token._replace(text=period))
            continue
        found.append(token)
    return found


def _german(start: str) -> str:
    return start if german(start) or number_words("de").get((start,)) else ""


def _polish(start: str) -> str:
    whole = _JOINED.get(start, start)
    return whole if number_words("pl").get((whole,)) else ""


def _parted(tokens: list[Token], end: re.Pattern[str], number: Callable[[str], str]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        word = plain(token.text)
        match = end.search(word) if token.kind == "word" and len(word) == len(token.text) else None
        said = number(word[: match.start()]) if match and match.start() else ""
        if not match or not said:
            found.append(token)
            continue
        cut = token.start + match.start()
        found.append(Token("word", said, token.spaced, token.start, cut))
        found.append(Token("word", token.text[match.start() :], True, cut, token.end))
    return found
