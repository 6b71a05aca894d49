"""What every item of a run is written from."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.analysis import Analysis
from models.cv import CV
from models.facts import Fact, facts_of
from models.job import Job
from models.recalled import Recalled


@dataclass(frozen=True)
class Brief:
    """The CV, the job, what supports what, the owner's tone, and the day on which years are counted."""

    cv: CV
    job: Job
    analysis: Analysis
    tone: str
    today: date
    recalled: tuple[Recalled, ...] = ()
    """What the owner accepted in earlier sessions for these facts, the latest first."""

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Return the owner's facts by id."""
        return {fact.id: fact for fact in facts_of(self.cv)}
