"""Dates as CVs state them: a year, or a year and a month, or "present"."""

from pydantic import Field

from models.base import Model


class YearMonth(Model):
    """A point in time of a CV. `month` is None when the source gives the year alone."""

    year: int = Field(ge=1900, le=2100)
    month: int | None = Field(default=None, ge=1, le=12)

    def __str__(self) -> str:
        """Return ISO 8601 text: `2021` or `2021-03`."""
        return f"{self.year}" if self.month is None else f"{self.year}-{self.month:02d}"

    def index(self, *, end: bool = False) -> int:
        """Return months since year 0; a bare year is its January, or its December when `end`."""
        return self.year * 12 + (self.month or (12 if end else 1)) - 1


class DateRange(Model):
    """From when to when, with the owner's own spelling kept in `text`.

    `end` None and `present` False means a single date, which then stands in `start`. A range that its owner wrote
    backwards is kept as written.
    """

    start: YearMonth | None = None
    end: YearMonth | None = None
    present: bool = False
    text: str = ""
