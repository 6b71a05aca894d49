"""Small SQLite files: one transaction a call, numbered migrations, nothing left open."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from models.errors import UserError
from services.home import private_file

Migration = Callable[[sqlite3.Connection], object]
BUSY_SECONDS = 30.0
"""How long a writer waits for another process."""


@contextmanager
def transaction(path: Path, migrations: Sequence[Migration]) -> Iterator[sqlite3.Connection]:
    """Open the file, bring it up to date, and commit at the end of the block; an error leaves it as it was.

    Migrations run in order, each once; their number is the file's `user_version`.

    Raises:
        UserError: the file can't be used, or a newer version of aicvgen wrote it.
    """
    try:
        with closing(sqlite3.connect(private_file(path), timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute("BEGIN IMMEDIATE")
            _migrate(path, connection, migrations)
            yield connection
            connection.execute("COMMIT")
    except (OSError, sqlite3.DatabaseError) as error:
        raise UserError(f"The file {path} can't be used: {error}.") from error


def _migrate(path: Path, connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    done = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if done > len(migrations):
        raise UserError(f"The file {path} was written by a newer version of aicvgen; upgrade to use it.")
    for number, migrate in enumerate(migrations[done:], done + 1):
        migrate(connection)
        connection.execute(f"PRAGMA user_version={number}")
