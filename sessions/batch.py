"""Run the batch graphs: enrich a table, enhance a profile, match jobs and candidates."""

import json
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, cast

from langgraph.graph.state import CompiledStateGraph

from graph.context import Context
from models.batch import Enhancement, Enrichment, Progress, RowResult
from models.cv import CV
from models.errors import InternalError
from models.match import Matching, Pair
from services.matching.store import MatchStore
from services.profiles.store import ProfileStore
from services.settings import Settings
from services.toolbox import Toolbox
from sessions.home import private_file, private_folder

OnProgress = Callable[[Progress], None]
OnRow = Callable[[RowResult], None]
Places = Path | str | Sequence[Path | str]
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
    hear = (lambda row: on_row(RowResult.model_validate(row))) if on_row else None
    return Enrichment.model_validate(await _result(graph, inputs, toolbox, on_progress, hear))


async def aenhance(
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
    """Improve the wording of a master CV for no particular job, in one model call where it fits one.

    Originals and enhanced texts are both kept in the profile store; a section whose text the truth gate refuses keeps
    its original.

    Args:
        profile: a CV in any format, the name of a stored profile, or a `CV`.
        prompt: what to stress, such as "emphasise leadership".
        style: a letter of the owner's, whose tone the writer follows.
        name: the name to store the profile under; by default that of the file.
        out: where to write the profile as JSON Resume, with `enhanced_description` beside each description.
        overnight: use the provider's Batch API: half the price, an answer within a day.
        settings: the configuration; by default that of the environment.
        on_progress: called with each `Progress`.

    Raises:
        UserError: the profile can't be read, or there is no model.
        ProviderError: the model failed for every section.
    """
    from graph.enhance import graph

    toolbox = Toolbox(settings)
    given = str(profile)
    if isinstance(profile, CV):
        given = name or "profile"
        ProfileStore(toolbox.home, toolbox.vault).put(given, profile)
    inputs = {
        "profile": given, "prompt": prompt, "style": str(style or ""), "name": name,
        "out": _absolute(out) if out else "", "overnight": overnight,
    }  # fmt: skip
    return Enhancement.model_validate(await _result(graph, inputs, toolbox, on_progress))


async def amatch(
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
) -> AsyncGenerator[Pair]:
    """Score every job against every candidate, and yield the pairs as they come.

    Without `rerank` nothing leaves the machine and the numbers are reproducible. Pairs that an earlier run scored are
    not scored again, and a file that can't be read makes `unreadable` pairs and ends nothing.

    Args:
        jobs: folders or files of job ads.
        cvs: folders or files of CVs.
        rerank: let a model judge the best so many candidates of each job, without names and personal details.
        threshold: the least score of a pair.
        all_musts: only candidates who show every must-have of the job.
        wishes: things that a CV must show, whatever the job asks for.
        page: which page of the ranking to yield, from 1; 0 is all pairs.
        per_page: candidates of each job on a page.
        out: a folder for matches.html (with a page for each pair) and matches.csv.
        overnight: use the provider's Batch API for `rerank`: half the price, an answer within a day.
        settings: the configuration; by default that of the environment.
        on_progress: called with each `Progress`.
        on_done: called with the `Matching` at the end.

    Raises:
        UserError: a folder is not there, or `rerank` is asked for and there is no model.
    """
    from graph.match import graph

    inputs = {
        "jobs": _places(jobs), "cvs": _places(cvs), "rerank": rerank, "threshold": threshold, "all_musts": all_musts,
        "wishes": list(wishes), "page": page, "per_page": per_page, "out": _absolute(out) if out else "",
        "overnight": overnight,
    }  # fmt: skip
    async with aclosing(run_graph(graph, inputs, Toolbox(settings), on_progress)) as chunks:
        async for chunk in chunks:
            if "row" in chunk:
                yield Pair.model_validate(chunk["row"])
            if on_done and "result" in chunk:
                on_done(Matching.model_validate(chunk["result"]))


def cell(pair_id: str, settings: Settings | None = None) -> tuple[Path, Path]:
    """Return the CV and the ad of a pair that `match` named, to tailor the one to the other.

    Raises:
        UserError: there is no such pair.
    """
    toolbox = Toolbox(settings)
    store = MatchStore(toolbox.home, toolbox.vault)
    try:
        found = store.cell(pair_id)
    finally:
        store.close()
    return Path(found.cv), Path(found.job)


def profile(name: str, settings: Settings | None = None) -> CV:
    """Return a stored profile with its enhanced wording, to tailor from.

    Raises:
        UserError: there is no profile of this name.
    """
    return _profiles(settings).get(name)


def list_profiles(settings: Settings | None = None) -> tuple[str, ...]:
    """Return the names of all stored profiles, the one touched last first."""
    return _profiles(settings).names()


def _profiles(settings: Settings | None) -> ProfileStore:
    toolbox = Toolbox(settings)
    return ProfileStore(toolbox.home, toolbox.vault)


async def _result(
    graph: "CompiledStateGraph[Any, Any, Any, Any]",
    inputs: Mapping[str, Any],
    toolbox: Toolbox,
    on_progress: OnProgress | None,
    on_row: Callable[[Any], None] | None = None,
) -> object:
    """Run a graph to its end and return its result."""
    result: object = None
    async with aclosing(run_graph(graph, inputs, toolbox, on_progress)) as chunks:
        async for chunk in chunks:
            if on_row and "row" in chunk:
                on_row(chunk["row"])
            result = chunk.get("result", result)
    if result is None:
        raise InternalError("a batch graph ended without a result")
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


def _places(places: Places) -> list[str]:
    return [_absolute(place) for place in ([places] if isinstance(places, Path | str) else places)]


def _absolute(path: Path | str) -> str:
    return str(Path(path).expanduser().absolute())


def _stored(home: Path, rows: Sequence[Mapping[str, Any]]) -> str:
    """Keep rows that were given as values in a file of the home; equal rows are one file."""
    content = "".join(json.dumps(dict(row), ensure_ascii=False) + "\n" for row in rows).encode()
    folder = private_folder(private_folder(home) / "batch")
    path = folder / f"rows-{blake2b(content, digest_size=8).hexdigest()}.jsonl"
    private_file(path).write_bytes(content)
    return str(path)
