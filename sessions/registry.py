"""The list of sessions: what a person sees of each without opening its checkpoints."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlite_utils import Database

from models.base import Model
from models.errors import UserError
from services.settings import Settings, load_settings
from services.storage import Migration, transaction
from services.vault import Vault
from sessions.home import Home

if TYPE_CHECKING:
    from sessions.runner import Snapshot

SessionStatus = Literal["running", "waiting", "done", "stopped"]
"""`stopped` is a session that was running when its process ended; it goes on when it is opened."""


class SessionRow(Model):
    """One session. Times are ISO 8601 in UTC; `cost` is US dollars, None when a price is unknown; `disk` is bytes."""

    id: str
    name: str = ""
    """What its owner calls it."""
    title: str = ""
    employer: str = ""
    status: SessionStatus = "running"
    items_done: int = 0
    items_all: int = 0
    cost: float | None = 0.0
    disk: int = 0
    created: str = ""
    updated: str = ""


_TEXTS = ("name", "title", "employer")
"""What is encrypted where there is a key; the rest says nothing about anybody."""


def _create_sessions(connection: sqlite3.Connection) -> None:
    columns = {
        "id": str, "title": str, "employer": str, "status": str, "items_done": int, "items_all": int,
        "cost": float, "created": str, "updated": str,
    }  # fmt: skip
    table = Database(connection).table("sessions")
    table.create(columns, pk="id")
    table.create_index(["updated"])


def _add_name_and_disk(connection: sqlite3.Connection) -> None:
    table = Database(connection).table("sessions")
    table.add_column("name", str, not_null_default="")
    table.add_column("disk", int, not_null_default=0)


MIGRATIONS: tuple[Migration, ...] = (_create_sessions, _add_name_and_disk)
"""Applied in order, each once; the number of the last one is the database's `user_version`."""


class Registry:
    """The sessions of one home, in SQLite. Each method is one transaction."""

    def __init__(self, path: Path, vault: Vault | None = None) -> None:
        self._path = path
        self._vault = vault or Vault()

    def put(self, row: SessionRow) -> None:
        """Store the row. Its name and its `created` are kept from the row before, its `updated` is now."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database() as db:
            known = next(iter(db.query("select name, created from sessions where id = ?", [row.id])), {})
            kept = {
                "name": known.get("name") or self._vault.seal_text(row.name),
                "created": known.get("created") or row.created or now,
            }
            texts = {name: self._vault.seal_text(getattr(row, name)) for name in _TEXTS}
            db.table("sessions").insert({**row.model_dump(), **texts, **kept, "updated": now}, replace=True)

    def get(self, session_id: str) -> SessionRow:
        """Return the row of this session.

        Raises:
            UserError: there is no such session.
        """
        with self._database() as db:
            rows = list(db.query("select * from sessions where id = ?", [session_id]))
        if not rows:
            raise UserError(f"There is no session {session_id}; `aicvgen sessions` lists them.")
        return self._row(rows[0])

    def all(self) -> tuple[SessionRow, ...]:
        """Return every session, the one touched last first."""
        with self._database() as db:
            return tuple(self._row(row) for row in db.query("select * from sessions order by updated desc, id"))

    def rename(self, session_id: str, name: str) -> None:
        """Give a session a name of its owner's; "" takes it away."""
        with self._database() as db:
            db.execute("update sessions set name = ? where id = ?", (self._vault.seal_text(name), session_id))

    def remove(self, session_id: str) -> None:
        """Forget this session."""
        with self._database() as db:
            db.execute("delete from sessions where id = ?", [session_id])

    def _row(self, row: dict[str, object]) -> SessionRow:
        return SessionRow.model_validate(row | {name: self._vault.unseal_text(str(row[name])) for name in _TEXTS})

    @contextmanager
    def _database(self) -> Iterator[Database]:
        with transaction(self._path, MIGRATIONS) as connection:
            yield Database(connection)


def list_sessions(settings: Settings | None = None) -> tuple[SessionRow, ...]:
    """Return all sessions, the one touched last first."""
    chosen = settings or load_settings()
    home = Home(chosen.home)
    rows = Registry(home.registry, Vault.of(chosen)).all()
    return tuple(_as_it_is(row, home) if row.status == "running" else row for row in rows)


def _as_it_is(row: SessionRow, home: Home) -> SessionRow:
    """Return the row of a running session, or say that it was stopped when nobody holds its lock."""
    from filelock import FileLock, Timeout

    lock = FileLock(home.session(row.id) / "lock", timeout=0, mode=0o600)
    try:
        with lock:
            return row.model_copy(update={"status": "stopped"})
    except Timeout:
        return row


def row_of(session_id: str, snapshot: "Snapshot", folder: Path, cost: float | None) -> SessionRow:
    """Return what the list shows of a session that stands here."""
    job = snapshot.values.get("ad")
    settled = [item for item in snapshot.items if item.status not in ("pending", "drafted") or snapshot.done]
    return SessionRow(
        id=session_id,
        title=job.title if job else "",
        employer=job.employer if job else "",
        status="done" if snapshot.done else "waiting" if snapshot.interrupt else "running",
        items_done=len(settled),
        items_all=len(snapshot.items),
        cost=cost,
        disk=disk_used(folder),
    )


def disk_used(folder: Path) -> int:
    """Return the bytes that a folder's files take."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
