"""Remove, rename, prune, and the list's own table."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from models.errors import UserError
from services.settings import Settings
from sessions.home import Home
from sessions.registry import MIGRATIONS, Registry, SessionRow, list_sessions
from sessions.start import aresume, astart
from sessions.upkeep import aprune, aremove, rename


async def test_a_removed_session_leaves_nothing(cv: Path, ad: Path, settings: Settings) -> None:
    """Neither row nor folder."""
    session = await astart(cv, ad, settings=settings)
    await aremove(session.id, settings)
    assert list_sessions(settings) == ()
    assert list(Home(settings.home).sessions.iterdir()) == []


async def test_a_session_at_work_is_not_removed(
    cv: Path, ad: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever works on it would write into nothing."""
    monkeypatch.setattr("sessions.upkeep._PATIENCE", 0.05)
    session = await astart(cv, ad, settings=settings)
    async with session._runner.locked():
        with pytest.raises(UserError, match="is at work"):
            await aremove(session.id, settings)
    assert len(list_sessions(settings)) == 1


async def test_a_name_stays_when_the_session_goes_on(cv: Path, ad: Path, settings: Settings) -> None:
    """It is its owner's, not the run's."""
    session = await astart(cv, ad, settings=settings)
    rename(session.id, "  second   try ", settings)
    await session.aaccept("key-qualifications")
    assert list_sessions(settings)[0].name == "second try"


async def test_the_list_tells_job_progress_and_disk(cv: Path, ad: Path, settings: Settings) -> None:
    """Without opening a session."""
    session = await astart(cv, ad, settings=settings)
    await session.aaccept("key-qualifications")
    (row,) = list_sessions(settings)
    assert (row.title, row.employer, row.status) == ("Head baker", "Hearth Hall", "waiting")
    assert (row.items_done, row.items_all) == (1, 5)
    assert row.disk > 10_000


async def test_a_session_whose_process_ended_is_told_from_one_at_work(cv: Path, ad: Path, settings: Settings) -> None:
    """Nobody holds the lock of the one that was killed."""
    session = await astart(cv, ad, settings=settings)
    Registry(Home(settings.home).registry).put(SessionRow(id=session.id, status="running"))
    async with session._runner.locked():
        assert list_sessions(settings)[0].status == "running"
    assert list_sessions(settings)[0].status == "stopped"


async def test_prune_removes_old_ones_and_strays(cv: Path, ad: Path, settings: Settings) -> None:
    """A finished session goes when it is old enough, an open one never; a folder without a row goes."""
    done = await astart(cv, ad, review="none", settings=settings)
    waiting = await astart(cv, ad, settings=settings)
    stray = Home(settings.home).session("stray")
    set_back(stray)
    assert (await aprune(None, settings)).removed == ()
    assert (await aprune(0, settings)).removed == (done.id,)
    assert [row.id for row in list_sessions(settings)] == [waiting.id]
    assert {path.name for path in Home(settings.home).sessions.iterdir()} == {waiting.id}


def set_back(path: Path) -> None:
    """Let a folder be of an older day."""
    import os

    os.utime(path, (0, 0))


async def test_a_session_goes_on_after_pruning(cv: Path, ad: Path, settings: Settings) -> None:
    """The last checkpoint and the journal are all that is needed."""
    session = await astart(cv, ad, review="none", settings=settings)
    await aprune(None, settings)
    assert (await aresume(session.id, settings)).result == session.result


def test_an_older_registry_is_migrated(tmp_path: Path) -> None:
    """Its rows get the columns that came later."""
    path = tmp_path / "registry.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        MIGRATIONS[0](connection)
        Database(connection).table("sessions").insert({"id": "old", "title": "Baker", "status": "done"})
        connection.execute("UPDATE sessions SET employer='', items_done=0, items_all=0, created='', updated=''")
        connection.execute("PRAGMA user_version=1")
        connection.commit()
    assert Registry(path).get("old") == SessionRow(id="old", title="Baker", status="done", cost=None)


def test_a_registry_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """One sentence."""
    path = tmp_path / "registry.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=99")
    with pytest.raises(UserError, match="newer version"):
        Registry(path).all()
