"""The registry of sessions, in a real SQLite file."""

import sqlite3
from pathlib import Path

import pytest

from models.errors import UserError
from sessions.registry import MIGRATIONS, Registry, SessionRow


def test_a_row_comes_back_as_it_was_put(tmp_path: Path) -> None:
    """What was stored is what is listed, with the time of creation kept over updates."""
    registry = Registry(tmp_path / "registry.sqlite")
    registry.put(SessionRow(id="a", title="Baker", cost=None))
    created = registry.get("a").created
    registry.put(SessionRow(id="a", title="Baker", status="done", items_done=3, items_all=3, cost=None))
    (row,) = registry.all()
    assert (row.status, row.items_done, row.cost, row.created) == ("done", 3, None, created)


def test_an_unknown_session_is_one_sentence(tmp_path: Path) -> None:
    """The message says what to do."""
    with pytest.raises(UserError, match=r"There is no session nope; `aicvgen sessions` lists them\."):
        Registry(tmp_path / "registry.sqlite").get("nope")


def test_the_file_is_private_and_migrated(tmp_path: Path) -> None:
    """Only the owner reads it, and it knows how many migrations it has seen."""
    path = tmp_path / "registry.sqlite"
    Registry(path).put(SessionRow(id="a"))
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    connection.close()
    assert path.stat().st_mode & 0o777 == 0o600
