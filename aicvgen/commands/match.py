"""`aicvgen match`: every job against every candidate."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aicvgen.options import CacheOption, JsonOption, MaxCostOption, MaxTokensOption, ModelOption, OvernightOption

if TYPE_CHECKING:
    from models.match import Matching, Pair


def match(
    jobs: Annotated[Path, typer.Option(metavar="DIR", readable=False, help="A folder of job ads, or one ad.")],
    cvs: Annotated[Path, typer.Option(metavar="DIR", readable=False, help="A folder of CVs, or one CV.")],
    rerank: Annotated[
        int, typer.Option(metavar="K", min=0, help="Let a model judge the best K candidates of each job.")
    ] = 0,
    threshold: Annotated[float, typer.Option(metavar="N", min=0, max=100, help="The least score of a pair.")] = 0.0,
    musts: Annotated[bool, typer.Option("--musts", help="Only candidates who show every must-have.")] = False,
    wish: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="Something a CV must show, whatever the job asks for.")
    ] = None,
    page: Annotated[
        int, typer.Option(metavar="N", min=0, help="Which page of the ranking; 0 is all, as it comes.")
    ] = 0,
    per_page: Annotated[int, typer.Option(metavar="N", min=1, help="Candidates of each job on a page.")] = 20,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where matches.html and matches.csv go.", show_default="out/matches"),
    ] = None,
    overnight: OvernightOption = False,
    model: ModelOption = None,
    max_cost: MaxCostOption = None,
    max_tokens: MaxTokensOption = None,
    cache: CacheOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score every job against every candidate, with the lines that explain it.

    Without --rerank nothing leaves this machine, and the same input gives the
    same numbers. Pairs go to standard output as they come, one JSON object a
    line; in a terminal you see the best of each job instead. A stopped run goes
    on where it was. Exit 0, or 1 when a file could not be read.

    \b
    Examples:
      aicvgen match --jobs ads --cvs candidates
      aicvgen match --jobs ad.md --cvs candidates --musts --threshold 60 > pairs.jsonl
      aicvgen match --jobs ads --cvs cv.pdf --rerank 5
      aicvgen tailor --from-match 3f9c0a1b22d4
    """
    from aicvgen.batch_live import BatchProgress
    from aicvgen.choices import writable
    from aicvgen.failures import FAILED, PAUSED
    from aicvgen.inputs import file
    from services.settings import load_settings
    from sessions.batch import amatch
    from sessions.iterating import iterate

    settings = load_settings(model=model, max_cost=max_cost, max_tokens=max_tokens, cache=cache)
    progress = BatchProgress("pairs")
    done: list[Matching] = []
    best: list[Pair] = []
    lines = as_json or not sys.stdout.isatty()
    with progress.watching("Pairs done so far are kept; run the command again to go on."):
        pairs = amatch(
            jobs=file(jobs), cvs=file(cvs), rerank=rerank, threshold=threshold, all_musts=musts, wishes=wish or (),
            page=page, per_page=per_page, out=writable(out or Path("out/matches")), overnight=overnight,
            settings=settings, on_progress=progress, on_done=done.append,
        )  # fmt: skip
        for pair in iterate(pairs):
            if lines:
                sys.stdout.write(pair.model_dump_json() + "\n")
            else:
                best.append(pair.model_copy(update={"coverage": ()}))
    if best:
        _print(best)
    _print_summary(done[0])
    if done[0].unreadable or done[0].rerank_failed:
        raise typer.Exit(FAILED)
    if done[0].stopped:
        raise typer.Exit(PAUSED)


_BEST = 5


def _print(pairs: "list[Pair]") -> None:
    from rich import box
    from rich.table import Table

    from aicvgen.console import plain, results

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in ("job", "candidate"):
        table.add_column(column, overflow="fold")
    for column in ("fit", "score", "musts", "model"):
        table.add_column(column, justify="right")
    table.add_column("pair", no_wrap=True)
    jobs = dict.fromkeys(pair.job for pair in pairs)
    for job in jobs:
        mine = [pair for pair in pairs if pair.job == job and pair.status == "scored"]
        mine.sort(key=lambda pair: (pair.rank or 0, -(pair.fit or 0)))
        for place, pair in enumerate(mine[:_BEST]):
            said = f"{pair.opinion.fit}" if pair.opinion else ""
            numbers = (f"{pair.fit:.1f}", f"{pair.score:.1f}", f"{pair.musts_shown}/{pair.musts}", said)
            name = plain(pair.title or pair.job) if place == 0 else ""
            table.add_row(name, plain(pair.cv), *numbers, pair.id, end_section=place == min(_BEST, len(mine)) - 1)
    results().print(table)


def _print_summary(done: "Matching") -> None:
    from aicvgen.batch_live import duration, money
    from aicvgen.console import asides, plain

    page = asides()
    if not done.pairs:
        page.print(f"Nothing to match: {done.jobs} jobs, {done.cvs} CVs.")
        return
    again = f", {done.known} of them from an earlier run" if done.known else ""
    page.print(f"{done.cvs} CVs × {done.jobs} jobs: {done.pairs} pairs in {duration(done.seconds)}{again}.")
    if done.selected < done.pairs:
        page.print(f"{done.selected} of them are selected.")
    if done.reranked or done.rerank_failed:
        failed = f", {done.rerank_failed} failed" if done.rerank_failed else ""
        page.print(f"{done.reranked} judged by a model{failed}: {done.calls} calls, {money(done.cost)}.")
    if done.ordinary_cost is not None:
        page.print(f"The same answers by ordinary calls: {money(done.ordinary_cost)}.")
    for name, why in list(done.unreadable.items())[:10]:
        page.print(plain(f"unreadable: {name}: {why}"), soft_wrap=True)
    if len(done.unreadable) > 10:
        page.print(f"and {len(done.unreadable) - 10} more unreadable files, in matches.html.")
    if done.stopped:
        page.print(plain(f"Stopped: {done.stopped} Run the command again to go on."))
    if done.out:
        page.print(done.out, soft_wrap=True)
