"""Score candidates against jobs: the requirements of all jobs are compared with a CV at once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.job import Job
from models.match import Pair, Shown
from services.batch.store import key_of
from services.matching.files import Ad, Candidate
from services.scoring.score import formula
from services.scoring.support import CALIBRATION, DECIMALS, THRESHOLD, Matcher

BY_TITLE, BY_STRENGTH = 0.25, 0.05
"""Weights in `fit` of the likeness of titles and of the mean strength, which parts equal scores; the rest is the score.
Measured by `python -m benchmarks.batch ranking`."""


class Numbers(NamedTuple):
    """What is computed for a pair: for each requirement the place of its strongest line (`best`) and its strength."""

    score: float
    fit: float
    title: float
    title_at: int
    best: tuple[int, ...]
    top: tuple[float, ...]

    def body(self) -> str:
        """Return it as it is kept."""
        return json.dumps([self.score, self.fit, self.title, self.title_at, list(self.best), list(self.top)])

    @classmethod
    def of(cls, body: str) -> "Numbers":
        """Return what was kept."""
        score, fit, title, title_at, best, top = json.loads(body)
        return cls(score, fit, title, title_at, tuple(best), tuple(top))


@dataclass(frozen=True)
class _Layout:
    """Where the requirements of one job stand among those of all jobs."""

    rows: NDArray[np.int64]
    weights: NDArray[np.float64]


class PairScorer:
    """Scores one candidate after the other against the same jobs. Each text is embedded once."""

    def __init__(self, ads: Sequence[Ad], matcher: Matcher, today: date) -> None:
        self.ads = ads
        self.today = today
        self._matcher = matcher
        self._needs = list(dict.fromkeys(need.text for ad in ads for need in ad.job.requirements))
        place = {text: row for row, text in enumerate(self._needs)}
        self._layouts = [_layout(ad.job, place) for ad in ads]
        self._titles = list(dict.fromkeys(ad.job.title for ad in ads if ad.job.title))
        self._rule = f"{matcher.embedder.name} {CALIBRATION[matcher.embedder.name]} {BY_TITLE} {BY_STRENGTH} {today}"
        self._texts: tuple[str, list[str]] = ("", [])

    def pair_id(self, ad: Ad, candidate: Candidate) -> str:
        """Return the address of a pair: contents, rule and day."""
        return key_of(ad.digest, candidate.digest, self._rule)[:12]

    def score(self, candidate: Candidate) -> list[Numbers]:
        """Return the numbers for every job in order."""
        best, top = _strongest(self._matcher.strengths(self._needs, self._lines(candidate)), len(self._needs))
        title_at, title = _strongest(self._likeness(candidate.titles()), len(self._titles))
        by_title = {name: (float(title[row]), int(title_at[row])) for row, name in enumerate(self._titles)}
        return [
            _numbers(layout, best, top, by_title.get(ad.job.title))
            for ad, layout in zip(self.ads, self._layouts, strict=True)
        ]

    def _likeness(self, titles: Sequence[str]) -> NDArray[np.float64]:
        """Return how like each title of a candidate is to the title of each job, 0 to 1."""
        if not self._titles or not titles:
            return np.zeros((len(self._titles), 0))
        return np.clip(self._matcher.similarities(self._titles, titles), 0, 1).round(DECIMALS)

    def shows(self, candidate: Candidate, wishes: Sequence[str]) -> bool:
        """Tell whether the CV shows each of these, by the same rule."""
        _, top = _strongest(self._matcher.strengths(wishes, self._lines(candidate)), len(wishes))
        return bool((top >= THRESHOLD).all())

    def pair(self, ad: Ad, candidate: Candidate, numbers: Numbers) -> Pair:
        """Return a pair with every number explained by its lines."""
        lines, titles = self._lines(candidate), candidate.titles()
        coverage = tuple(
            Shown(
                requirement=need.text,
                level=need.level,
                weight=need.weight,
                strength=top,
                line=lines[at] if top >= THRESHOLD else "",
            )
            for need, at, top in zip(ad.job.requirements, numbers.best, numbers.top, strict=True)
        )
        musts = [row for row in coverage if row.level == "must"]
        shown_weight = sum(row.weight for row in coverage if row.shown)
        total = sum(row.weight for row in coverage)
        return Pair(
            id=self.pair_id(ad, candidate),
            job=ad.name,
            cv=candidate.name,
            title=ad.job.title,
            score=numbers.score,
            fit=numbers.fit,
            musts_shown=sum(row.shown for row in musts),
            musts=len(musts),
            title_line=titles[numbers.title_at] if numbers.title_at >= 0 else "",
            title_strength=numbers.title,
            coverage=coverage,
            formula=formula(shown_weight, total, sum(row.shown for row in coverage), len(coverage)),
        )

    def _lines(self, candidate: Candidate) -> list[str]:
        """Return the candidate's lines; those of the last one are at hand, since its pairs come one after another."""
        if self._texts[0] != candidate.digest:
            self._texts = (candidate.digest, candidate.lines(self.today))
        return self._texts[1]


def _layout(job: Job, place: dict[str, int]) -> _Layout:
    rows = np.array([place[need.text] for need in job.requirements], dtype=np.int64)
    return _Layout(rows, np.array([need.weight for need in job.requirements], dtype=np.float64))


def _strongest(strength: NDArray[np.float64], rows: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return for each row the place and the value of its largest entry; -1 and 0 where there are no columns."""
    if not strength.size:
        return np.full(rows, -1, dtype=np.int64), np.zeros(rows)
    best = strength.argmax(axis=1)
    return best, np.take_along_axis(strength, best[:, None], axis=1)[:, 0]


def _numbers(
    layout: _Layout, best: NDArray[np.int64], top: NDArray[np.float64], title: tuple[float, int] | None
) -> Numbers:
    """Return score and fit of one pair. Without a title of the job, its weight goes to the score."""
    tops, total = top[layout.rows], float(layout.weights.sum())
    shown = float(layout.weights[tops >= THRESHOLD].sum()) if total else 0.0
    strength = float(layout.weights @ tops) / total if total else 0.0
    score = shown / total if total else 0.0
    like = score if title is None else title[0]
    fit = (1 - BY_TITLE - BY_STRENGTH) * score + BY_STRENGTH * strength + BY_TITLE * like
    return Numbers(
        score=100 * score,
        fit=100 * fit,
        title=title[0] if title else 0.0,
        title_at=title[1] if title else -1,
        best=tuple(best[layout.rows].tolist()),
        top=tuple(tops.tolist()),
    )
