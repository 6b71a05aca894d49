"""The synchronous twins of enhancing, enriching and matching."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from models.batch import Enhancement, Enrichment
from models.cv import CV
from models.match import Matching, Pair
from services.settings import Settings
from sessions.batch import OnProgress, OnRow, Places, Rows, aenhance, aenrich, amatch
from sessions.iterating import iterate
from sessions.portal import run


def enrich(
    rows: Rows,
    task: Path | str,
    *,
    out: Path | str | None = None,
    overnight: bool = False,
    settings: Settings | None = None,
    on_progress: OnProgress | None = None,
    on_row: OnRow | None = None,
) -> Enrichment:
    """Put a task to every row of a table, many rows a call, and return what happened to each; see `aenrich`."""
    return run(
        aenrich(
            rows, task, out=out, overnight=overnight, settings=settings, on_progress=on_progress, on_row=on_row
        )
    )  # fmt: skip


def enhance(
    profile: Path | str | CV,
    *,
    prompt: str = "",
    style: Path | str | None = None,
    name: str = "",
    out: Path | str | None = None,
    overnight: bool = False,
    settings: Settings | None = None,
    on_progress: OnProgress | None = None,
) -> Enhancement:
    """Improve the wording of a master CV for no particular job, in one model call where it fits one; see `aenhance`."""
    return run(
        aenhance(
            profile, prompt=prompt, style=style, name=name, out=out, overnight=overnight, settings=settings,
            on_progress=on_progress,
        )
    )  # fmt: skip


def match(
    *,
    jobs: Places,
    cvs: Places,
    rerank: int = 0,
    threshold: float = 0.0,
    all_musts: bool = False,
    wishes: Sequence[str] = (),
    page: int = 0,
    per_page: int = 20,
    out: Path | str | None = None,
    overnight: bool = False,
    settings: Settings | None = None,
    on_progress: OnProgress | None = None,
    on_done: Callable[[Matching], None] | None = None,
) -> Iterator[Pair]:
    """Score every job against every candidate, and yield the pairs as they come; see `amatch`."""
    return iterate(
        amatch(
            jobs=jobs, cvs=cvs, rerank=rerank, threshold=threshold, all_musts=all_musts, wishes=wishes, page=page,
            per_page=per_page, out=out, overnight=overnight, settings=settings, on_progress=on_progress,
            on_done=on_done,
        )
    )  # fmt: skip
