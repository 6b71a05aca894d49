"""Years of experience computed from the dates of roles: months summed, overlapping roles counted once."""

import re
from collections.abc import Iterable
from datetime import date

from models.cv import Role
from models.dates import DateRange
from services.grounding.claim import Claim
from services.grounding.index import Index, holds

_YEARS_OF = re.compile(r"experience|career|year|erfahrung|jahr|expérience|ans|experiencia|años|doświadcz|lat")


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


def _began(role: Role) -> int:
    return role.dates.start.index() if role.dates and role.dates.start else 0


class Totals:
    """Tell whether a duration is a total that the dates of the CV add up to."""

    def __init__(self, index: Index, today: date) -> None:
        self._index = index
        self._today = today
        self._cache: dict[frozenset[str], int] = {}

    def allows(self, claim: Claim, at: int) -> bool:
        """Tell whether the years or months at a position are at most what the dates give, and not far below."""
        value = claim.terms[at].value
        if value is None or value.unit != "month":
            return False
        if not _YEARS_OF.search(claim.statement.folded.lower()):
            return False
        qualifier = claim.terms[at].qualifier
        return any(_fits(value.number, qualifier, total) for total in self._candidates(claim, at))

    def _candidates(self, claim: Claim, at: int) -> Iterable[int]:
        roles = self._index.cv.roles
        if not claim.whole:
            scopes = set(claim.view.name.partition("/")[0].split("+"))
            yield self._months([role for role in roles if role.id in scopes])
            return
        dated = sorted((role for role in roles if role.dates and role.dates.start), key=_began)
        for first in range(len(dated)):
            for last in range(first, len(dated)):
                yield self._months(dated[first : last + 1])
        stems = claim.statement.stems
        titled = [role for role in roles if role.title and self._named(role, stems)]
        if titled:
            yield self._months(titled)

    def _named(self, role: Role, stems: list[str]) -> bool:
        title = self._index.stems(role.title)
        return holds(stems, title) or bool(title and title[-1] in stems)

    def _months(self, roles: Iterable[Role]) -> int:
        chosen = tuple(roles)
        key = frozenset(role.id for role in chosen)
        if key not in self._cache:
            self._cache[key] = months((role.dates for role in chosen), self._today)
        return self._cache[key]


def _fits(claimed: float, qualifier: str, total: int) -> bool:
    """Allow the years that the months reach, two months of rounding, and up to two years less.

    "Over N" must be reached in full; "nearly N" may lack half a year.
    """
    if qualifier == ">":
        return claimed <= total
    if qualifier in ("<", "~"):
        return total - 24 < claimed <= total + 6
    return total - 24 < claimed <= total + 2 if claimed % 12 == 0 else total - 1 <= claimed <= total + 1
