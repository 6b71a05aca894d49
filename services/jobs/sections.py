"""Find the sections of an ad by its headings, in five languages, and say in which section each row stands."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from services.jobs.headings import Section, heading_section
from services.jobs.rows import Row

_EDGES = " \t:：.?!…-–—_*#|/>&()[]«»\"“”„'’,;"
_MAX_WORDS = 10
# "Salary: …" on one line ends a list and says nothing about the lines after it.
_ONE_LINE: frozenset[Section] = frozenset({"facts", "salary", "about", "apply", "legal"})
_SHOUTED = re.compile(r"^([A-Z][A-Z &/,]{6,60}[A-Z])(?:\s*:\s*(?=\S)|\s+(?=[a-z(](?:\S*\s+){2}))")
_LABEL = re.compile(r"^(?P<label>[^:：]{2,50}?)\s*[:：]\s*(?P<rest>\S.*)?$")


class Placed(NamedTuple):
    """A row with the section it stands in; a heading is placed under `heading`."""

    row: Row
    section: Section


def place(rows: Sequence[Row]) -> Iterator[Placed]:
    """Yield each row with its section, in order."""
    section: Section = "start"
    style = 0
    for number, row in enumerate(rows):
        following = rows[number + 1] if number + 1 < len(rows) else None
        found, rest = _heading(row, following)
        if found:
            if not rest or found not in _ONE_LINE:
                section, style = found, _style(row)
            elif section not in ("start", "about") and not row.bullet:
                section = "other"
            yield Placed(row._replace(text=row.text if not rest else row.text[: -len(rest)].strip()), "heading")
            if rest:
                yield Placed(row._replace(text=rest, bullet=True, heading=0, bold=False), found)
            continue
        if _style(row) and not row.bullet:
            # A heading of no known kind ends the section when it looks at least as strong as that section's own.
            if _style(row) >= style or section in ("about", "benefits", "legal", "apply", "salary", "facts"):
                section, style = "other", _style(row)
            yield Placed(row, "heading")
            continue
        yield Placed(row, section)


def _heading(row: Row, following: Row | None) -> tuple[Section | None, str]:
    """Return the section a row opens, and the text after the colon that belongs to it."""
    label = _LABEL.match(row.text)
    if label and label["rest"]:
        section = heading_section(label["label"], shaped=False)
        if section and (inner := heading_section(label["rest"], shaped=False)):
            return inner, ""
        if section and not (row.bullet and section in ("must", "nice")):
            return section, label["rest"]
    if (shouted := _SHOUTED.match(row.text)) and (section := heading_section(shouted[1], shaped=True)):
        return section, row.text[shouted.end() :]
    if len(row.text) > 90 or (row.text.endswith((".", ",", ";")) and not row.heading):
        return None, ""
    shaped = bool(_style(row)) or bool(
        not row.bullet and (row.gap or (following and following.bullet)) and len(row.text.split()) <= 9
    )
    if row.bullet and not row.heading:
        return (heading_section(row.text, shaped=False), "") if row.text.endswith(":") else (None, "")
    return heading_section(row.text.strip(_EDGES), shaped=shaped), ""


def _style(row: Row) -> int:
    """Return how strongly a row looks like a heading: 5 by the format, 3 bold, 2 capitals, 1 a colon, 0 not at all."""
    if row.heading:
        return 10 - row.heading
    words = row.text.split()
    if not words or len(words) > _MAX_WORDS or row.text.endswith((".", ";", ",")):
        return 0
    if row.bold:
        return 3
    letters = [letter for letter in row.text if letter.isalpha()]
    if len(letters) > 5 and all(letter.isupper() for letter in letters):
        return 2
    return int(row.text.endswith(":"))
