"""Clean the owner's text for print and tell which of it is an address."""

import re
import unicodedata
from collections.abc import Iterable

from services.documents.text import clean as readable

_EMAIL = re.compile(r"[^\s@<>()\"]+@[^\s@<>()\"]+\.[^\s@<>()\"]+")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-zA-Z]{2,}(?:[/?#:]\S*)?")
_PHONE = re.compile(r"\+?[\d\s()./-]{6,}")
_INVISIBLE = ("Cf", "Cc")
_BULLETS = "•●◦▪‣·"


def clean(text: str) -> str:
    """Return the text as it is printed: composed letters, single spaces, no invisible characters."""
    # White space first: a line break is a control character too, and those go.
    words = readable(" ".join(text.split()))
    visible = "".join(char for char in words if unicodedata.category(char) not in _INVISIBLE)
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a document in order, without bullet glyphs and separators, to compare two readings."""
    words = (word.lstrip(_BULLETS) for word in clean(text).split())
    return tuple(word for word in words if word and word != "|")


def reads_as(text: str, lines: Iterable[str]) -> bool:
    """Tell whether a text that was read back is the document: the same words in the same order.

    A word that is wider than the page comes back in parts, and a hyphen at such a break as nothing or as a mark of
    PDFium's own; then the letters decide.
    """
    read, meant = words_of(text), words_of("\n".join(lines))
    return read == meant or _letters(read) == _letters(meant)


def _letters(words: tuple[str, ...]) -> str:
    return re.sub("[-\u2010\ufffe]", "", "".join(words))


def is_sentence(text: str) -> bool:
    """Tell whether a text is one sentence and no more, as a written line is."""
    return not re.search(r"[.!?…]\s+\S", text.strip()) and text.strip().endswith((".", "!", "?", "…"))


def address(text: str) -> str:
    """Return the target of a live link for an e-mail address, a phone number or a web address, or ""."""
    text = clean(text)
    if re.fullmatch(r"https?://[^\s<>\"]+|mailto:[^\s<>\"]+", text, re.I):
        return text
    if _EMAIL.fullmatch(text):
        return f"mailto:{text}"
    if _DOMAIN.fullmatch(text):
        return f"https://{text}"
    if _PHONE.fullmatch(text):
        return "tel:" + re.sub(r"[^\d+]", "", text)
    return ""
