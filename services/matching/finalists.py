"""Choose whom the model is asked about: the best candidates of each job by our own number."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from models.match import Matrix
from services.matching.board import Cells, ranked
from services.matching.files import Ad
from services.matching.privacy import Sheet, sheet_of
from services.matching.rerank import Asked, Finalist

if TYPE_CHECKING:
    from services.grounding.gate import Gate
    from services.toolbox import Toolbox


def finalists(ads: Sequence[Ad], matrix: Matrix, cells: Cells, count: int, toolbox: "Toolbox") -> list[Asked]:
    """Return for each job the `count` best candidates, as the model sees them. A CV is held as its text alone."""
    best = {job: ranked(matrix, job, {})[:count] for job in range(len(ads))}
    sheets: dict[int, Sheet] = {}
    for cv in sorted({cv for chosen in best.values() for cv in chosen}):
        sheets[cv] = sheet_of(cells.candidate(cv).cv, cells.today)
    return [
        Asked(job, ads[job].job, tuple(Finalist(cv, sheets[cv], _gate(cells, cv, toolbox)) for cv in chosen))
        for job, chosen in best.items()
        if chosen
    ]


def _gate(cells: Cells, cv: int, toolbox: "Toolbox") -> Callable[[], "Gate"]:
    return lambda: toolbox.gate(cells.candidate(cv).cv)
