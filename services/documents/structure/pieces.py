"""Take the head lines of an entry apart: dates, places, and pieces that are a title, an employer or neither."""

import re
from dataclasses import dataclass, field

from models.dates import DateRange
from models.document import LayoutLine
from services.documents.dates import find_date_range, is_date_text
from services.documents.vocabulary import has, is_place, lexicon, tokens

_STRONG = re.compile(r"\t|\s*\|\s*|\s+[·•‧∙]\s+|\s+[—–]\s+|\s+-{1,2}\s+|\s*;\s+|\s+\u2015\s+")
_AT = re.compile(r"\s+(?:at|@|bei|chez|w firmie)\s+", re.IGNORECASE)
_EDGE = " \t,;:|·•–—-()[]/\u2015"
_LENGTH = re.compile(
    r"^\(?\d+\+?\s*(?:years?|yrs?|months?|mos?|jahre?|monate?|ans?|mois|años?|meses|lat|lata)\b.{0,20}$", re.I
)


@dataclass(slots=True)
class Head:
    """The head of an entry, taken apart. `lines` are its texts without dates and places; `extra` is what is left."""

    lines: list[str] = field(default_factory=list)
    dates: DateRange | None = None
    place: str = ""
    extra: list[str] = field(default_factory=list)
    after: str = ""


def take_apart(lines: list[LayoutLine]) -> Head:
    """Return the dates and the place of head lines, and the other texts in order."""
    head = Head()
    for line in lines:
        text = _take_dates(line.text, head)
        text = _take_place(text, head)
        text = text.strip(_EDGE.replace(")", "").replace("(", "") if "(" in text else _EDGE)
        if text:
            head.lines.append(text)
    return head


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
    head.dates = dates
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before.endswith(("(", "[")):
        before, after = before[:-1].rstrip(), re.sub(r"^[)\]]", "", after).lstrip()
    length = re.match(
        r"^[·•,\s(]*\d+\+?\s*(?:years?|yrs?|months?|mos?|jahre?|monate?|ans?|mois|años?|meses)[^,|\t]{0,16}\)?",
        after,
        re.I,
    )
    if length:
        head.extra.append(length[0].strip(_EDGE))
        after = after[length.end() :]
    if before.strip(_EDGE) and len(after.split()) > 2 and after[:1].isupper() and after.rstrip().endswith("."):
        head.after, after = after, ""
    words = before.strip(_EDGE).casefold()
    if words in ("graduated", "expected", "expected graduation", "graduation", "class of", "since"):
        head.extra.append(before.strip(_EDGE))
        before = ""
    return f"{before.rstrip(_EDGE)}\t{after.lstrip(_EDGE)}".strip("\t") if before and after else before or after


def _better(dates: DateRange, other: DateRange) -> bool:
    return (dates.end is not None or dates.present) and other.end is None and not other.present


def _at_border(text: str, start: int, end: int) -> bool:
    """Tell whether dates stand at a border of the text or of one of its pieces, not inside a phrase."""
    before, after = text[:start].rstrip(" "), text[end:].lstrip(" ")
    return (
        not after or not before or before[-1] in _EDGE or after[0] in _EDGE or is_place(after) or text[end:][:1] == "\t"
    )


def _take_place(text: str, head: Head) -> str:
    """Take a place off the end (or the start) of a line: ` | Austin, TX`, `, Portland, OR`, `, India`."""
    if not text.strip(_EDGE):
        return ""
    pieces = [piece for piece in re.split(r"(\t|\s*\|\s*|\s+[·•]\s+|\s+[—–]\s+|\s+-\s+)", text)]
    kept: list[str] = []
    for piece in pieces:
        bare = piece.strip(_EDGE)
        if bare and not head.place and is_place(bare) and (len(pieces) > 1 or head.lines or not has("employers", bare)):
            head.place = bare
        elif bare and _LENGTH.match(bare):
            head.extra.append(bare)
        else:
            kept.append(piece)
    text = "".join(kept).strip(" \t|·•–—-")
    if head.place or "," not in text:
        return text
    return _comma_place(text, head)


def _comma_place(text: str, head: Head) -> str:
    parts = re.split(r",\s+|\.\s+(?=[A-Z])", text)
    for count in (2, 1):
        tail = ", ".join(part.strip() for part in parts[-count:])
        if len(parts) > count and is_place(tail):
            cut = text.rfind(parts[-count])
            head.place = text[cut:].strip(_EDGE)
            return text[:cut].rstrip(_EDGE)
    return text


def split_strong(text: str) -> list[str]:
    """Return the pieces between tabs, bars, dots and dashes."""
    return [piece.strip() for piece in _STRONG.split(text) if piece.strip(_EDGE)]


def split_two(text: str) -> list[str]:
    """Return a line's pieces: at strong separators, else around `at`, else at its first telling comma."""
    pieces = split_strong(text)
    if len(pieces) > 1:
        return pieces
    around = _AT.split(text, maxsplit=1)
    if len(around) == 2 and title_score(around[0]) > 0:
        return [part.strip() for part in around]
    parts = split_commas(text)
    if len(parts) > 2:
        for cut in range(1, len(parts)):
            first, second = ", ".join(parts[:cut]), ", ".join(parts[cut:])
            if (title_score(first) > 0) != (title_score(parts[cut]) > 0) and title_score(second) != title_score(first):
                return [first, second]
    return parts[:1] + [", ".join(parts[1:])] if len(parts) > 1 else [text]


def split_commas(text: str) -> list[str]:
    """Return the parts between commas outside brackets."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth <= 0 and text[at + 1 : at + 2] in (" ", ""):
            parts.append(text[start:at].strip())
            start = at + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def title_score(text: str) -> float:
    """Return how much a text looks like a job title (positive) or an employer (negative)."""
    words = [word.rstrip(".") for word in tokens(text.replace("-", " "))]
    titles, employers = lexicon("titles"), lexicon("employers")
    if not words:
        return 0.0
    score = 1.0 * any(word in titles for word in words) + 1.0 * (
        words[-1] in titles or words[0] in lexicon("title_marks")
    )
    score -= 1.0 * any(word in employers for word in words) * (words[-1] not in titles)
    score -= 1.0 * (words[-1] in employers and words[-1] not in titles)
    return score
