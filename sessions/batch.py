"""Run the batch graphs: enrich a table, enhance a profile, match jobs and candidates."""

import json
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, cast

from langgraph.graph.state import CompiledStateGraph

from graph.context import Context
from models.batch import Enrichment, Progress, RowResult
from models.errors import InternalError
from services.settings import Settings
from services.toolbox import Toolbox
from sessions.home import private_file, private_folder

OnProgress = Callable[[Progress], None]
OnRow = Callable[[RowResult], None]
Rows = Path | str | Sequence[Mapping[str, Any]]


async def aenrich(
    rows: Rows,
    task: Path | str,
    *,
    out: Path | str | None = None,
    overnight: bool = False,
    settings: Settings | None = None,
    on_progress: OnProgress | None = None,
    on_row: OnRow | None = None,
) -> Enrichment:
    """Put a task to every row of a table, many rows a call, and return what happened to each.

    Answers are kept row by row: a run that is stopped, or that is repeated with more rows, asks about the others only.

    Args:
        rows: a .csv or .jsonl file, or the rows themselves.
        task: a task file; `examples/tasks/` has one.
        out: the table to write, in the format of its suffix; rows that failed go beside it.
        overnight: use the provider's Batch API: half the price, an answer within a day.
        settings: the configuration; by default that of the environment.
        on_progress: called with each `Progress`.
        on_row: called with each `RowResult` as it comes.

    Raises:
        UserError: the table or the task can't be used, or there is no model.
    """
    from graph.enrich import graph

    toolbox = Toolbox(settings)
    path = _absolute(rows) if isinstance(rows, Path | str) else _stored(toolbox.home, rows)
    inputs = {"rows": path, "task": _absolute(task), "out": _absolute(out) if out else "", "overnight": overnight}
    result: Enrichment | None = None
    async with aclosing(run_graph(graph, inputs, toolbox, on_progress)) as chunks:
        async for chunk in chunks:
            if "row" in chunk and on_row:
                on_row(RowResult.model_validate(chunk["row"]))
            result = chunk.get("result", result)
    if result is None:
        raise InternalError("the enrich graph ended without a result")
    return result


async def run_graph(
    graph: "CompiledStateGraph[Any, Any, Any, Any]",
    inputs: Mapping[str, Any],
    toolbox: Toolbox,
    on_progress: OnProgress | None = None,
) -> AsyncGenerator[dict[str, Any]]:
    """Yield the custom events of a run, and at its end the output; progress goes to the listener."""
    output: dict[str, Any] = {}
    async with _closing(toolbox):
        stream = graph.astream(dict(inputs), context=Context(toolbox), stream_mode=["custom", "values"])
        async for part in stream:
            mode, chunk = cast("tuple[str, dict[str, Any]]", part)
            if mode == "values":
                output = chunk
                continue
            if on_progress and "progress" in chunk:
                on_progress(Progress.model_validate(chunk["progress"]))
            yield chunk
    yield output


@asynccontextmanager
async def _closing(toolbox: Toolbox) -> AsyncGenerator[None]:
    """Close the client at the end, where one was made."""
    try:
        yield
    finally:
        if llm := vars(toolbox).get("llm"):
            await llm.aclose()


def _absolute(path: Path | str) -> str:
    return str(Path(path).expanduser().absolute())


def _stored(home: Path, rows: Sequence[Mapping[str, Any]]) -> str:
    """Keep rows that were given as values in a file of the home; equal rows are one file."""
    content = "".join(json.dumps(dict(row), ensure_ascii=False) + "\n" for row in rows).encode()
    folder = private_folder(private_folder(home) / "batch")
    path = folder / f"rows-{blake2b(content, digest_size=8).hexdigest()}.jsonl"
    private_file(path).write_bytes(content)
    return str(path)
