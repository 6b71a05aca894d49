"""The matrix as a web page with a heat map, a page for each pair worth one, and a table."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from models.match import Matching, Matrix, Opinion, Pair
from services.matching.board import Opinions, ranked

if TYPE_CHECKING:
    from jinja2 import Environment

MAX_PAGES = 2000
"""Pairs that each get a page; beyond, the best of each job do."""
BEST = 20
"""CVs of a job that get a page when there are more pairs than pages."""
MAX_ROWS = 300
"""CVs that the heat map shows, the best ones first."""
PAGES = "pairs"
_TEMPLATES = Path(__file__).parent / "templates"


class Cell(NamedTuple):
    """One cell of the heat map. `shade` is 0-10, `page` the address of its pair or ""."""

    text: str
    shade: int
    page: str
    hint: str
    judged: bool = False


def pages_of(matrix: Matrix, opinions: Opinions) -> list[tuple[int, int, int]]:
    """Return the pairs that get a page, as places of job and CV with the rank."""
    places = [
        (job, cv, rank) for job in range(len(matrix.ads)) for rank, cv in enumerate(ranked(matrix, job, opinions), 1)
    ]
    return places if len(places) <= MAX_PAGES else [place for place in places if place[2] <= BEST]


def overview(
    matrix: Matrix, titles: Mapping[int, str], pages: Mapping[tuple[int, int], str], opinions: Opinions, run: Matching
) -> bytes:
    """Return the page with the heat map. `pages` are addresses by job and CV."""
    order = sorted(range(len(matrix.cvs)), key=lambda cv: -max((fit or -1.0 for fit in matrix.fit[cv]), default=-1.0))
    rows = [(Path(matrix.cvs[cv]).name, [_cell(matrix, job, cv, pages, opinions) for job in range(len(matrix.ads))])
            for cv in order[:MAX_ROWS]]  # fmt: skip
    columns = [(titles.get(job) or Path(path).stem, Path(path).name) for job, path in enumerate(matrix.ads)]
    best = [
        (columns[job], [(rank, Path(matrix.cvs[cv]).name, _cell(matrix, job, cv, pages, opinions))
                        for rank, cv in enumerate(ranked(matrix, job, opinions)[:5], 1)])
        for job in range(len(matrix.ads))
    ]  # fmt: skip
    hidden = len(matrix.cvs) - len(rows)
    return _render("matches.html.j2", columns=columns, rows=rows, best=best, hidden=hidden, run=run)


def _cell(matrix: Matrix, job: int, cv: int, pages: Mapping[tuple[int, int], str], opinions: Opinions) -> Cell:
    fit, score = matrix.fit[cv][job], matrix.score[cv][job]
    if fit is None or score is None:
        return Cell("–", -1, "", "unreadable")
    opinion = opinions.get((job, cv))
    value = opinion.fit if opinion else fit
    hint = f"fit {fit:.1f}, score {score:.1f}" + (f", model {opinion.fit}" if opinion else "")
    if not matrix.selected[cv][job]:
        hint += ", filtered out"
    return Cell(f"{value:.0f}", min(10, int(value // 10)), pages.get((job, cv), ""), hint, opinion is not None)


def pair_page(pair: Pair, command: str) -> bytes:
    """Return the page of one pair: every number with the line it comes from."""
    return _render("pair.html.j2", pair=pair, command=command)


def table(matrix: Matrix, opinions: Opinions, pair_of: Callable[[int, int], str]) -> bytes:
    """Return the selected pairs as CSV, job by job, the best first; cells without a number say `unreadable`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["pair", "job", "rank", "cv", "status", "fit", "score", "model_fit"])
    for row in _records(matrix, opinions, pair_of):
        writer.writerow([_safe(str(cell)) for cell in row])
    return out.getvalue().encode()


def _records(matrix: Matrix, opinions: Opinions, pair_of: Callable[[int, int], str]) -> Iterator[list[Any]]:
    for job, ad in enumerate(matrix.ads):
        for rank, cv in enumerate(ranked(matrix, job, opinions), 1):
            opinion: Opinion | None = opinions.get((job, cv))
            fit, score = matrix.fit[cv][job], matrix.score[cv][job]
            numbers = [f"{fit:.6g}", f"{score:.6g}", opinion.fit if opinion else ""]
            yield [pair_of(job, cv), Path(ad).name, rank, Path(matrix.cvs[cv]).name, "scored", *numbers]
        for cv, path in enumerate(matrix.cvs):
            if matrix.fit[cv][job] is None:
                yield ["", Path(ad).name, "", Path(path).name, "unreadable", "", "", ""]


def _safe(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: file names are other people's."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _render(name: str, **values: object) -> bytes:
    return _environment().get_template(name).render(**values).encode()


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
