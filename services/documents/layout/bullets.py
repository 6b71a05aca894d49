"""Which glyphs begin an item of a list."""

import re

from services.documents.dates import is_date_text
from services.documents.vocabulary import heading_kind

BULLETS = "•●○◦▪▫■□◆◇►▶▸▹➢➤➔➜→✓✔✗✦✧★☆❖❑❒∙⋅·‣⁃⚫⚪⬤◉◎➡⇒»›*–—-\u2010\u2011−~\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8"
_LETTERS = "oO§Øü¤¾¨"
"""Letters that symbol fonts show as bullets; a bullet only with a space after it."""
_BULLET = re.compile(rf"^([{re.escape(BULLETS)}]|[{_LETTERS}](?=\s)|\+(?=\s\D))[\s\t]*(?=\S)(.*)$", re.DOTALL)
_NUMBERED = re.compile(r"^(\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(\S.*)$", re.DOTALL)
_TIGHT = "–—-−·~→»\u2010\u2011*"
"""Glyphs that may also begin a word or a number: a bullet only with a space after it."""


def is_bullet(text: str) -> bool:
    """Tell whether a text is a bullet and nothing else."""
    return len(text) == 1 and (text in BULLETS or text in _LETTERS)


def split_bullet(text: str) -> tuple[str, str]:
    """Return the bullet a line begins with and the rest; ("", text) when there is none. Numbers count as bullets."""
    match = _BULLET.match(text) or _NUMBERED.match(text)
    if not match:
        return "", text
    bullet, rest = match[1], match[2].lstrip()
    if bullet in "oO" and heading_kind(text):
        return "", text
    if bullet in _TIGHT and (not re.match(r"^.\s", text) or is_date_text(rest)):
        return "", text
    return bullet, rest
