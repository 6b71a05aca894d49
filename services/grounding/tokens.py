"""Cut a folded text into tokens: words, numbers, dates in digits, addresses and the symbols that mean something."""

import re
from typing import NamedTuple

from services.grounding.text import plain

_TOKEN = re.compile(
    r"""
    (?P<address>[\w.+-]+@[\w-]+(?:\.[\w-]+)+ | (?:https?://|www\.)[^\s|,;()]+
        | \b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|dev|edu|gov|example)(?:/[^\s|,;()]*)?\b)
  | (?P<date>(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d{1,2})?(?!\d)
        | (?<![\d.,])\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d(?![\d.])
        | (?<![\d.,])(?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d(?!\d))
  | (?P<dotted>\b(?:[a-z]{1,2}\.)+[a-z]{1,4}\b\.? | \b(?:[a-z]\.){2,})
  | (?P<script>\b[a-z]\w*\.(?:js|ts|py|ai|io)\b)
  | (?P<clock>\b(?:[01]?\d|2[0-3]):[0-5]\d(?:\ ?[ap]\.?m\b\.?)?(?!\d)
        | \b(?:1[0-2]|0?[1-9])\ ?(?:am|pm|a\.m\.|p\.m\.)(?!\w))
  | (?P<grade>\b2:[12]\b)
  | (?P<version>(?!\d{1,3}(?:\.\d{3})+(?![\d.]))\d+(?:\.\d+){2,}(?!\d))
  | (?P<number>\d{1,3}(?P<sep>[.,'])\d{3}(?:(?P=sep)\d{3})*(?!\d)(?:[.,]\d+)?
        | (?<![\d.,])\d{1,3}(?:\ \d{3})+(?![\d.,]*\d)
        | \d+(?:[.,]\d+)?)
  | (?P<word>[^\W\d_](?:\w*[^\W_])?(?:[+]{1,2}(?!\w)|\#(?!\w))?(?:'[^\W\d_]+)*)
  | (?P<symbol>[^\w\s]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Token(NamedTuple):
    """One token: `kind` is `word`, `number`, `date`, `clock`, `address` or `symbol`; `spaced`: a space precedes it."""

    kind: str
    text: str
    spaced: bool
    start: int
    end: int


def tokenise(folded: str) -> list[Token]:
    """Return the tokens of a folded text in order; "B.Sc." and "U.S." are one word each."""
    tokens: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(folded):
        kind = "number" if match.lastgroup == "sep" else match.lastgroup or "symbol"
        text = match[0]
        if kind in ("dotted", "version", "grade", "script"):
            kind = "word"
        tokens.append(Token(kind, text, match.start() != end, match.start(), match.end()))
        end = match.end()
    return tokens


_ELIDED = re.compile(r"(?:[jdlnsmtc]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)", re.IGNORECASE)


def elided(tokens: list[Token]) -> list[Token]:
    """Return the tokens of a French text with "j'ai" and "d'un" as two words each."""
    found: list[Token] = []
    for token in tokens:
        match = _ELIDED.match(token.text) if token.kind == "word" else None
        if match is None:
            found.append(token)
            continue
        cut = token.start + match.end()
        found.append(Token("word", match[0], token.spaced, token.start, cut))
        found.append(Token("word", token.text[match.end() :], False, cut, token.end))
    return found


def normal(folded: str) -> str:
    """Return a folded text in lower case with nothing but its words and numbers, for comparing whole lines."""
    tokens = tokenise(folded)
    kept: list[str] = []
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        minus = token.text == "-" and after is not None and after.kind == "number" and token.spaced and not after.spaced
        if token.kind != "symbol" or token.text in "%$€£+#&~<>" or minus:
            kept.append(plain(token.text))
    return " ".join(kept)
