"""Bring words of German, French, Spanish and Polish to the form under which they are compared."""

import re

_PREFIXES = "ab|an|auf|aus|bei|durch|ein|fest|her|hin|los|mit|nach|teil|um|vor|weiter|zu|zurück|zusammen"
SEPARABLE = frozenset(_PREFIXES.replace("zurück", "zuruck").split("|"))
"""Prefixes that German sends to the end of the clause: "baute … aus"."""
_PARTICIPLE = re.compile(
    rf"^({_PREFIXES}|zuruck)?ge(?!b|n[au]|s[cu]|m[ei]|ra|wi|re)(\w{{3,}}?)(?:e?t|en)(?:e[rsnm]?)?$"
)
_REGULAR = re.compile(r"^(ab|an|auf|aus|bei|durch|ein|mit|um|vor|zu|zusammen)?ge(\w{3,}?)(?:et|t)(?:e[rsnm]?)?$")
_GERMAN = (
    ("ierungen", "ier"), ("ierung", "ier"), ("ationen", "ier"), ("ation", "ier"), ("ungen", ""), ("ung", ""),
    ("enden", "en"), ("ender", "en"), ("endes", "en"), ("ende", "en"), ("licher", "lich"), ("liches", "lich"),
    ("lichen", "lich"), ("liche", "lich"), ("eten", ""), ("ete", ""), ("ten", ""), ("te", ""), ("ern", "er"),
    ("erin", "er"), ("erinnen", "er"), ("en", ""), ("em", ""), ("es", ""), ("et", ""), ("e", ""), ("n", ""),
    ("s", ""), ("t", ""),
)  # fmt: skip
_ENDINGS = {
    "fr": ("ements", "ement", "ations", "ation", "ateur", "atrice", "aient", "ions", "ants", "ante", "ant", "ees", "ee",
           "es", "er", "ez", "ait", "ai", "e", "s", "x"),
    "es": ("aciones", "acion", "amiento", "imiento", "iendo", "ando", "aron", "ieron", "adas", "ados", "idas", "idos",
           "ada", "ado", "ida", "ido", "aba", "ia", "ar", "er", "ir", "es", "os", "as", "o", "a", "e", "s"),
    "pl": ("owanie", "owania", "owalem", "owalam", "owal", "owac", "ania", "anie", "alem", "alam", "ach", "ami", "ego",
           "emu", "ych", "ymi", "ow", "om", "em", "ie", "ac", "ic", "y", "i", "a", "e", "u", "o"),
}  # fmt: skip
_SHORTEST = 4


def root(word: str, language: str) -> str:
    """Return what the forms of a word have in common, for a plain word that English rules went over already."""
    if language == "de":
        return _single(_german(word))
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return _single(word[: -len(ending)])
    return word


def is_past(word: str, language: str) -> bool:
    """Tell whether a German word looks like a past form or a participle of a verb."""
    return language == "de" and (bool(_REGULAR.match(word)) or word.endswith(("te", "ten", "iert")))


def _german(word: str) -> str:
    participle = _REGULAR.match(word) or _PARTICIPLE.match(word)
    if participle:
        word = (participle[1] or "") + participle[2]
    for ending, instead in _GERMAN:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)] + instead
            break
    if word.endswith("en") and len(word) > 5:
        word = word[:-2]
    return word


def _single(word: str) -> str:
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] else word
