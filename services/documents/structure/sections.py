"""Find the sections of a CV: headings of the vocabulary, and others that look the same."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.document import LayoutLine
from services.documents.dates import find_date_range, is_date_text
from services.documents.vocabulary import SectionKind, has, heading_kind, is_place

Style = tuple[int, float, bool, bool]
_STRONG = {
    "experience": 4,
    "education": 4,
    "skills": 3,
    "summary": 2,
    "projects": 2,
    "languages": 1,
    "certifications": 1,
}
_CONTACT = re.compile(r"@|\bhttps?:|www\.|\d{3}[\s.)-]{1,2}\d{3}")


@dataclass(slots=True)
class Part:
    """One section as found: its kind, its heading line (None for what stands before the first) and its lines."""

    kind: SectionKind | None
    heading: LayoutLine | None = None
    lines: list[LayoutLine] = field(default_factory=list)
    known: bool = True


def parts_of(lines: Sequence[LayoutLine]) -> list[Part]:
    """Return the sections in reading order; the first one holds what stands before any heading."""
    found = _headings(lines)
    parts = [Part(None)]
    for number, line in enumerate(lines):
        if number in found:
            kind = found[number]
            parts.append(Part(kind or "other", line, known=kind is not None))
        else:
            parts[-1].lines.append(line)
    return parts


def style_of(line: LayoutLine) -> Style:
    """Return what headings of one document have in common: level, size, weight, capitals."""
    letters = [char for char in line.text if char.isalpha()]
    return line.heading, round(line.size * 2) / 2, line.bold, bool(letters) and all(char.isupper() for char in letters)


def plain(text: str) -> str:
    """Return a heading without the marks around it."""
    return text.strip(" \t:.-–—_=*#|•·").strip()


def _headings(lines: Sequence[LayoutLine]) -> dict[int, SectionKind | None]:
    candidates = {
        number: kind
        for number, line in enumerate(lines)
        if not line.bullet and (kind := heading_kind(plain(line.text))) and _stands_alone(lines, number)
    }
    styles = Counter[Style]()
    for number, kind in candidates.items():
        styles[style_of(lines[number])] += _STRONG.get(kind, 1)
    if not styles:
        return {}
    accepted = {style for style, weight in styles.items() if weight >= 3 and weight >= 0.25 * max(styles.values())}
    accepted = accepted or {styles.most_common(1)[0][0]}
    top = min((style[0] for style in accepted if style[0]), default=0)
    found: dict[int, SectionKind | None] = {}
    for number, kind in candidates.items():
        style = style_of(lines[number])
        if (
            style in accepted
            or (style[0] and style[0] <= top)
            or (_STRONG.get(kind, 0) > 2 and _prominent(style, accepted))
        ):
            found[number] = kind
    return _with_unknown(lines, found, accepted, top)


def _stands_alone(lines: Sequence[LayoutLine], number: int) -> bool:
    """Tell whether a line can be a heading: something follows it that it can head."""
    if number + 1 >= len(lines):
        return False
    return lines[number].text.rstrip().endswith(":") or len(lines[number].text) < 48


def _prominent(style: Style, accepted: set[Style]) -> bool:
    return any(
        style[2] >= other[2]
        and style[1] >= other[1] - 0.5
        and (style[0] > 0) == (other[0] > 0)
        and style[3] >= other[3]
        for other in accepted
    )


def _with_unknown(
    lines: Sequence[LayoutLine], found: dict[int, SectionKind | None], accepted: set[Style], top: int
) -> dict[int, SectionKind | None]:
    """Add headings that no vocabulary knows: they look like the known ones, and no entry looks like that."""
    body = Counter[float]()
    for line in lines:
        body[round(line.size * 2) / 2] += len(line.text)
    usual = body.most_common(1)[0][0]
    telling = {style for style in accepted if style[0] or style[3] or style[1] > usual + 0.4 or style[2]}
    first = min(found)
    edges = {(lines[number].column, round(lines[number].x0)) for number in found}
    more = [
        number
        for number, line in enumerate(lines)
        if number not in found and style_of(line) in telling and (number > first or number > 2)
        and _may_head(line) and number + 1 < len(lines)
        and (line.heading or any(column == line.column and abs(x0 - line.x0) < 4 for column, x0 in edges))
    ]  # fmt: skip
    entries = Counter(style_of(lines[number]) for number in more if _heads_entry(lines, number))
    for number in more:
        style = style_of(lines[number])
        if (style[0] and style[0] <= top) or not entries[style]:
            found[number] = None
    return dict(sorted(found.items()))


def _may_head(line: LayoutLine) -> bool:
    text = plain(line.text)
    return (
        2 < len(text) < 50 and not line.bullet and "\t" not in text and len(text.split()) <= 6 and any(map(str.isalpha, text))
        and not is_date_text(text) and not find_date_range(text) and not _CONTACT.search(text) and not is_place(text)
    )  # fmt: skip


def _heads_entry(lines: Sequence[LayoutLine], number: int) -> bool:
    """Tell whether a line is the head of a role or a course: a date stands beside or just below it."""
    nearby = lines[number + 1 : number + 3]
    return has("titles", lines[number].text) or any(
        not line.bullet and find_date_range(line.text) and len(line.text) < 90 for line in nearby
    )
