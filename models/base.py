"""The base of every value in the project: frozen, and closed to fields nobody declared."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen value; an unknown field is an error, so a typo can't be stored in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(Model):
    """Where in the source a text stood. Pages and lines count from 1; None where the format has none."""

    page: int | None = None
    line: int | None = None


class Text(Model):
    """One line of somebody's own words, with the place it came from."""

    text: str
    origin: Origin | None = None


class LeftOut(Model):
    """A text that was read and is not used, with the reason, so that nothing disappears in silence."""

    text: str
    reason: str
    origin: Origin | None = None


class Notice(Model):
    """Something a person should know about an input: hidden text, an instruction to a machine, an unplaced line."""

    kind: str
    text: str
    origin: Origin | None = None
