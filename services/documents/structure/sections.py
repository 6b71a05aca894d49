"""Find the sections of a CV: headings of the vocabulary, and others that look the same."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.document import LayoutLine
from services.documents.dates import find_date_range, is_date_text
from services.documents.vocabulary import SectionKind, has, heading_kind, is_place, lexicon, normal

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
_ITEM_ENDS = re.compile(r"[,;|\t•·]|\s/\s| {2,}")
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
    lines = _with_labels_apart(lines)
    found = _headings(lines)
    parts = [Part(None)]
    for number, line in enumerate(lines):
        if number in found:
            kind = found[number]
            parts.append(Part(kind or "other", line, known=kind is not None))
        else:
            parts[-1].lines.append(line)
    _find_masthead(parts, lines)
    for part in parts:
        vague = part.kind == "other" and part.heading and normal(plain(part.heading.text)) in lexicon("vague_headings")
        if part.heading and (vague or not part.known):
            part.kind = _kind_by_content(part.lines)
        elif part.heading and part.kind == "other" and normal(plain(part.heading.text)) in lexicon("course_headings"):
            dated = sum(find_date_range(line.text) is not None for line in part.lines)
            part.kind = "certifications" if 2 * dated > len(part.lines) else "other"
    told = [part for part in parts if part.kind == "experience" and part.lines]
    if not any(_is_role_head(part.lines, at) for part in told for at in range(len(part.lines))):
        parts = [piece for part in parts for piece in _without_heading(part, fewest=2 if told else 1)]
    return parts


def _with_labels_apart(lines: Sequence[LayoutLine]) -> list[LayoutLine]:
    """Put headings that stand beside their first line, as in a table, on a line of their own."""
    labels = {
        number: kind
        for number, line in enumerate(lines)
        if "\t" in line.text and not line.bullet and (kind := heading_kind(plain(line.text.split("\t")[0])))
        and not is_date_text(line.text.partition("\t")[2])
    }  # fmt: skip
    telling = [lines[number] for number, kind in labels.items() if kind in ("experience", "education")]
    if not telling or not (telling[0].bold or len(labels) > 2):
        return list(lines)
    apart: list[LayoutLine] = []
    for number, line in enumerate(lines):
        if number in labels and line.bold == telling[0].bold and abs(line.x0 - telling[0].x0) < 3:
            label, _, text = line.text.partition("\t")
            apart.append(line.model_copy(update={"text": label, "heading": line.heading or 2, "links": ()}))
            line = line.model_copy(update={"text": text, "bold": False, "gap": 0.0, "heading": 0})
        apart.append(line)
    return apart


def _find_masthead(parts: list[Part], lines: Sequence[LayoutLine]) -> None:
    """Move the name to the head when it stands at the top of a column that is not read first."""
    sizes = [line.size for line in lines if line.origin.page in (None, 1)]
    usual = sorted(sizes)[len(sizes) // 2] if sizes else 0.0
    if not usual or any(line.size > 1.25 * usual and line.size == max(sizes) for line in parts[0].lines):
        return
    for part in parts[1:]:
        for at, line in enumerate(part.lines):
            begins = at == 0 or line.column != part.lines[at - 1].column
            if begins and line.size >= 1.25 * usual and line.size == max(sizes) and line.origin.page == 1:
                parts[0].lines = part.lines[at:] + parts[0].lines
                part.lines = part.lines[:at]
                return


def _kind_by_content(lines: Sequence[LayoutLine]) -> SectionKind:
    """Return what a section under an unknown heading is by its lines: roles, courses of study, or of no known kind."""
    if any(_is_role_head(lines, at) for at in range(len(lines))):
        return "experience"
    heads = [line.text for line in lines if not line.bullet]
    named = all(any(has(name, text) for text in heads) for name in ("degrees", "institutions"))
    if named and any(map(find_date_range, heads)):
        return "education"
    return "skills" if _is_list(lines) else "other"


def _is_list(lines: Sequence[LayoutLine]) -> bool:
    """Tell whether lines hold short items and nothing else: no sentence, no year, no address."""
    items = [item for line in lines for item in _ITEM_ENDS.split(line.text) if item.strip()]
    short = all(len(item.split()) <= 4 and not item.rstrip().endswith((".", "!", "?")) for item in items)
    return len(items) > 2 and short and not any(find_date_range(item) or _CONTACT.search(item) for item in items)


def _without_heading(part: Part, fewest: int) -> list[Part]:
    """Cut roles that stand under no heading of their own out of a part that is a summary or no section at all."""
    if part.kind not in (None, "summary", "qualifications", "other"):
        return [part]
    heads = [at for at, line in enumerate(part.lines) if _is_role_head(part.lines, at)]
    if len(heads) < fewest or (part.kind == "other" and len(heads) < 2):
        return [part]
    first = heads[0]
    while first > 0 and _leads_to(part.lines[first - 1], part.lines[first]):
        first -= 1
    rest = Part("experience", None, part.lines[first:], known=False)
    part.lines = part.lines[:first]
    return [part, rest]


def _is_role_head(lines: Sequence[LayoutLine], at: int) -> bool:
    line = lines[at]
    found = find_date_range(line.text)
    if line.bullet or not found or not (found[2].end or found[2].present) or len(line.text.split()) > 25:
        return False
    around = [
        line.text,
        *(other.text for other in lines[max(0, at - 2) : at] if not other.bullet and len(other.text) < 70),
    ]
    return any(has("titles", text[: found[0]] if text is line.text and found[0] > 8 else text) for text in around)


def _leads_to(line: LayoutLine, head: LayoutLine) -> bool:
    return (
        not line.bullet
        and len(line.text.split()) <= 8
        and not line.text.endswith(".")
        and head.gap < 0.8
        and not _CONTACT.search(line.text)
    )


def is_table_head(line: LayoutLine) -> bool:
    """Tell whether a line is the head of a table: the names of its columns."""
    cells = [cell.strip().casefold() for cell in line.text.split("\t")]
    return len(cells) > 1 and all(
        cell
        and len(cell.split()) <= 3
        and all(
            word.strip("/&") in lexicon("columns") or word in ("/", "&", "and", "of")
            for word in cell.replace("/", " ").split()
        )
        for cell in cells
    )


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
        if (not line.bullet or line.bullet[:-1].isdigit())
        and (kind := heading_kind(plain(line.text)))
        and _stands_alone(lines, number)
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
            or any(style[:3] == other[:3] and (style[0] or style[2]) for other in accepted)
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
    known_roles = "experience" in found.values()
    counts = Counter(style_of(lines[number]) for number in more)
    entries = Counter(style_of(lines[number]) for number in more if _heads_entry(lines, number))
    for number in more:
        style = style_of(lines[number])
        alike = sum(style_of(lines[other]) == style for other in found if found[other]) >= counts[style]
        alike = alike and style[1] > usual + 0.9 and style in accepted
        opens = not known_roles and not has("titles", lines[number].text) and not is_date_text(lines[number + 1].text)
        if (style[0] and style[0] <= top) or not entries[style] or opens or alike:
            found[number] = None
    return dict(sorted(found.items()))


def _may_head(line: LayoutLine) -> bool:
    text = plain(line.text)
    return (
        2 < len(text) < 50 and not line.bullet and "\t" not in text and len(text.split()) <= 6
        and any(map(str.isalpha, text))
        and not is_date_text(text) and not find_date_range(text) and not _CONTACT.search(text) and not is_place(text)
    )  # fmt: skip


def _heads_entry(lines: Sequence[LayoutLine], number: int) -> bool:
    """Tell whether a line is the head of a role or a course: a date stands beside, just below or just above it."""
    nearby = lines[number + 1 : number + 3]
    above = lines[number - 1] if number else None
    if above and is_date_text(above.text):
        return True
    if above and not above.bullet and style_of(above) == style_of(lines[number]) and find_date_range(above.text):
        return True
    return has("titles", lines[number].text) or any(
        not line.bullet and find_date_range(line.text) and len(line.text) < 90 for line in nearby
    )
