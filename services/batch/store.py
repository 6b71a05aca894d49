"""Answers to rows, kept for good: a row that is done is never asked about again, by whatever run."""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from pydantic import JsonValue

from services.llm.database import Database
from services.vault import Vault

MIGRATIONS = (
    """CREATE TABLE answer (key TEXT PRIMARY KEY, task TEXT, model TEXT, value TEXT, at TEXT) WITHOUT ROWID;
CREATE TABLE overnight (id TEXT PRIMARY KEY, task TEXT, state TEXT, body TEXT, at TEXT) WITHOUT ROWID""",
)
_CHUNK = 500


def key_of(*parts: str) -> str:
    """Return the address of an answer: a digest of everything it depends on."""
    digest = blake2b(digest_size=18)
    for part in parts:
        digest.update(f"{len(part)}:".encode() + part.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


class RowStore:
    """A table of answers by key. Each batch is written as one transaction, the moment it is checked."""

    def __init__(self, path: Path, vault: Vault) -> None:
        self.database = Database(path, MIGRATIONS)
        self.vault = vault

    async def known(self, keys: Sequence[str]) -> dict[str, dict[str, JsonValue]]:
        """Return the answers that are there, by key."""
        found: dict[str, dict[str, JsonValue]] = {}
        for start in range(0, len(keys), _CHUNK):
            part = list(keys[start : start + _CHUNK])
            marks = ",".join("?" * len(part))
            query = f"SELECT key, value FROM answer WHERE key IN ({marks})"
            rows = await self.database.run(lambda c, q=query, p=part: c.execute(q, p).fetchall())  # type: ignore[misc]
            found.update((key, json.loads(self.vault.unseal_text(value))) for key, value in rows)
        return found

    async def put(self, task: str, model: str, answers: Iterable[tuple[str, Mapping[str, JsonValue]]]) -> None:
        """Keep answers."""
        seal = self.vault.seal_text
        rows = [(key, task, model, seal(json.dumps(dict(value), ensure_ascii=False))) for key, value in answers]
        await self.database.run(
            lambda c: c.executemany("INSERT OR REPLACE INTO answer VALUES (?,?,?,?,datetime('now'))", rows)
        )

    def close(self) -> None:
        """Close the file."""
        self.database.close()
