"""Score every candidate against every job, and put them in order."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from models.base import Model
from models.job import Job
from models.match import Matrix, Opinion, Pair
from services.matching.files import Ad, Candidate, candidates
from services.matching.scoring import Numbers, PairScorer
from services.matching.store import KeptPair, MatchStore
from services.scoring.support import THRESHOLD


class Filters(Model):
    """Which pairs a person wants to see: a least score, all must-haves of the job, and wishes that a CV must show."""

    threshold: float = 0.0
    all_musts: bool = False
    wishes: tuple[str, ...] = ()

    def take(self, job: Job, numbers: Numbers) -> bool:
        """Tell whether a pair passes, the wishes apart."""
        if numbers.score < self.threshold:
            return False
        musts = (top for need, top in zip(job.requirements, numbers.top, strict=True) if need.level == "must")
        return not self.all_musts or all(top >= THRESHOLD for top in musts)


class Scored(NamedTuple):
    """One candidate against all jobs in order: numbers (None = unreadable), and which of the pairs are selected."""

    candidate: Candidate
    numbers: tuple[Numbers | None, ...]
    selected: tuple[bool, ...]
    known: int


def score_all(
    ads: Sequence[Ad], paths: Sequence[Path], scorer: PairScorer, store: MatchStore, filters: Filters
) -> Iterator[Scored]:
    """Yield candidate by candidate, each kept before the next is read; what an earlier run scored is not done again."""
    usable = [ad for ad in ads if not ad.why]
    for candidate in candidates(paths, store):
        if candidate.why:
            yield Scored(candidate, (None,) * len(ads), (False,) * len(ads), 0)
            continue
        found, known = _numbers(usable, candidate, scorer, store)
        wanted = not filters.wishes or scorer.shows(candidate, filters.wishes)
        row = [found.get(ad.digest) if not ad.why else None for ad in ads]
        selected = tuple(
            numbers is not None and wanted and filters.take(ad.job, numbers)
            for ad, numbers in zip(ads, row, strict=True)
        )
        yield Scored(candidate, tuple(row), selected, known)


def _numbers(
    ads: Sequence[Ad], candidate: Candidate, scorer: PairScorer, store: MatchStore
) -> tuple[dict[str, Numbers], int]:
    """Return the candidate's numbers by the digest of the ad, and how many of them were known."""
    ids = {scorer.pair_id(ad, candidate): ad for ad in ads}
    bodies = store.bodies(list(ids))
    if len(bodies) == len(ids):
        return {ids[pair_id].digest: Numbers.of(body) for pair_id, body in bodies.items()}, len(bodies)
    scored = scorer.score(candidate)
    store.keep(
        KeptPair(scorer.pair_id(ad, candidate), ad.path, candidate.path, numbers.body())
        for ad, numbers in zip(ads, scored, strict=True)
    )
    return {ad.digest: numbers for ad, numbers in zip(ads, scored, strict=True)}, len(bodies)


class Rows:
    """Gathers the numbers of a run, without the CVs, into a matrix."""

    def __init__(self, ads: Sequence[Ad]) -> None:
        self._ads = ads
        self._rows: list[tuple[str, tuple[float | None, ...], tuple[float | None, ...], tuple[bool, ...]]] = []

    def add(self, row: Scored) -> None:
        """Take the numbers of one candidate."""
        fit = tuple(cell.fit if cell else None for cell in row.numbers)
        score = tuple(cell.score if cell else None for cell in row.numbers)
        self._rows.append((row.candidate.path, fit, score, row.selected))

    def matrix(self) -> Matrix:
        """Return the matrix."""
        paths, fit, score, selected = zip(*self._rows, strict=True) if self._rows else ((), (), (), ())
        return Matrix(ads=tuple(ad.path for ad in self._ads), cvs=paths, fit=fit, score=score, selected=selected)


Opinions = Mapping[tuple[int, int], Opinion]
"""What a model said, by the places of job and CV."""


def ranked(matrix: Matrix, job: int, opinions: Opinions) -> list[int]:
    """Return the selected CVs of a job, the best first: by the model's fit where it was asked, then by ours."""

    def key(cv: int) -> tuple[float, float, int]:
        opinion = opinions.get((job, cv))
        return (-opinion.fit if opinion else 1.0, -(matrix.fit[cv][job] or 0.0), cv)

    return sorted((cv for cv, row in enumerate(matrix.selected) if row[job]), key=key)


def unreadable(ad: Ad, candidate: Candidate) -> Pair:
    """Return the pair of an ad or a CV that can't be read: no number at all."""
    return Pair(
        id="", job=ad.name, cv=candidate.name, title=ad.job.title, status="unreadable", why=candidate.why or ad.why
    )


class Cells:
    """Looks single pairs up again after a run, with every number explained."""

    def __init__(self, ads: Sequence[Ad], matrix: Matrix, scorer: PairScorer, store: MatchStore) -> None:
        self._ads = ads
        self._matrix = matrix
        self._scorer = scorer
        self._store = store
        self._last: tuple[int, Candidate] | None = None

    @property
    def today(self) -> date:
        """Return the day to which years are counted."""
        return self._scorer.today

    def candidate(self, cv: int) -> Candidate:
        """Return a candidate by its place. The last one is at hand, so pairs are best taken CV by CV."""
        if self._last is None or self._last[0] != cv:
            self._last = (cv, next(candidates([Path(self._matrix.cvs[cv])], self._store)))
        return self._last[1]

    def id(self, job: int, cv: int) -> str:
        """Return the id of a pair."""
        return self._scorer.pair_id(self._ads[job], self.candidate(cv))

    def pair(self, job: int, cv: int, rank: int | None = None, opinion: Opinion | None = None) -> Pair:
        """Return a pair."""
        ad, candidate = self._ads[job], self.candidate(cv)
        if ad.why or candidate.why:
            return unreadable(ad, candidate)
        pair_id = self._scorer.pair_id(ad, candidate)
        body = self._store.bodies([pair_id]).get(pair_id)
        numbers = Numbers.of(body) if body else self._scorer.score(candidate)[self._scorer.ads.index(ad)]
        return self._scorer.pair(ad, candidate, numbers).model_copy(update={"rank": rank, "opinion": opinion})
