"""A file as it was read: lines in reading order, before anyone says what they mean."""

from typing import Literal

from pydantic import Field, JsonValue

from models.base import LeftOut, Model, Notice, Origin
from models.cv import CV

Kind = Literal["pdf", "docx", "md", "txt", "html", "json"]


class LayoutLine(Model):
    """One line of text with what the format tells about it. Lengths are points; `bullet` is the glyph, or "".

    A wrapped paragraph or bullet is one line; a tab in the text is a wide gap, such as that before a date.
    """

    text: str
    origin: Origin
    bullet: str = ""
    heading: int = 0
    """Heading level the format itself states (1-6), or 0."""
    size: float = 0.0
    bold: bool = False
    column: int = 0
    x0: float = 0.0
    x1: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    gap: float = 0.0
    """Empty height above, in line heights: 0 within a paragraph, 1 or more after a blank line."""
    links: tuple[str, ...] = ()
    """Addresses that parts of the line are linked to, where the text does not show them."""


class Document(Model):
    """What a file says. `data` is the parsed JSON of a JSON Resume, else None."""

    kind: Kind
    lines: tuple[LayoutLine, ...] = ()
    data: JsonValue = None
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def text(self) -> str:
        """Return the lines as plain text, bullets included, one line each."""
        return "\n".join(f"{line.bullet} {line.text}" if line.bullet else line.text for line in self.lines)


class Reading(Model):
    """A CV and how well it was understood.

    `left_out` holds page numbers and repeated headers, `notices` what a person should see (hidden text, lines kept
    under `other`), `confidence` one number from 0 to 1 for each section that was found.
    """

    cv: CV
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[Notice, ...] = ()
    confidence: dict[str, float] = Field(default_factory=dict)
