"""Choose whom the model is asked about: the best candidates of each job by our own number."""

from collections.abc import Sequence

from models.match import Matrix
from services.matching.board import Cells, ranked
from services.matching.files import Ad
from services.matching.privacy import sheet_of
from services.matching.rerank import Asked, Finalist


def finalists(ads: Sequence[Ad], matrix: Matrix, cells: Cells, count: int) -> list[Asked]:
    """Return for each job the `count` best candidates, as the model sees them. A CV is held as its text alone."""
    best = {job: ranked(matrix, job, {})[:count] for job in range(len(ads))}
    wanted = sorted({cv for chosen in best.values() for cv in chosen})
    sheets = {cv: sheet_of(cells.candidate(cv).cv, cells.today) for cv in wanted}
    return [
        Asked(job, ads[job].job, tuple(Finalist(cv, sheets[cv]) for cv in chosen))
        for job, chosen in best.items()
        if chosen
    ]
