"""Word diffs of a draft against the owner's own words: what stays, what goes, what is new."""

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from rich.text import Text

_TOKENS = re.compile(r"\s+|[\w'’.,%+#-]*\w[%+#]*|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_ALIKE = 0.4
"""Below this share of equal words a diff is harder to read than the two texts."""


class Piece(NamedTuple):
    """A stretch of text that stands in both versions, only in the old one, or only in the new one."""

    kind: Literal["same", "gone", "new"]
    text: str


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """Return how `after` came from `before`, word by word."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    pieces: list[Piece] = []
    for _, old_from, old_to, new_from, new_to in _changes(old, new):
        gone, added = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if gone == added:
            pieces.append(Piece("same", gone))
            continue
        pieces += [Piece("gone", gone)] if gone else []
        pieces += [Piece("new", added)] if added else []
    return tuple(pieces)


def _changes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Return difflib's opcodes; changes that only a space parts are joined, so that phrases are read as phrases."""
    codes: list[tuple[str, int, int, int, int]] = []
    opcodes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (tag, *spans) in enumerate(opcodes):
        inside = 0 < number < len(opcodes) - 1 and not "".join(old[spans[0] : spans[1]]).strip()
        if codes and codes[-1][0] != "equal" and (tag != "equal" or inside):
            codes[-1] = ("change", codes[-1][1], spans[1], codes[-1][3], spans[3])
        else:
            codes.append((tag, spans[0], spans[1], spans[2], spans[3]))
    return codes


def closest(line: str, sources: Iterable[str]) -> str:
    """Return the owner's text, or the sentence of it, that the line resembles most; "" when it resembles none."""
    best, found = _ALIKE, ""
    for source in _units(sources):
        if line == source:
            return source
        matcher = difflib.SequenceMatcher(None, _words(source), _words(line), autojunk=False)
        if matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, found = ratio, source
    return found


def unused(before: Iterable[str], used: Iterable[str]) -> tuple[str, ...]:
    """Return those of the owner's lines, or sentences of them, that no line of the draft came from."""
    taken = set(used)
    left: list[str] = []
    for line in before:
        sentences = _SENTENCE_END.split(line)
        if line in taken:
            continue
        left += [sentence for sentence in sentences if sentence not in taken] if taken & set(sentences) else [line]
    return tuple(left)


def styled(pieces: Iterable[Piece], *, colour: bool) -> "Text":
    """Return a diff for a terminal: coloured, or with brackets around what goes and what comes."""
    from rich.text import Text

    text = Text()
    for kind, words in pieces:
        if kind == "new" and text.plain and not text.plain[-1].isspace():
            text.append(" ")  # so that an old word and the new one in its place read as two
        if kind == "same":
            text.append(words)
        elif colour:
            text.append(words, style="red strike" if kind == "gone" else "bold green")
        else:
            text.append(f"[-{words}-]" if kind == "gone" else f"{{+{words}+}}")
    return text


def _units(sources: Iterable[str]) -> list[str]:
    units: dict[str, None] = {}
    for source in sources:
        units |= dict.fromkeys((source, *_SENTENCE_END.split(source)))
    return list(units)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
