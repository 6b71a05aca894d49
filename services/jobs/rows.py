"""From the lines of a document to rows: bullets recognised by any glyph, wrapped lines joined, page noise set aside."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from models.base import LeftOut, Origin
from models.document import Document, LayoutLine
from services.jobs.data import load_json
from services.jobs.headings import heading_section

_GLYPHS = r"[-–—*•·∙▪▫‣◦●○■□➢➤►▶▸▹✓✔✅☑❖◆◇★☆→⇒»›>¢\uf0b7\uf0a7\uf0d8\uf076]|\(cid:\d+\)"
_BULLET = re.compile(rf"^\s*(?:(?:{_GLYPHS})+\s*(?=\S)|\(?[A-Z]?\d{{1,2}}[.):]\s+(?=\D)|\(?[a-z]\)\s+|\[[ xX]?\]\s+)")
_GLYPH_ALONE = re.compile(rf"^\s*(?:{_GLYPHS}|o)\s*$")
# Signs that stand before words anywhere; a font without a map shows its bullet as one or two of them.
_STRANGE_PREFIX = re.compile(r"^\s*([^\w\s\"“„«'‘(\[$£€#@+&]{1,2}[\"”]?|o(?= [A-Z]))\s*(?=\w)")
_EMOJI = re.compile(r"^[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]+\s*")
_MARKS = re.compile(r"(\*\*|__|`)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_HEADING_MARK = re.compile(r"^\s*(#{1,6})\s+(.*?)\s*#*$")
_WHOLE_BOLD = re.compile(r"^\s*(?:\*\*|__)(.+?)(?:\*\*|__)\s*:?\s*$")
_PAGE_NOISE = re.compile(
    r"^\W*$|^(?:page\s*)?\d+\s*(?:/|of|von|sur|de)\s*\d+$|^(?:page|seite|página)\s*\d+$|^\S{0,12}\s?https?://\S+$|^www\.\S+$|"
    r"^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}:\d{2}.*$|^(?:url|link|source)\W*https?://\S+$|^\S*https?://\S*(?:…|\.\.\.)\S*$",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!?;…][\"”»)]?$")
_GOES_ON = re.compile(
    r"(?:,|\b(?:and|or|of|the|a|to|for|in|with|und|oder|der|die|das|mit|für|et|ou|de|des|la|le|y|o|en|con))$"
)
_MIN_WIDTH, _MAX_WIDTH = 50, 140
_BOLD_FIELD = re.compile(r"^\s*\*\*[^*]{1,40}:\*\*\s*\S|^\s*\*\*[^*]{1,40}\*\*:\s*\S")


class Row(NamedTuple):
    """A paragraph, list item or heading. `heading` is the level the format states; `bold` means all of the text."""

    text: str
    bullet: bool = False
    heading: int = 0
    bold: bool = False
    gap: bool = False
    origin: Origin | None = None


def rows_of(document: Document) -> tuple[list[Row], list[LeftOut]]:
    """Return the rows of a document in reading order, and the page noise that was set aside."""
    rows = list(_rows(document.lines))
    kept, noise = _without_noise(rows)
    return _joined(kept), noise


def _rows(lines: Sequence[LayoutLine]) -> Iterator[Row]:
    prefixes = Counter(match[1] for line in lines if (match := _STRANGE_PREFIX.match(line.text)))
    strange = {prefix for prefix, count in prefixes.items() if count >= 3}
    gap, last_line, pending = False, 0, False
    for line in lines:
        number = line.origin.line or 0
        gap = gap or not line.text.strip() or (0 < last_line < number - 1)
        last_line = number
        if not line.text.strip():
            continue
        if _GLYPH_ALONE.match(line.text) and not line.bullet:
            pending = True
            continue
        for text in _parted(line.text, strange):
            row = _row(line.model_copy(update={"text": text}), strange)
            yield row._replace(gap=gap, bullet=row.bullet or pending)
            gap = pending = False


def _parted(text: str, strange: set[str]) -> list[str]:
    """Part a line in which a reader joined list items, at bullets of two signs."""
    glyphs = "|".join(re.escape(prefix) for prefix in strange if len(prefix) > 1)
    return re.split(rf"\s+(?=(?:{glyphs})\w)", text) if glyphs else [text]


def _row(line: LayoutLine, strange: set[str]) -> Row:
    text, heading, bold = line.text.strip(), line.heading, line.bold
    if marked := _HEADING_MARK.match(text):
        heading, text = len(marked[1]), marked[2]
    elif whole := _WHOLE_BOLD.match(text):
        bold = True
        text = whole[1] if not text.endswith(":") else f"{whole[1]}:"
    text = _LINK.sub(r"\1", text)
    bullet = bool(line.bullet)
    if not heading and (match := _BULLET.match(text)):
        # A heading may be numbered, but what a reader took for a heading is none of our bullets.
        bullet, text = True, text[match.end() :]
    elif (prefix := _STRANGE_PREFIX.match(text)) and prefix[1] in strange and not heading:
        bullet, text = True, text[prefix.end() :]
    text = _EMOJI.sub("", _MARKS.sub("", text)).replace("\u00ad", "")
    return Row(" ".join(text.split()), bullet, heading, bold, origin=line.origin)


@cache
def _furniture() -> frozenset[str]:
    return frozenset(load_json("header")["furniture"])


def _without_noise(rows: Sequence[Row]) -> tuple[list[Row], list[LeftOut]]:
    counts = Counter(row.text for row in rows if not row.bullet)
    seen: set[str] = set()
    kept: list[Row] = []
    noise: list[LeftOut] = []
    gap = False
    for row in rows:
        reason = ""
        if _PAGE_NOISE.match(row.text) or row.text.casefold().strip(" .…:»") in _furniture() or _doubled(row.text):
            reason = "page noise"
        elif counts[row.text] > 1 and row.text in seen and not heading_section(row.text, shaped=False):
            reason = "repeated"
        seen.add(row.text)
        if reason and not row.heading:
            noise.append(LeftOut(text=row.text, reason=reason, origin=row.origin))
            gap = gap or row.gap
        else:
            kept.append(row._replace(gap=row.gap or gap))
            gap = False
    return kept, noise


def _doubled(text: str) -> bool:
    """Tell whether each letter stands twice, as in menus whose bold is printed by overstriking."""
    letters = text.replace(" ", "")
    return len(letters) >= 6 and len(letters) % 2 == 0 and letters[::2] == letters[1::2]


def _joined(rows: Sequence[Row]) -> list[Row]:
    width = _wrap_width(rows)
    # Some extractors put an empty line after each line; then it parts nothing.
    gaps_part = sum(row.gap for row in rows) <= 0.7 * len(rows)
    joined: list[Row] = []
    last_piece = ""
    for row in rows:
        if joined and _continues(joined[-1], last_piece, row._replace(gap=row.gap and gaps_part), width):
            before = joined[-1]
            space = "" if last_piece.endswith("-") and row.text[:1].islower() else " "
            joined[-1] = before._replace(text=before.text + space + row.text)
        else:
            joined.append(row)
        last_piece = row.text
    return joined


def _wrap_width(rows: Sequence[Row]) -> int:
    """Return the width at which lines are wrapped, or 0 where each line is a paragraph of its own."""
    pairs = [(len(row.text), after) for row, after in pairwise(rows) if not _ENDS_SENTENCE.search(row.text)]
    best, most = 0, 1
    for width in sorted({length for length, _ in pairs if _MIN_WIDTH <= length <= _MAX_WIDTH}):
        full = [after for length, after in pairs if 0.85 * width <= length <= width]
        # A line that a new one starts with a small letter after was broken, not ended.
        broken = sum(after.text[:1].islower() and not after.bullet for after in full)
        if broken > most and broken >= 0.3 * len(full):
            best, most = width, broken
    return best


def _continues(before: Row, last_piece: str, row: Row, width: int) -> bool:
    if row.bullet or row.heading or before.heading or row.bold != before.bold:
        return False
    if _ENDS_SENTENCE.search(last_piece) or last_piece.endswith(":") or _BOLD_FIELD.match(row.text):
        return False
    full = width > 0 and len(last_piece) >= 0.72 * width
    lower = row.text[:1].islower()
    if full and (lower or not row.gap or _GOES_ON.search(last_piece.casefold())):
        return True
    if full and row.gap:
        return len(last_piece) >= 0.85 * width
    return lower and not row.gap and bool(_GOES_ON.search(last_piece.casefold()) or len(last_piece) > 60)
