"""Checkpoints of one session in a SQLite file of its own: opened fast, closed always, readable by the owner alone.

A file per session keeps sessions out of each other's way: no lock between them, and a session is removed, moved or
pruned as a file.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from sessions.home import private_file

# The classes that stand in checkpoints by name. Renaming or moving one breaks stored sessions.
STORED_TYPES = (
    ("models.analysis", "Analysis"),
    ("models.base", "Notice"),
    ("models.cv", "CV"),
    ("models.item", "Item"),
    ("models.job", "Job"),
    ("models.tailored", "TailoredCV"),
    ("models.usage", "Usage"),
)

# Measured: write-ahead logging with normal synchronisation is several times faster than the default, and safe against
# a killed process.
_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000")


@asynccontextmanager
async def open_saver(path: Path) -> AsyncIterator[AsyncSqliteSaver]:
    """Open the checkpoints in this file; an unclosed connection would keep the process from exiting."""
    async with aiosqlite.connect(private_file(path)) as connection:
        for pragma in _PRAGMAS:
            await connection.execute(f"PRAGMA {pragma}")
        serializer = JsonPlusSerializer(allowed_msgpack_modules=STORED_TYPES)
        yield AsyncSqliteSaver(connection, serde=serializer)
