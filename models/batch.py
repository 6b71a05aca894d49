"""Many rows at once: what happened to each, and the sum."""

from typing import Literal

from pydantic import Field, JsonValue, computed_field

from models.base import Model
from models.usage import Usage

RowStatus = Literal["cached", "done", "failed", "left"]
"""`left` rows were not asked about: the run was stopped, and the next one continues with them."""


class RowResult(Model):
    """One row: its number from 1, its name, the columns it came with, and the answer or the reasons why not."""

    number: int
    name: str
    status: RowStatus
    row: dict[str, JsonValue] = Field(default_factory=dict)
    answer: dict[str, JsonValue] = Field(default_factory=dict)
    reasons: tuple[str, ...] = ()


class Progress(Model):
    """Where a run over `total` rows stands. `seconds` counts from its start."""

    total: int = 0
    cached: int = 0
    done: int = 0
    failed: int = 0
    usage: Usage = Usage()
    seconds: float = 0.0
    note: str = ""
    """What the run waits for, in words, or ""."""

    @property
    def settled(self) -> int:
        """Return the rows nothing more will happen to."""
        return self.cached + self.done + self.failed

    @property
    def rate(self) -> float:
        """Return new rows a second."""
        return self.done / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Return how long the rest will take at this rate, or None while that is not known."""
        return (self.total - self.settled) / self.rate if self.rate else None


class Enrichment(Model):
    """What `enrich` did. `stopped` says why rows are left, "" when none is; paths are "" for files not written."""

    rows: tuple[RowResult, ...] = ()
    usage: Usage = Usage()
    ordinary_cost: float | None = None
    """What the same answers would have cost outside the night's batch, where one was used."""
    seconds: float = 0.0
    out: str = ""
    failed_out: str = ""
    stopped: str = ""

    def count(self, status: RowStatus) -> int:
        """Return the rows of this status."""
        return sum(row.status == status for row in self.rows)


class SectionResult(Model):
    """One section of a profile: 1 is the summary, then the roles and the projects in order."""

    section_number: int
    section: str
    title: str
    description: str
    enhanced_description: str = ""
    reasons: tuple[str, ...] = ()
    """Why the section keeps its original; empty when it was enhanced."""


class Enhancement(Model):
    """What `enhance` did with one profile. `unknown`, `double` and `missing` are numbers of sections in the answers."""

    profile: str
    sections: tuple[SectionResult, ...] = ()
    model: str = ""
    usage: Usage = Usage()
    ordinary_cost: float | None = None
    seconds: float = 0.0
    unknown: tuple[int, ...] = ()
    double: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    out: str = ""

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated property; pydantic documents this form
    @property
    def sections_requested(self) -> int:
        """Return how many sections there were to enhance."""
        return len(self.sections)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def sections_enhanced(self) -> int:
        """Return how many have an enhanced text."""
        return sum(bool(section.enhanced_description) for section in self.sections)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def success_rate(self) -> float:
        """Return the share of sections enhanced, 0-1."""
        return self.sections_enhanced / self.sections_requested if self.sections else 1.0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def tokens(self) -> int:
        """Return the tokens of all calls, both ways."""
        return self.usage.input_tokens + self.usage.output_tokens

    @computed_field  # type: ignore[prop-decorator]
    @property
    def cost(self) -> float | None:
        """Return US dollars, None when a price is unknown."""
        return self.usage.cost
