"""Words of ads and CVs: tokens, stop words, stems and the language of a text."""

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache

from services.jobs.data import load_json

LANGUAGES = ("en", "de", "fr", "es", "pl")
_LETTERS = {"en": "", "de": "äöüß", "fr": "èêàçœôùûîâ", "es": "ñ¿¡", "pl": "łąęśżźćń"}

_TOKEN = re.compile(r"[^\W\d_](?:[^\W_]|(?<=[^\W\d_])[’'](?=[^\W\d_]))*|\d+(?:[.,]\d+)*")
_ELIDED = re.compile(r"\b(?:l|d|j|n|s|qu)['’](?=\w)")
_ELISION = re.compile(r"^(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu)['’](?=\w)")
# Longest first. Two spellings of one word should end up alike; that the rest is no word does not matter.
_SUFFIXES = (
    "isierungen", "isierung", "ibilities", "izations", "isations", "ization", "isation", "ational", "ability",
    "ibility", "aciones", "ements", "ations", "atives", "ungen", "ement", "ments", "ation", "ative", "ators", "ition",
    "ación", "iones", "ingen", "ities", "ungs", "ment", "ance", "ence", "ants", "ents", "ator", "able", "ible", "ings",
    "ions", "ally", "ical", "isch", "lich", "ique", "ment", "ando", "iendo", "ador", "ando", "euse", "eurs", "rice",
    "ung", "ing", "ion", "ers", "ors", "ies", "ive", "ant", "ent", "eur", "ité", "dad", "ión", "ado", "ida", "ido",
    "ada", "ate", "ity", "ist", "ern", "est", "ial", "er", "or", "ed", "es", "en", "em", "et", "al", "ly", "ic", "ez",
    "ar", "ir", "os", "as", "és", "ée", "y", "e", "s", "n", "é", "o", "a",
)  # fmt: skip
_MIN_STEM = 4
# German joins words: "Reklamationsbearbeitung" and "Reklamationen" have their beginning in common.
_MAX_STEM = 7


def fold(text: str) -> str:
    """Return the text case-folded, in compatibility form, without soft hyphens."""
    return unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text, folded, in order; French elisions are cut off."""
    return [_ELISION.sub("", token) for token in _TOKEN.findall(fold(text))]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return what the inflected and derived forms of a word have in common, at least four letters long."""
    if len(word) <= _MIN_STEM:
        return word[:-1] if len(word) == _MIN_STEM and word.endswith("s") and not word.endswith("ss") else word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _MIN_STEM:
            word = word[: -len(suffix)]
            break
    return _plain(word)[:_MAX_STEM]


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@cache
def _words(kind: str) -> frozenset[str]:
    lists = load_json("words")[kind]
    return frozenset(word for language in LANGUAGES for word in lists[language].split())


@cache
def _filler_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _words("filler"))


@cache
def common_stems() -> frozenset[str]:
    """Return the stems of words that have content but stand in half of all ads and CVs."""
    return frozenset(stem(word) for word in load_json("words")["common"].split())


def content_words(text: str) -> list[str]:
    """Return the words of a text that say what it is about: no stop words, no words every ad has, no numbers."""
    return [
        word
        for word in tokens(text)
        if len(word) > 1
        and not word[0].isdigit()
        and word.partition("'")[0] not in _words("stop")
        and stem(word) not in _filler_stems()
    ]


def stems(text: str) -> frozenset[str]:
    """Return the stems of the content words of a text."""
    return frozenset(stem(word) for word in content_words(text))


@cache
def _stop_by_language() -> dict[str, frozenset[str]]:
    data = load_json("words")
    return {name: frozenset(f"{data['stop'][name]} {data['filler'][name]}".split()) for name in LANGUAGES}


def language_of(text: str) -> str:
    """Return the language whose common words and own letters are the most frequent in the text, else English."""
    counts = Counter(tokens(text))
    letters = Counter(fold(text))
    found = {
        language: sum(counts[word] for word in words if len(word) > 1)
        + sum(letters[letter] for letter in _LETTERS[language]) / 2
        for language, words in _stop_by_language().items()
    }
    found["fr"] += len(_ELIDED.findall(fold(text)))
    return max(LANGUAGES, key=lambda language: found[language])
