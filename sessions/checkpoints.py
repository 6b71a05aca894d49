"""Checkpoints of one session in a SQLite file of its own: opened fast, closed always, readable by the owner alone.

A file per session keeps sessions out of each other's way: no lock between them, and a session is removed, moved or
pruned as a file.
"""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiosqlite
from langgraph.checkpoint.serde.base import CipherProtocol
from langgraph.checkpoint.serde.encrypted import EncryptedSerializer
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from services.home import private_file
from services.vault import Vault

# The classes that stand in checkpoints by name. Renaming or moving one breaks stored sessions.
STORED_TYPES = (
    ("models.analysis", "Analysis"),
    ("models.analysis", "Earlier"),
    ("models.base", "Notice"),
    ("models.cv", "CV"),
    ("models.item", "Item"),
    ("models.job", "Job"),
    ("models.tailored", "TailoredCV"),
    ("models.usage", "Usage"),
    ("models.recalled", "Recalled"),
)

# Measured: write-ahead logging with normal synchronisation is several times faster than the default, and safe against
# a killed process.
_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000")
_WORTH_A_VACUUM = 256 * 1024
"""Free bytes from which rewriting the file pays."""


class _Cipher(CipherProtocol):
    """LangGraph's way to a vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def encrypt(self, plaintext: bytes) -> tuple[str, bytes]:
        """Return the name of the cipher and the sealed bytes."""
        return "aicv", self._vault.seal(plaintext)

    def decrypt(self, ciphername: str, ciphertext: bytes) -> bytes:
        """Return what was sealed."""
        return self._vault.unseal(ciphertext)


@asynccontextmanager
async def open_saver(path: Path, vault: Vault) -> AsyncIterator[AsyncSqliteSaver]:
    """Open the checkpoints in this file; an unclosed connection would keep the process from exiting."""
    async with aiosqlite.connect(private_file(path)) as connection:
        await connection.executescript(";".join(f"PRAGMA {pragma}" for pragma in _PRAGMAS))
        plain = JsonPlusSerializer(allowed_msgpack_modules=STORED_TYPES)
        # Reads what was written before there was a key, too.
        serializer = EncryptedSerializer(_Cipher(vault), plain) if vault.locked else _Reader(_Cipher(vault), plain)
        yield AsyncSqliteSaver(connection, serde=serializer)


class _Reader(EncryptedSerializer):
    """Writes plainly; what is encrypted gets the vault's sentence about the missing key."""

    def dumps_typed(self, obj: object) -> tuple[str, bytes]:
        """Return the object's bytes with their type."""
        return self.serde.dumps_typed(obj)


def prune(path: Path) -> int:
    """Keep the last checkpoint of each thread in the file and return the bytes that were freed.

    `writes` rows go first: they hang on their checkpoints, and a checkpoint without its writes has lost nothing yet.
    """
    size = path.stat().st_size
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as connection:
        last = "SELECT max(checkpoint_id) FROM checkpoints GROUP BY thread_id, checkpoint_ns"
        connection.execute("BEGIN IMMEDIATE")
        for table in ("writes", "checkpoints"):
            connection.execute(f"DELETE FROM {table} WHERE checkpoint_id NOT IN ({last})")
        connection.execute("COMMIT")
        free, page = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_size"))
        if free * page >= _WORTH_A_VACUUM:
            connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return size - path.stat().st_size
