"""The score: a printed formula, so the same input always gives the same number."""

from models.base import Model


class Coverage(Model):
    """Whether one requirement is shown by a document (`line`), and whether any fact supports it (`facts`)."""

    requirement: str
    weight: float
    line: str = ""
    facts: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        """Tell whether the document shows it."""
        return bool(self.line)


class Score(Model):
    """Share of the requirements' weight that a document shows, 0-100; `headroom` is what facts support beyond it."""

    value: float
    headroom: float
    formula: str
    coverage: tuple[Coverage, ...] = ()

    @property
    def gaps(self) -> tuple[str, ...]:
        """Return the ids of requirements that no fact supports."""
        return tuple(row.requirement for row in self.coverage if not row.facts and not row.shown)
