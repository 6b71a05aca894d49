"""Fold Unicode so that two texts that read alike compare alike, and find characters that were put there to deceive."""

import re
import unicodedata
from functools import lru_cache

_LOOK_ALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХавеѕіјкмнорстухԁһԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναιρτυ" + "ІіЈјŁ",
        "ABESIJKMHOPCTYXabesijkmhopctyxdhqw" + "ABEZHIKMNOPTYXovaiptu" + "IiJjL",
        strict=True,
    )
)
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
_HARMLESS = re.compile("[\u00ad\ufe0e\ufe0f\ufeff]")
"""Soft hyphens, emoji selectors and a byte order mark: real files hold them and a reader sees the same text."""
_SUPERSCRIPT = re.compile("([0-9])([\u00b2\u00b3\u00b9\u2070-\u2079]+)")
_FRACTION = re.compile("([0-9]*)\\s?([\u00bc-\u00be\u2150-\u215e])")
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2013\u2014\u2015\u2012", "–"),
        **dict.fromkeys("\u2022\u25cf\u25aa\u25e6\u2023\u00b7\u2219\uf0b7", "•"),
        "\u2044": "/",
    }
)
_ONE_TO_ONE = re.compile(r"\b(?:1[:-]1|1-to-1|1-on-1|one-on-one)(?=s?\b)")
_AND = re.compile(r" [&＆] ")
_CO = re.compile(r"\bco-(?=ord|op)", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def fold(text: str) -> str:
    """Return the text as a person reads it: one form per character, no invisible ones, plain quotes, single spaces."""
    text = _CO.sub("co", _AND.sub(" and ", _ONE_TO_ONE.sub("one-to-one", text)))
    if text.isascii():
        return _SPACES.sub(" ", text).strip()
    text = _SUPERSCRIPT.sub(lambda match: f"{match[1]}^{match[2]}", text)
    text = _FRACTION.sub(_decimal, text)
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_PUNCTUATION)
    text = "".join(_digit(char) for char in text)
    return _SPACES.sub(" ", _WORD.sub(lambda match: _latin(match[0]), text)).strip()


def hidden(text: str) -> tuple[str, ...]:
    """Return the words of a raw text that hold invisible characters or letters of a look-alike alphabet."""
    if text.isascii():
        return ()
    return tuple(word for word in text.split() if _deceives(word))


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """Return a word in lower case without accents, which is how lexicons are keyed."""
    word = word.casefold()
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_UNDECOMPOSED))
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn")


_WORD = re.compile(r"[^\W\d_]+")


def _deceives(word: str) -> bool:
    if _INVISIBLE.search(_HARMLESS.sub("", word)):
        return True
    return any(_mixed(part) for part in _WORD.findall(word))


def _mixed(word: str) -> bool:
    foreign = _FOREIGN.findall(word)
    if not foreign or len(word) == 1:
        return False
    return bool(_LATIN.search(word)) or all(char in _LOOK_ALIKES for char in word)


def _latin(word: str) -> str:
    return "".join(_LOOK_ALIKES.get(char, char) for char in word) if _mixed(word) else word


def _digit(char: str) -> str:
    if char.isascii() or not char.isdigit():
        return char
    return str(unicodedata.digit(char, char))


def _decimal(match: re.Match[str]) -> str:
    whole = int(match[1] or 0)
    return f"{whole + unicodedata.numeric(match[2]):.4f}".rstrip("0").rstrip(".")
