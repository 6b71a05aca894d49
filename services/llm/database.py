"""One SQLite file with its own thread, so that no event loop ever waits for a disk."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from models.errors import UserError

T = TypeVar("T")


class Database:
    """A connection that lives in one thread. `migrations` are numbered by their place; each runs once.

    Several processes may use one file: each piece of work is one immediate transaction.
    """

    def __init__(self, path: Path, migrations: Sequence[str]) -> None:
        self.path = path
        self._migrations = migrations
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=path.stem)
        self._connection: sqlite3.Connection | None = None

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run the work as one transaction in the database's thread.

        Raises:
            UserError: the file can't be opened or written.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.run_here, work)

    def run_soon(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do the same from code without a loop; blocks."""
        return self._thread.submit(self.run_here, work).result()

    def run_here(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run the work in this thread, which must be the database's."""
        try:
            connection = self._connection or self._open()
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise UserError(f"The file {self.path} can't be used: {error}.") from error
        return result

    def close(self) -> None:
        """Close the connection and end the thread; harmless twice."""
        with contextlib.suppress(RuntimeError):
            self._thread.submit(self._close).result()
        self._thread.shutdown()

    def _close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.path.touch(mode=0o600)
        except OSError as error:
            raise UserError(f"The file {self.path} can't be written: {error.strerror}.") from error
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        # WAL lets readers pass a writer; NORMAL loses at most the last counts on a power cut, never the file.
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        self._migrate(connection)
        self._connection = connection
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        done = connection.execute("PRAGMA user_version").fetchone()[0]
        if done > len(self._migrations):
            connection.execute("ROLLBACK")
            connection.close()
            raise UserError(f"The file {self.path} was written by a newer version of aicvgen.")
        for number, script in enumerate(self._migrations[done:], done + 1):
            for statement in script.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={number}")
        connection.execute("COMMIT")
