"""Write what a run found: the heat map, a page for each pair worth one, and the table."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from models.match import Matching, Matrix
from services.matching.board import Cells, Opinions
from services.matching.files import Ad
from services.matching.report import PAGES, overview, pages_of, pair_page, table
from services.rendering.files import write_files


def write_report(
    folder: Path, ads: Sequence[Ad], matrix: Matrix, cells: Cells, opinions: Opinions, run: Matching
) -> dict[str, Path]:
    """Write matches.html, matches.csv and the pages of pairs into the folder, and return their paths.

    Raises:
        UserError: there is no permission, or the disk is full.
    """
    pages = sorted(pages_of(matrix, opinions), key=lambda place: place[1])  # CV by CV: each is read once
    addresses: dict[tuple[int, int], str] = {}
    files: dict[str, bytes] = {}
    for job, cv, rank in pages:
        pair = cells.pair(job, cv, rank, opinions.get((job, cv)))
        files[f"{pair.id}.html"] = pair_page(pair, f"aicvgen tailor --from-match {pair.id}")
        addresses[job, cv] = f"{PAGES}/{pair.id}.html"
    write_files(files, folder / PAGES)
    ids = _ids(matrix, cells)
    titles = {place: ad.job.title for place, ad in enumerate(ads)}
    return write_files(
        {
            "matches.html": overview(matrix, titles, addresses, opinions, run),
            "matches.csv": table(matrix, opinions, lambda job, cv: ids[job, cv]),
        },
        folder,
    )


def _ids(matrix: Matrix, cells: Cells) -> Mapping[tuple[int, int], str]:
    return {
        (job, cv): cells.id(job, cv)
        for cv, row in enumerate(matrix.selected)
        for job, selected in enumerate(row)
        if selected
    }
