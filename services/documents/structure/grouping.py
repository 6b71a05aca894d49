"""Let somebody else group the lines, by their numbers only: who groups can't write a line.

The input for a model is `numbered(document)`; its answer comes back as groups and is structured by the usual pass.
"""

from collections.abc import Sequence

from models.base import Model
from models.document import Document, LayoutLine, Reading
from services.documents.structure.build import reading_of_parts
from services.documents.structure.sections import Part
from services.documents.vocabulary import SectionKind


class Group(Model):
    """Lines that are one section, with the number of its heading and those at which its entries begin."""

    kind: SectionKind | None
    """None: name and contact."""
    lines: tuple[int, ...]
    heading: int | None = None
    entries: tuple[int, ...] = ()


def numbered(document: Document) -> str:
    """Return the lines with their numbers from 1, as the only thing a model is shown."""
    return "\n".join(f"{number}: {_shown(line)}" for number, line in enumerate(document.lines, 1))


def regroup(document: Document, groups: Sequence[Group]) -> Reading:
    """Return the reading that follows from the groups.

    Numbers that name no line are ignored, the first group to name a line has it, and lines nobody named are kept as
    every unplaced line is.
    """
    free = dict(enumerate(document.lines, 1))
    head = Part(None)
    parts = [head]
    for group in groups:
        heading = free.pop(group.heading, None) if group.heading else None
        lines = [_marked(free.pop(number), number in group.entries) for number in group.lines if number in free]
        if group.kind is None:
            head.lines += lines
        elif lines or heading:
            parts.append(Part(group.kind, heading, lines))
    return reading_of_parts(parts, document)


def _shown(line: LayoutLine) -> str:
    return f"{line.bullet} {line.text}".strip().replace("\t", "   ")


def _marked(line: LayoutLine, begins: bool) -> LayoutLine:
    """Return the line as the heading of an entry where one begins."""
    return line.model_copy(update={"heading": 3, "bullet": ""}) if begins else line
