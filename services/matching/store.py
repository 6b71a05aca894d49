"""What matching keeps: readings by content, pairs by contents and day, and what models said."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from models.errors import UserError
from services.llm.database import Database
from services.vault import Vault

MIGRATIONS = (
    """CREATE TABLE reading (digest TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID;
CREATE TABLE pair (id TEXT PRIMARY KEY, job TEXT, cv TEXT, body TEXT) WITHOUT ROWID""",
)
_CHUNK = 500


class KeptPair(NamedTuple):
    """A pair as it is kept: its id, the paths of ad and CV, and its numbers as JSON."""

    id: str
    job: str
    cv: str
    body: str


class MatchStore:
    """One file of the home. Used from one thread at a time; each method is one transaction."""

    def __init__(self, home: Path, vault: Vault) -> None:
        self._database = Database(home / "match.sqlite", MIGRATIONS)
        self._vault = vault

    def reading(self, digest: str) -> str | None:
        """Return what was read from this content, or None."""
        query = "SELECT body FROM reading WHERE digest=?"
        row = self._database.run_soon(lambda c: c.execute(query, (digest,)).fetchone())
        return self._vault.unseal(bytes(row[0])).decode() if row else None

    def keep_reading(self, digest: str, body: str) -> None:
        """Keep what was read."""
        row = (digest, self._vault.seal(body.encode()))
        self._database.run_soon(lambda c: c.execute("INSERT OR REPLACE INTO reading VALUES (?,?)", row))

    def bodies(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the numbers of the pairs that are there, by id."""
        return self._database.run_soon(lambda c: _bodies(c, ids))

    def keep(self, pairs: Iterable[KeptPair]) -> None:
        """Keep pairs."""
        rows = list(pairs)
        self._database.run_soon(lambda c: c.executemany("INSERT OR REPLACE INTO pair VALUES (?,?,?,?)", rows))

    def cell(self, pair_id: str) -> KeptPair:
        """Return the pair of this id.

        Raises:
            UserError: there is none, or its beginning is that of several.
        """
        query = "SELECT id, job, cv, body FROM pair WHERE id >= ? AND id < ? LIMIT 2"
        rows = self._database.run_soon(lambda c: c.execute(query, (pair_id, pair_id + "~")).fetchall())
        if len(rows) != 1 or len(pair_id) < 6:
            raise UserError(f"There is no pair {pair_id}; `aicvgen match` names them.")
        return KeptPair(*rows[0])

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _bodies(c: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(ids), _CHUNK):
        part = list(ids[start : start + _CHUNK])
        marks = ",".join("?" * len(part))
        found.update(c.execute(f"SELECT id, body FROM pair WHERE id IN ({marks})", part).fetchall())
    return found
