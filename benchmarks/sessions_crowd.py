"""Many sessions at once on one home, beside the saver as LangGraph ships it: one file for all, its own settings."""

import asyncio
import multiprocessing
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from benchmarks.sessions_cv import make_ad, make_cv
from services.home import private_file
from services.settings import Settings
from services.vault import Vault
from sessions import runner
from sessions.registry import list_sessions
from sessions.start import astart

CROWDS = ((10, 1), (100, 1), (100, 4))
"""Sessions at once, and the processes they are spread over."""
ROLES = 3


@asynccontextmanager
async def shipped(path: Path, vault: Vault) -> AsyncIterator[AsyncSqliteSaver]:
    """Open the saver as its documentation shows it: one database for all threads."""
    private_file(path)  # the runner looks at its size
    async with AsyncSqliteSaver.from_conn_string(str(path.parents[2] / "checkpoints.sqlite")) as saver:
        yield saver


async def _one(cv: Path, ad: Path, settings: Settings) -> str:
    """Run one session with a review of each item; return what went wrong, or ""."""
    try:
        session = await astart(cv, ad, settings=settings)
        while session.pending:
            await session.aaccept(session.pending[0].id)
    except Exception as error:  # noqa: BLE001  whatever goes wrong is counted
        return f"{type(error).__name__}: {error}"[:60]
    return "" if len(session.history) == len(session.items) and session.status == "done" else "lost update"


def crowd(cv: Path, ad: Path, home: Path, count: int, plain: bool) -> list[str]:
    """Run so many sessions at once in this process and return what went wrong with each."""
    if plain:
        runner.open_saver = shipped  # type: ignore[assignment]
        runner.prune = lambda path: 0
    settings = Settings(home=home)

    async def main() -> list[str]:
        return await asyncio.gather(*(_one(cv, ad, settings) for _ in range(count)))

    return asyncio.run(main())


def _measured(folder: Path, sessions: int, processes: int, *, plain: bool) -> tuple[float, list[str], int]:
    home = folder / f"home-{sessions}-{processes}-{plain}"
    cv, ad = make_cv(folder, ROLES), make_ad(folder)
    arguments = [(cv, ad, home, sessions // processes, plain)] * processes
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.starmap(crowd, [(cv, ad, home.with_suffix(".warm"), 1, plain)] * processes, chunksize=1)
        began = time.perf_counter()
        wrong = [line for lines in pool.starmap(crowd, arguments, chunksize=1) for line in lines if line]
        seconds = time.perf_counter() - began
    done: list[Any] = [row for row in list_sessions(Settings(home=home)) if row.status == "done"]
    return seconds, wrong, len(done)


def table(folder: Path) -> str:
    """Run the crowds and return a Markdown table."""
    rows = []
    for sessions, processes in CROWDS:
        for plain in (False, True):
            seconds, wrong, done = _measured(folder, sessions, processes, plain=plain)
            saver = "as LangGraph ships it, one file" if plain else "ours, a file a session"
            kinds = "; ".join(sorted(set(wrong))) or "-"
            rows.append(f"| {sessions} | {processes} | {saver} | {done} | {kinds} | {done / seconds:.1f} |")
    head = f"Sessions of {ROLES + 2} items at once, every item accepted, extractive writer, one home\n\n"
    names = (
        "| at once | processes | saver | done | what went wrong with the others | done per second |\n"
        "|---:|---:|---|---:|---|---:|\n"
    )
    return head + names + "\n".join(rows) + "\n"
