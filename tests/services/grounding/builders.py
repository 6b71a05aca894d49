"""Short ways to write the parts of a CV for a test."""

from collections.abc import Callable

from models.base import Text
from models.cv import CV, Role
from models.dates import DateRange, YearMonth

RulesOf = Callable[..., set[str]]
"""What names the rules that refuse a line: a line of the career, or a fact and a line against it."""


def texts(*lines: str) -> tuple[Text, ...]:
    """Return lines as the owner's own words."""
    return tuple(Text(text=line) for line in lines)


def dates(start: tuple[int, int], end: tuple[int, int] | None, text: str) -> DateRange:
    """Return a range of months; without an end it still goes on."""
    return DateRange(
        start=YearMonth(year=start[0], month=start[1]),
        end=YearMonth(year=end[0], month=end[1]) if end else None,
        present=end is None,
        text=text,
    )


def one_role(facts: tuple[str, ...]) -> CV:
    """Return a CV of one position, which began in February 2017 and goes on, with these facts alone."""
    role = Role(
        id="role-1",
        title="Coordinator",
        employer="Tarn Valley Trust",
        dates=dates((2017, 2), None, "Feb 2017 – present"),
        bullets=texts(*facts),
    )
    return CV(roles=(role,))
