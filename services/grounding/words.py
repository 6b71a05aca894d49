"""Bring a word to the form under which it is compared: inflection, British spelling and some derivation removed."""

import re
from collections.abc import Mapping

_SUFFIXES = (
    ("isation", ("is",)), ("ation", ("", "at")), ("ition", ("", "it")), ("tion", ("t",)), ("sion", ("s", "d")),
    ("ment", ("",)), ("anc", ("",)), ("enc", ("",)), ("ial", ("",)), ("al", ("",)), ("li", ("",)), ("iv", ("", "i")),
    ("iti", ("",)), ("ful", ("",)), ("ship", ("",)), ("abl", ("",)),
)  # fmt: skip
"""Endings of stems with what may stand in their place; not -er and -or: a manager is more than one who managed."""
_VOWELS = frozenset("aeiouy")
_ISE = [
    "ize",
    "izes",
    "ized",
    "izing",
    "ization",
    "izations",
    "izer",
    "izers",
    "yze",
    "yzes",
    "yzed",
    "yzing",
    "yzer",
    "yzers",
]
_SHORT_E = re.compile(r"[^aeiou]*[aeiou][^aeiou]e\Z")
"""Words of one syllable that keep their e: care is no car, and a plane no plan."""
_AE = re.compile(r"(?<=[a-z])ae(?=[msdnog]|th)|(?<=[a-z])oe(?=st|so|d|t)|^ae(?=st)|(?<=^c)oe(?=l)")
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]\Z")


def stem(word: str, forms: Mapping[str, str], spelling: Mapping[str, str]) -> str:
    """Return the stem of a lower-case word without accents; `forms` names irregular words, `spelling` variants."""
    if word in forms:
        return _ending(_british(forms[word], spelling))
    return _ending(_british(_uninflected(_british(word, spelling), forms), spelling))


def roots(stemmed: str) -> tuple[str, ...]:
    """Return what remains of a stem without its derivational ending: migration and migrate share `migrat`."""
    for suffix, endings in _SUFFIXES:
        if stemmed.endswith(suffix) and len(stemmed) - len(suffix) >= 4:
            base = stemmed[: -len(suffix)]
            return tuple(found for ending in endings if len(found := _ending(base + ending)) >= 4)
    return ()


def _british(word: str, spelling: Mapping[str, str]) -> str:
    word = spelling.get(word, word)
    if len(word) > 7 and word.endswith(("llor", "llors", "ller", "llers")):  # councillor, traveller
        word = word.replace("llor", "lor").replace("ller", "ler")
    if len(word) > 6 and ("ae" in word[1:] or "oe" in word[1:]):  # anaesthetist, haemodynamic, orthopaedic
        word = _AE.sub("e", word)
    if "z" in word:
        for ending in _ISE:
            if word.endswith(ending):
                return word[: -len(ending)] + ending.replace("z", "s")
    return word[:-3] + "or" if word.endswith("our") and len(word) > 4 else word


def _uninflected(word: str, forms: Mapping[str, str]) -> str:
    size = len(word)
    if size > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif size > 4 and word.endswith(("sses", "xes", "ches", "shes", "zes")):
        word = word[:-2]
    elif size > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    elif size > 4 and word.endswith("ied"):
        word = word[:-3] + "y"
    elif size > 4 and word.endswith("ed") and not word.endswith("eed") and _VOWELS & set(word[:-2]):
        word = _with_e(word[:-2])
    elif size > 5 and word.endswith("ing") and _VOWELS & set(word[:-3]):
        word = _with_e(word[:-3])
    word = forms.get(word, word) if len(word) != size else word
    plural_of_ing = len(word) == size - 1 and len(word) > 5 and word.endswith("ing") and word not in forms
    return _with_e(word[:-3]) if plural_of_ing and _VOWELS & set(word[:-3]) else word


def _with_e(base: str) -> str:
    """Return the verb of "hired" and "coding": one syllable with one consonant would double it, as "planned" does."""
    return f"{base}e" if _SHORT.match(base) else base


def _ending(word: str) -> str:
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in _VOWELS:
        word = word[:-1]
    if len(word) > 3 and word.endswith("e") and not _SHORT_E.match(word):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 2 and word.endswith("y") else word
