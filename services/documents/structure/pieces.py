"""Take the head lines of an entry apart: dates, places, and pieces that are a title, an employer or neither."""

import re
from dataclasses import dataclass, field

from models.dates import DateRange
from models.document import LayoutLine
from services.documents.dates import find_date_range, is_date_text
from services.documents.vocabulary import FAMILY as _FAMILY
from services.documents.vocabulary import has, is_place, is_title_word, lexicon, phrases, place_certainty, tokens

_STRONG = re.compile(r"\t|\s*\|\s*|\s+[·•‧∙]\s+|\s+[—–]\s+|\s+-{1,2}\s+|\s*;\s+|\s+\u2015\s+")
_AT = re.compile(r"\s+(?:at|@|bei|chez|w firmie)\s+", re.IGNORECASE)
_EDGE = " \t,;:|·•–—-()[]/\u2015"
_LENGTH = re.compile(
    r"^\(?\d+\+?\s*(?:years?|yrs?|months?|mos?|jahre?|monate?|ans?|mois|años?|meses|lat|lata)\b.{0,20}$", re.I
)


@dataclass(slots=True)
class Head:
    """The head of an entry, taken apart.

    `lines` are its texts without dates and places, `tails` what stood behind a bar or a tab after each of them;
    `extra` is what else it says, `left_out` what follows from the dates, `after` a sentence behind the dates.
    """

    lines: list[str] = field(default_factory=list)
    dates: DateRange | None = None
    place: str = ""
    extra: list[str] = field(default_factory=list)
    lengths: list[str] = field(default_factory=list)
    after: str = ""
    beside: list[str] = field(default_factory=list)
    """What stands on a line of dates and nothing else, where people put the place."""


def take_apart(lines: list[LayoutLine]) -> Head:
    """Return the dates and the place of head lines, and the other texts in order."""
    head = Head()
    rows = [_pieces(_take_dates(line.text, head)) for line in lines]
    rows = [[piece for piece in row if not _is_length(piece[1], head)] for row in rows]
    for certainty in (2, 1):
        _take_place(rows, certainty, head)
    texts = ["".join(sep + text for sep, text in row).strip(" \t|·•–—-,;:/") for row in rows]
    head.lines = [text for text in texts if text.strip(_EDGE)]
    head.beside = [text for text, line in zip(texts, lines, strict=True) if text != line.text.strip() and text]
    if not head.place:
        head.lines = [_comma_place(text, head, len(head.lines) > 1) for text in head.lines]
    return head


def _pieces(text: str) -> list[tuple[str, str]]:
    """Return the pieces of a line with the separator before each."""
    parts = re.split(r"(\t|\s*\|\s*|\s+[·•]\s+|\s+[—–]\s+|\s+-{1,2}\s+)", text)
    rows = [("", parts[0]), *list(zip(parts[1::2], parts[2::2], strict=True))]
    return [(sep, piece) for sep, piece in rows if piece.strip(_EDGE)]


def _is_length(text: str, head: Head) -> bool:
    """Take a length of time (`3 years 2 months`): it follows from the dates."""
    if _LENGTH.match(text.strip()):
        head.lengths.append(text.strip(_EDGE))
        return True
    return False


def _take_place(rows: list[list[tuple[str, str]]], certainty: int, head: Head) -> None:
    """Take the piece that is a place; an uncertain one only where two other texts remain."""
    count = sum(map(len, rows))
    for row in rows:
        for piece in row:
            bare = piece[1].strip(" \t,;:|·•–—-()")
            if head.place or place_certainty(bare) < certainty or (certainty == 1 and count < 3):
                continue
            if certainty == 2 and count == 1 and len(rows) == 1 and has("employers", bare):
                continue
            head.place = bare
            row.remove(piece)
            break


def _take_dates(text: str, head: Head) -> str:
    found = find_date_range(text)
    if not found:
        return text
    start, end, dates = found
    if head.dates is not None and not _better(dates, head.dates):
        if is_date_text(text):
            head.extra.append(text)
            return ""
        return text
    if not _at_border(text, start, end):
        return text
    if head.dates is not None:
        head.extra.append(head.dates.text)
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before.endswith(("(", "[")):
        before, after = before[:-1].rstrip(), re.sub(r"^[)\]]", "", after).lstrip()
    prefix = DATE_PREFIX.search(before)
    if prefix:
        dates = dates.model_copy(update={"text": f"{prefix[0].strip()} {dates.text}"})
        before = before[: prefix.start()].rstrip()
    head.dates = dates
    length = _LENGTH_AFTER.match(after)
    if length:
        head.lengths.append(length[0].strip(_EDGE))
        after = after[length.end() :]
    if before.strip(_EDGE) and len(after.split()) > 2 and after[:1].isupper() and after.rstrip().endswith("."):
        head.after, after = after, ""
    return f"{before.rstrip(_EDGE)}\t{after.lstrip(_EDGE)}".strip("\t") if before and after else before or after


DATE_PREFIX = re.compile(
    rf"(?:^|(?<=[\s(,|]))(?:{'|'.join(phrases('date_prefixes'))})\s*:?\s*(?:in\s*)?$", re.IGNORECASE
)
"""A word before a date that says what happens then; it belongs to the date."""
_LENGTH_AFTER = re.compile(
    r"^[·•,\s(]*\d+\+?\s*(?:years?|yrs?|months?|mos?|jahre?|monate?|ans?|mois|años?|meses)\b"
    r"(?:[\s,]*\d+\s*(?:months?|mos?|monate?|mois|meses))?\s*\)?",
    re.IGNORECASE,
)


def _better(dates: DateRange, other: DateRange) -> bool:
    return (dates.end is not None or dates.present) and other.end is None and not other.present


def _at_border(text: str, start: int, end: int) -> bool:
    """Tell whether dates stand at a border of the text or of one of its pieces, not inside a phrase."""
    before, after = text[:start].rstrip(" "), text[end:].lstrip(" ")
    return (
        not after or not before or before[-1] in _EDGE or after[0] in _EDGE or is_place(after) or text[end:][:1] == "\t"
    )


def _comma_place(text: str, head: Head, others: bool) -> str:
    """Take a place off the end of a line: `Acme, Portland, OR`, `Northwind Bank, India`."""
    bracket = re.search(r"\s*\(([^()]+)\)$", text)
    if bracket and not head.place and is_place(bracket[1]):
        head.place = bracket[1]
        return text[: bracket.start()]
    if head.place or not re.search(r"[,.]\s", text):
        return text
    parts = re.split(r",\s+|(?<!\bDr)(?<!\bSt)(?<!\bProf)(?<!\bMrs)(?<!\bMr)(?<!\bMs)\.\s+(?=[A-Z])", text)
    for count in (2, 1):
        tail = ", ".join(part.strip() for part in parts[-count:])
        certainty = place_certainty(tail)
        enough = others or len(parts) - count > 1 or len(split_strong(text)) > 1
        if len(parts) > count and (certainty == 2 or (certainty == 1 and count == 2 and enough)):
            cut = text.rfind(parts[-count])
            head.place = text[cut:].strip(_EDGE)
            before = text[:cut].rstrip(_EDGE)
            return before if text[:cut].rstrip().endswith(",") else before.rstrip(".")
    return text


def split_strong(text: str) -> list[str]:
    """Return the pieces between tabs, bars, dots and dashes."""
    return [piece.strip() for piece in _STRONG.split(text) if piece.strip(_EDGE)]


def split_two(text: str) -> list[str]:
    """Return a line's pieces: at strong separators, else around `at`, else at its first telling comma."""
    pieces = split_strong(text)
    if len(pieces) == 1 and text.count(" / ") > 1:
        pieces = [piece.strip() for piece in text.split(" / ")]
    if len(pieces) > 1:
        return pieces
    around = _AT.split(text, maxsplit=1)
    if len(around) == 2 and title_score(around[0]) > 0:
        return [part.strip() for part in around]
    parts = split_commas(text)
    if len(parts) < 3:
        return parts
    scores = [title_score(part) for part in parts]
    employer = min(range(len(parts)), key=lambda at: (scores[at], at))
    if scores[employer] < 0 and employer > 0:
        return [", ".join(parts[:employer]), ", ".join(parts[employer:])]
    if scores[0] > 0 >= max(scores[1:]):
        return [parts[0], ", ".join(parts[1:])]
    last_title = max((at for at, score in enumerate(scores) if score > 0), default=0)
    if 0 < last_title < len(parts) - 1 and scores[0] > 0:
        return [", ".join(parts[: last_title + 1]), ", ".join(parts[last_title + 1 :])]
    return [parts[0], ", ".join(parts[1:])]


_LEGAL = re.compile(r"\s*(?:Inc|LLC|L\.L\.C|Ltd|LLP|Corp|plc|GmbH|S\.A|S\.L)\b\.?(?=\s*(?:,|$))")
"""The legal form behind the comma in a name: `Tri-County Electric, Inc.`."""


def split_commas(text: str) -> list[str]:
    """Return the parts between commas outside brackets."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth <= 0 and text[at + 1 : at + 2] in (" ", "") and not _LEGAL.match(text, at + 1):
            parts.append(text[start:at].strip())
            start = at + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def title_score(text: str) -> float:
    """Return how much a text looks like a job title (positive) or an employer (negative)."""
    words = [word.rstrip(".") for word in tokens(text.replace("-", " "))]
    employers = lexicon("employers")
    last_is_title = is_title_word(words[-1]) if words else False
    if not words:
        return 0.0
    if _FAMILY.search(text):
        return -2.0
    score = 1.0 * any(map(is_title_word, words)) + 1.0 * (last_is_title or words[0] in lexicon("title_marks"))
    score -= 1.0 * any(word in employers for word in words) * (not last_is_title)
    score -= 1.0 * (words[-1] in employers and not last_is_title)
    return score
