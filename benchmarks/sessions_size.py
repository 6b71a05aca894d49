"""What a session takes: bytes and time to resume by its number of items, and the list of a thousand sessions."""

import asyncio
import shutil
import sys
import time
from pathlib import Path

from benchmarks.sessions_cv import make_ad, make_cv
from services.settings import Settings
from sessions import runner
from sessions.home import Home
from sessions.registry import Registry, disk_used, list_sessions
from sessions.start import alook, aresume, astart

SIZES = (12, 50, 100)
LISTED = 1000
TRIES = 5


async def _row(items: int, folder: Path) -> str:
    runner.PRUNE_BYTES = sys.maxsize  # to see what would be there without
    settings = Settings(home=folder / f"size-{items}")
    session = await astart(make_cv(folder, items - 2), make_ad(folder), settings=settings)
    while len(session.pending) and session.pending[0].id != "summary":
        await session.aaccept(session.pending[0].id)
    path = Home(settings.home).session(session.id) / "checkpoints.sqlite"
    before, waiting = _bytes(path), await _seconds(session.id, settings)
    await session.aaccept("summary")
    looks = await _seconds(session.id, settings)
    journal = _bytes(path.with_name("journal.sqlite"))
    return (
        f"| {items} | {before / 1e6:.2f} | {waiting * 1000:.0f} | {_bytes(path) / 1e6:.2f} |"
        f" {looks * 1000:.0f} | {journal / 1e6:.2f} |"
    )


async def _seconds(session_id: str, settings: Settings) -> float:
    """Return the median time to reopen the session."""
    taken = []
    for _ in range(TRIES):
        began = time.perf_counter()
        await aresume(session_id, settings)
        taken.append(time.perf_counter() - began)
    return sorted(taken)[TRIES // 2]


def _bytes(path: Path) -> int:
    return sum(part.stat().st_size for part in path.parent.glob(f"{path.name}*"))


def table(folder: Path) -> str:
    """Return the table of sizes."""
    rows = [asyncio.run(_row(items, folder)) for items in SIZES]
    head = "Reviewing each item, extractive writer; median of 5 reopenings in one process\n\n"
    names = (
        "| items | checkpoints before pruning, MB | resume, ms | after pruning, MB | resume, ms | journal, MB |\n"
        "|---:|---:|---:|---:|---:|---:|\n"
    )
    return head + names + "\n".join(rows) + "\n"


async def _finished(folder: Path, settings: Settings) -> str:
    session = await astart(make_cv(folder, 10), make_ad(folder), settings=settings)
    while session.pending:
        await session.aaccept(session.pending[0].id)
    return session.id


def listing(folder: Path) -> str:
    """Return how long the list of many finished sessions takes, and the disk each needs."""
    settings = Settings(home=folder / "many")
    home = Home(settings.home)
    registry = Registry(home.registry)
    first = asyncio.run(_finished(folder, settings))
    row = registry.get(first)
    for number in range(1, LISTED):
        shutil.copytree(home.session(first), home.sessions / f"copy-{number:04}")
        registry.put(row.model_copy(update={"id": f"copy-{number:04}"}))
    taken = []
    for _ in range(TRIES):
        began = time.perf_counter()
        count = len(list_sessions(settings))
        taken.append(time.perf_counter() - began)
    asyncio.run(alook(first, settings))
    return (
        f"{count} finished sessions of 12 items: listed in {sorted(taken)[TRIES // 2] * 1000:.0f} ms;"
        f" {disk_used(home.session(first)) / 1000:.0f} kB of disk each\n"
    )
