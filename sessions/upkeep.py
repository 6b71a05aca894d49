"""Keep house: remove, rename and prune sessions."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.base import Model
from services.settings import Settings
from services.toolbox import Toolbox
from sessions.checkpoints import prune
from sessions.feed import Feed
from sessions.home import Home
from sessions.registry import Registry, SessionRow, disk_used
from sessions.runner import Runner

_PATIENCE = 1.0
"""Seconds to wait for a session that is at work."""


class Pruned(Model):
    """What pruning came to: bytes freed, and the sessions that were removed."""

    freed: int
    removed: tuple[str, ...] = ()


async def aremove(session_id: str, settings: Settings | None = None) -> None:
    """Remove a session with everything that was stored of it; what the memory learned from it stays.

    Raises:
        UserError: there is no such session, or it is at work.
    """
    toolbox = Toolbox(settings)
    registry = _registry(toolbox)
    registry.get(session_id)
    runner = _runner(session_id, toolbox)
    async with runner.locked(_PATIENCE):
        registry.remove(session_id)
        await asyncio.to_thread(remove_folder, runner.folder)


def rename(session_id: str, name: str, settings: Settings | None = None) -> SessionRow:
    """Give a session a name, "" takes it away; the id stays.

    Raises:
        UserError: there is no such session.
    """
    registry = _registry(Toolbox(settings))
    registry.get(session_id)
    registry.rename(session_id, " ".join(name.split()))
    return registry.get(session_id)


async def aprune(older_than: int | None = None, settings: Settings | None = None) -> Pruned:
    """Free disk: finished sessions keep their last checkpoint only, and what no session owns goes.

    Args:
        older_than: remove finished sessions that were not touched for so many days, too.
        settings: the configuration; by default that of the environment.
    """
    toolbox = Toolbox(settings)
    registry, home = _registry(toolbox), Home(toolbox.home)
    before = await asyncio.to_thread(disk_used, home.root)
    rows = registry.all()
    done = [row for row in rows if row.status == "done"]
    old = [row.id for row in done if older_than is not None and _age(row) >= timedelta(days=older_than)]
    for session_id in old:
        await aremove(session_id, toolbox.settings)
    for row in done:
        if row.id not in old:
            await _prune_one(row.id, toolbox)
    _remove_strays(home, {row.id for row in rows})
    return Pruned(freed=before - await asyncio.to_thread(disk_used, home.root), removed=tuple(old))


async def _prune_one(session_id: str, toolbox: Toolbox) -> None:
    runner = _runner(session_id, toolbox)
    path = runner.folder / "checkpoints.sqlite"
    if path.exists():
        async with runner.locked(_PATIENCE):
            await asyncio.to_thread(prune, path)


def _remove_strays(home: Home, known: set[str]) -> None:
    """Remove folders of sessions that never came to be; a journal is somebody's decisions, so it keeps its folder.

    A server's thread may have no row and no decision yet, only a CV that waits for its ad, so young folders stay too.
    """
    for folder in home.sessions.iterdir():
        if folder.name not in known and not (folder / "journal.sqlite").exists() and not _is_young(folder):
            remove_folder(folder)


def _is_young(folder: Path) -> bool:
    return datetime.now(UTC) - datetime.fromtimestamp(folder.stat().st_mtime, UTC) < timedelta(days=7)


def remove_folder(folder: Path) -> None:
    """Remove a session's folder with everything in it."""
    shutil.rmtree(folder, ignore_errors=False)


def _age(row: SessionRow) -> timedelta:
    return datetime.now(UTC) - datetime.fromisoformat(row.updated)


def _registry(toolbox: Toolbox) -> Registry:
    return Registry(Home(toolbox.home).registry, toolbox.vault)


def _runner(session_id: str, toolbox: Toolbox) -> Runner:
    return Runner(session_id, Home(toolbox.home).session(session_id), toolbox, Feed())
