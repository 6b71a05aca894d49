"""One job against one candidate: numbers, the lines that explain them, and what a model adds."""

from typing import Literal

from pydantic import Field

from models.base import Model
from models.job import Level


class Shown(Model):
    """One requirement of the job in one CV. `line` is the strongest line, "" where none shows it."""

    requirement: str
    level: Level
    weight: float
    strength: float
    line: str = ""

    @property
    def shown(self) -> bool:
        """Tell whether the CV shows it."""
        return bool(self.line)


class Quoted(Model):
    """A reason for a match: a requirement, and the candidate's own words for it."""

    requirement: str
    quote: str


class Opinion(Model):
    """What a model says of a pair. `fit` is 0-100; `gaps` are requirements; every quote stands in the CV."""

    fit: int
    reasons: tuple[Quoted, ...] = ()
    gaps: tuple[str, ...] = ()
    model: str = ""


class Pair(Model):
    """One cell of the matrix.

    `score` is the score that a tailor run reports for this CV before tailoring, unrounded; `fit` orders candidates: it
    is 0.70 × score + 0.25 × likeness of the titles + 0.05 × mean strength of the requirements, by their weight.
    """

    id: str
    job: str
    cv: str
    title: str = ""
    status: Literal["scored", "unreadable"] = "scored"
    why: str = ""
    """Why the CV or the ad is unreadable."""
    score: float | None = None
    fit: float | None = None
    rank: int | None = None
    """Place of the candidate among all for this job, from 1; None while others are still to come."""
    musts_shown: int = 0
    musts: int = 0
    title_line: str = ""
    title_strength: float = 0.0
    coverage: tuple[Shown, ...] = ()
    formula: str = ""
    opinion: Opinion | None = None


class Matrix(Model):
    """Every job against every CV, by place. None is a cell without a number: its ad or its CV can't be read."""

    ads: tuple[str, ...]
    cvs: tuple[str, ...]
    fit: tuple[tuple[float | None, ...], ...]
    """One row a CV, one column a job."""
    score: tuple[tuple[float | None, ...], ...]
    selected: tuple[tuple[bool, ...], ...]
    """Whether the cell passes threshold and filters."""


class Matching(Model):
    """What `match` did."""

    jobs: int = 0
    cvs: int = 0
    pairs: int = 0
    selected: int = 0
    unreadable: dict[str, str] = Field(default_factory=dict)
    """Files that could not be read, with the reasons."""
    known: int = 0
    """Pairs that an earlier run had scored."""
    reranked: int = 0
    rerank_failed: int = 0
    cost: float | None = 0.0
    ordinary_cost: float | None = None
    calls: int = 0
    seconds: float = 0.0
    stopped: str = ""
    out: str = ""
