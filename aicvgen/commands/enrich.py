"""`aicvgen enrich`: a table and a task in, the table with more columns out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aicvgen.options import CacheOption, JsonOption, MaxCostOption, MaxTokensOption, ModelOption, OvernightOption

if TYPE_CHECKING:
    from models.batch import Enrichment


def enrich(
    rows: Annotated[Path, typer.Argument(metavar="ROWS", readable=False, help="The table: .csv or .jsonl.")],
    task: Annotated[
        Path, typer.Option(metavar="TASK.md", readable=False, help="What is asked about each row, and in which form.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The table to write.", show_default="ROWS with .enriched in its name"),
    ] = None,
    overnight: OvernightOption = False,
    model: ModelOption = None,
    max_cost: MaxCostOption = None,
    max_tokens: MaxTokensOption = None,
    cache: CacheOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add columns to a table: one task, put to every row, many rows a call.

    Answers are kept row by row, so a stopped run goes on where it was, and a
    second run asks nothing. Rows that fail never stop the others: they go to a
    file of their own, with the reasons. Exit 0 when all rows are done, 1 when
    some failed, 3 when some are left for the next run.

    \b
    Examples:
      aicvgen enrich rows.csv --task examples/tasks/topic-tldr.md
      aicvgen enrich rows.jsonl --task task.md --out done.jsonl
      aicvgen enrich rows.csv --task task.md --overnight
    """
    from aicvgen.batch_live import BatchProgress
    from aicvgen.console import print_json
    from aicvgen.failures import FAILED, PAUSED
    from aicvgen.inputs import file
    from services.settings import load_settings
    from sessions.batch import aenrich
    from sessions.portal import run

    settings = load_settings(model=model, fast_model=model, max_cost=max_cost, max_tokens=max_tokens, cache=cache)
    progress = BatchProgress("rows")
    target = out or rows.with_name(f"{rows.stem}.enriched{rows.suffix}")
    again = "The rows done so far are kept; run the command again to go on."
    with progress.watching(again):
        done = run(
            aenrich(
                file(rows), file(task), out=target, overnight=overnight,
                settings=settings, on_progress=progress,
            )
        )  # fmt: skip
    if as_json:
        print_json(_summary(done))
    else:
        _print(done)
    if done.count("failed"):
        raise typer.Exit(FAILED)
    if done.stopped:
        raise typer.Exit(PAUSED)


def _summary(done: "Enrichment") -> dict[str, object]:
    counts = {status: done.count(status) for status in ("cached", "done", "failed", "left")}
    failed = [
        {"number": row.number, "name": row.name, "reasons": list(row.reasons)}
        for row in done.rows
        if row.status == "failed"
    ]
    rest = done.model_dump(mode="json", exclude={"rows"})
    return {"rows": len(done.rows), **counts, **rest, "failures": failed}


def _print(done: "Enrichment") -> None:
    from aicvgen.batch_live import duration, money
    from aicvgen.console import plain, results

    page = results()
    counts = {"from cache": done.count("cached"), "new": done.count("done")}
    counts |= {"failed": done.count("failed"), "left": done.count("left")}
    said = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    usage = done.usage
    page.print(f"{len(done.rows)} rows: {said or 'nothing to do'}.")
    tokens = usage.input_tokens + usage.output_tokens
    rate = f", {done.count('done') / done.seconds:.1f} rows/s" if done.seconds and usage.calls else ""
    page.print(f"{usage.calls} calls, {tokens} tokens, {money(usage.cost)}, {duration(done.seconds)}{rate}.")
    if done.ordinary_cost is not None:
        page.print(f"The same answers by ordinary calls: {money(done.ordinary_cost)}.")
    for row in [row for row in done.rows if row.status == "failed"][:5]:
        page.print(plain(f"  {row.name}: {'; '.join(row.reasons)}"))
    if done.failed_out:
        page.print(f"The rows that failed, with the reasons: {done.failed_out}", soft_wrap=True)
    if done.stopped:
        page.print(plain(f"Stopped: {done.stopped}"))
        page.print("Run the command again to go on with the rows left.")
    page.print(done.out, soft_wrap=True)
