"""What a model answers when it is asked to write: lines with the facts they cite. Never trusted, always judged."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DraftLine(_Answer):
    """One line of a draft."""

    text: str = Field(description="one sentence or phrase of the CV, no bullet glyph")
    facts: list[str] = Field(description="ids of the facts it rests on")


class DraftItem(_Answer):
    """The lines for one item."""

    item: str = Field(description="the id of the item, as given")
    lines: list[DraftLine]


class Draft(_Answer):
    """Everything that one call wrote."""

    items: list[DraftItem]


class AdReading(_Answer):
    """An ad as a model reads it: numbers of the lines that state each thing, so that it can't write a line."""

    title_line: int = Field(description="number of the line that names the position, 0 if none")
    employer_line: int = Field(description="number of the line that names the employer, 0 if none")
    must: list[int] = Field(description="numbers of the lines that state something required")
    nice: list[int] = Field(description="numbers of the lines that state something welcome but not required")
    responsibilities: list[int] = Field(description="numbers of the lines that state what the person will do")


class LineGroup(_Answer):
    """One section of a CV, by the numbers of its lines."""

    kind: Literal[
        "contact", "summary", "qualifications", "experience", "projects", "education", "certifications", "skills",
        "languages", "volunteer", "awards", "publications", "references", "interests", "other",
    ]  # fmt: skip
    heading: int = Field(description="number of the line that is the section's heading, 0 if none")
    lines: list[int] = Field(description="numbers of the lines of the section, without its heading")
    entries: list[int] = Field(description="numbers of the lines at which a position, project or study begins")


class Grouping(_Answer):
    """A CV as a model groups it: numbers alone, so that it can't write a line."""

    groups: list[LineGroup]


class Objection(_Answer):
    """One thing that a line states and its facts do not."""

    line: int = Field(description="number of the line")
    words: str = Field(description="the words of the line that no fact states")
    why: str = Field(description="one sentence")


class Objections(_Answer):
    """What a second reader has to say against drafted lines. It can object, and never clear."""

    objections: list[Objection]
