"""The nodes of the enrich graph: read the table and the task, ask about every row, write the files."""

import asyncio
from pathlib import Path

from langgraph.runtime import Runtime

from graph.batch_state import EnrichState
from graph.context import Context, toolbox_of
from graph.state import Update
from graph.watching import Watcher
from models.batch import Enrichment, RowResult
from models.errors import ProviderError
from services.batch.enriching import all_rows, enrich, write_tables
from services.batch.overnight import BatchCancelledError
from services.batch.store import key_of
from services.batch.tables import read_table
from services.batch.task_file import read_task
from services.batch.workshop import model_of, workshop
from services.llm.errors import BudgetError

STOPS = (ProviderError, BudgetError, BatchCancelledError)
"""What ends a run early with everything that is done kept; the next run goes on from there."""


async def read(state: EnrichState, runtime: Runtime[Context]) -> Update:
    """Read the table and the task, and find out now what could not work."""
    toolbox = toolbox_of(runtime)
    task = await asyncio.to_thread(read_task, Path(state["task"]))
    table = await asyncio.to_thread(read_table, Path(state["rows"]))
    task.rows(table, model_of(toolbox, "enrich").models(task.role)[0])
    return {"task_file": task, "table": table}


async def ask(state: EnrichState, runtime: Runtime[Context]) -> Update:
    """Ask about every row whose answer is not kept yet; each answer is kept the moment it is checked."""
    toolbox, task, table = toolbox_of(runtime), state["task_file"], state["table"]
    watcher = Watcher(len(table.rows))
    model = model_of(toolbox, "enrich").models(task.role)[0]
    session = f"enrich-{key_of(task.digest, state['rows'])[:12]}"
    results: list[RowResult] = []
    stopped = ""
    async with workshop(toolbox, task.role, overnight=state.get("overnight", False), note=watcher.note) as engine:
        try:
            async for row in enrich(table, task, engine, model, session):
                results.append(row)
                watcher.count(row.status, engine.tally.usage, row)
        except STOPS as error:
            stopped = str(error)
        result = Enrichment(
            rows=all_rows(table, results),
            usage=engine.tally.usage,
            ordinary_cost=getattr(engine.asker, "ordinary_cost", None),
            seconds=round(watcher.seconds, 3),
            stopped=stopped,
        )
    return {"result": result}


async def write(state: EnrichState, runtime: Runtime[Context]) -> Update:
    """Write the table with its new columns, and the rows that failed beside it."""
    if not state.get("out"):
        return {}
    written = await asyncio.to_thread(
        write_tables, state["result"], state["table"], state["task_file"], Path(state["out"])
    )
    return {"result": written}
