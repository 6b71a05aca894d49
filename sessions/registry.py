"""The list of sessions: what a person sees of each without opening its checkpoints."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlite_utils import Database

from models.base import Model
from models.errors import UserError
from sessions.home import private_file

SessionStatus = Literal["running", "waiting", "done"]


class SessionRow(Model):
    """One session. Times are ISO 8601 in UTC; `cost` is US dollars, None when a price is unknown."""

    id: str
    title: str = ""
    employer: str = ""
    status: SessionStatus = "running"
    items_done: int = 0
    items_all: int = 0
    cost: float | None = 0.0
    created: str = ""
    updated: str = ""


def _create_sessions(db: Database) -> None:
    columns = {
        "id": str, "title": str, "employer": str, "status": str, "items_done": int, "items_all": int,
        "cost": float, "created": str, "updated": str,
    }  # fmt: skip
    db.table("sessions").create(columns, pk="id")
    db.table("sessions").create_index(["updated"])


MIGRATIONS: tuple[Callable[[Database], None], ...] = (_create_sessions,)
"""Applied in order, each once; the number of the last one is the database's `user_version`."""


class Registry:
    """The sessions of one home, in SQLite. Each method is one transaction."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, row: SessionRow) -> None:
        """Store the row; its `created` is kept from the first time, its `updated` is now."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database() as db:
            known = list(db.query("select created from sessions where id = ?", [row.id]))
            created = known[0]["created"] if known else now
            db.table("sessions").insert({**row.model_dump(), "created": created, "updated": now}, replace=True)

    def get(self, session_id: str) -> SessionRow:
        """Return the row of this session.

        Raises:
            UserError: there is no such session.
        """
        with self._database() as db:
            rows = list(db.query("select * from sessions where id = ?", [session_id]))
        if not rows:
            raise UserError(f"There is no session {session_id}; `aicvgen sessions` lists them.")
        return SessionRow(**rows[0])

    def all(self) -> tuple[SessionRow, ...]:
        """Return every session, the one touched last first."""
        with self._database() as db:
            return tuple(SessionRow(**row) for row in db.query("select * from sessions order by updated desc, id"))

    def remove(self, session_id: str) -> None:
        """Forget this session."""
        with self._database() as db:
            db.execute("delete from sessions where id = ?", [session_id])

    @contextmanager
    def _database(self) -> Iterator[Database]:
        try:
            connection = sqlite3.connect(private_file(self._path), timeout=30, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise UserError(f"The registry {self._path} can't be opened: {error}.") from error
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("BEGIN IMMEDIATE")
            db = Database(connection)
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            for number, migrate in enumerate(MIGRATIONS[version:], version + 1):
                migrate(db)
                connection.execute(f"PRAGMA user_version={number}")
            yield db
            connection.execute("COMMIT")
        finally:
            connection.close()
