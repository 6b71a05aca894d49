"""Add columns to a table: one result for each row, whatever happens to it."""

from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

from models.batch import Enrichment, RowResult
from services.batch.engine import Engine
from services.batch.rows import Outcome
from services.batch.tables import Table, failures, written
from services.batch.task_file import TaskFile
from services.rendering.files import write_files


async def enrich(table: Table, task: TaskFile, engine: Engine, model: str, session: str) -> AsyncGenerator[RowResult]:
    """Yield what happens to each row as it happens; see `Engine.run` for what ends a run early."""
    for number, why in table.bad.items():
        yield RowResult(
            number=number, name=table.name(number), status="failed", row=table.rows[number - 1], reasons=(why,)
        )
    async for outcome in engine.run((task.task(session), task.rows(table, model))):
        yield _result(table, outcome)


def _result(table: Table, outcome: Outcome) -> RowResult:
    number = outcome.row.number
    return RowResult(
        number=number,
        name=table.name(number),
        status=outcome.status,
        row=table.rows[number - 1],
        answer=dict(outcome.value),
        reasons=outcome.reasons,
    )


def all_rows(table: Table, results: Sequence[RowResult]) -> tuple[RowResult, ...]:
    """Return one result for each row of the table in its order; rows that nothing happened to are `left`."""
    by_number = {result.number: result for result in results}
    return tuple(
        by_number.get(number) or RowResult(number=number, name=table.name(number), status="left", row=row)
        for number, row in enumerate(table.rows, 1)
    )


def write_tables(result: Enrichment, table: Table, task: TaskFile, out: Path) -> Enrichment:
    """Write the table with its new columns to `out`, and the rows that failed beside it; return where they are.

    Raises:
        UserError: there is no permission, or the disk is full; then nothing is left half-written.
    """
    out = out.expanduser().absolute()
    files = {out.name: written(result.rows, table.columns, tuple(task.output), out)}
    failed = out.with_name(f"{out.stem}.failed{out.suffix}")
    if result.count("failed"):
        files[failed.name] = failures(result.rows, table.columns, out)
    else:
        failed.unlink(missing_ok=True)
    paths = write_files(files, out.parent)
    return result.model_copy(update={"out": str(out), "failed_out": str(paths.get(failed.name, ""))})
