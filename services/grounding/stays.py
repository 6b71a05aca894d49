"""How long roles lasted, in months, and which of them followed one another."""

from collections.abc import Iterable
from datetime import date

from models.cv import Role
from models.dates import DateRange


def months(dates: Iterable[DateRange | None], today: date) -> int:
    """Return how many months a set of ranges covers. A bare year counts from one January to the next."""
    spans = sorted(span for entry in dates if entry and (span := _span(entry, today)))
    total, reached = 0, -1
    for start, end in spans:
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def _span(dates: DateRange, today: date) -> tuple[int, int] | None:
    if dates.start is None:
        return None
    start = dates.start.index()
    if dates.present:
        return start, today.year * 12 + today.month
    if dates.end is None:
        return None
    if dates.end.month is None:
        return start, max(dates.end.year * 12, start)
    return start, dates.end.index() + 1


def unbroken(roles: Iterable[Role], first: Role) -> list[Role]:
    """Return the roles that follow one another from this one until today, or none: "since 2012"."""
    chain = [first]
    for role in sorted(roles, key=began):
        end = chain[-1].dates.end if chain[-1].dates else None
        begins = role.dates.start if role.dates else None
        if end and begins and role is not first and 0 <= begins.index() - end.index() <= 1:
            chain.append(role)
    return chain if chain[-1].dates and chain[-1].dates.present else []


def began(role: Role) -> int:
    """Return the month in which a role began, 0 when nobody said."""
    return role.dates.start.index() if role.dates and role.dates.start else 0
