"""Clean the characters that files put between a reader and the words: ligatures, icons, invisible and split letters."""

import re
import unicodedata

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ŉ": "'n"}
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
_TABLE = str.maketrans(_LIGATURES) | _SPACES | _INVISIBLE
_ACCENTS = {"´": "\u0301", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "¸": "\u0327", "˚": "\u030a"}
_LOOSE_ACCENT = re.compile(r"([´¨ˆ˜ˇ¸˚])(ı|[A-Za-z])")
_ICON = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd\ufe0f\ufffc\ufffd]")
_PLAIN = re.compile(r"[ -~\t]*\Z")
_SPACED = re.compile(r"(?:[^\W\d_&] {1,2}){3,}[^\W\d_](?: {2,}|$)|(?:[^\W\d_] ){3,}[^\W\d_]\Z")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def clean(text: str) -> str:
    """Return the text with composed letters, ordinary spaces and no icons; tabs mark wide gaps and stay."""
    if _PLAIN.match(text):
        return text
    text = text.translate(_TABLE)
    if "´" in text or not text.isascii():
        text = _LOOSE_ACCENT.sub(_compose, text)
    text = unicodedata.normalize("NFC", text)
    text = "".join(char for char in text if char == "\t" or unicodedata.category(char) != "Cc")
    return _ICON.sub("", text)


def _compose(match: re.Match[str]) -> str:
    letter = "i" if match[2] == "ı" else match[2]
    composed = unicodedata.normalize("NFC", letter + _ACCENTS[match[1]])
    return composed if len(composed) == 1 else match[0]


def unspace(text: str) -> str:
    """Return a letter-spaced line as words: `E X P E R I E N C E` is `EXPERIENCE`; other lines unchanged."""
    tokens = text.split(" ")
    letters = [token for token in tokens if token]
    short = sum(len(token) == 1 and token.isalpha() for token in letters)
    if len(letters) < 4 or short < 0.7 * len(letters) or any(len(token) > 2 for token in letters):
        return text
    return " ".join(part.replace(" ", "") for part in re.split(r" {2,}", text.strip()))


def words(text: str) -> list[str]:
    """Return the words and numbers of a text, case folded, the unit in which nothing may be lost."""
    return [word.casefold() for word in _WORD.findall(unicodedata.normalize("NFKC", text))]
