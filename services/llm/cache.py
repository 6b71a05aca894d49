"""Answers that were paid for, by the content of the question."""

import hashlib
import json
import sqlite3
from collections.abc import Callable

from models.errors import UserError
from services.llm.clock import Clock
from services.llm.database import Database
from services.llm.types import Answer, Call

MIGRATIONS = (
    """CREATE TABLE answer (key TEXT PRIMARY KEY, at REAL, size INTEGER, body BLOB) WITHOUT ROWID;
CREATE INDEX answer_by_age ON answer (at)""",
)
MAX_AGE = 60 * 86400.0
MAX_BYTES = 64 * 1024 * 1024


def key_of(call: Call, version: str) -> str:
    """Return the address of a question: model, parameters, prompt version, messages and schema."""
    question = [
        call.model,
        call.max_tokens,
        call.temperature,
        dict(call.params),
        call.mode,
        version,
        [(message.role, message.content) for message in call.messages],
        call.schema and dict(call.schema),
    ]
    text = json.dumps(question, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=24).hexdigest()


class Cache:
    """A bounded table of answers. `seal` and `unseal` may encrypt what is stored."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        seal: Callable[[bytes], bytes] = bytes,
        unseal: Callable[[bytes], bytes] = bytes,
    ) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._unseal = unseal

    async def get(self, key: str) -> Answer | None:
        """Return the answer to this question if it is there and not too old."""
        since = self._clock.now() - MAX_AGE
        row = await self._database.run(
            lambda c: c.execute("SELECT body FROM answer WHERE key=? AND at>?", (key, since)).fetchone()
        )
        if row is None:
            return None
        try:
            return Answer(**json.loads(self._unseal(row[0])))
        except UserError:
            return None  # sealed under another key: it can be asked for again

    async def put(self, key: str, answer: Answer) -> None:
        """Keep an answer, and let the oldest go when there are too many."""
        kept = {
            "text": answer.text,
            "finish_reason": answer.finish_reason,
            "input_tokens": answer.input_tokens,
            "output_tokens": answer.output_tokens,
        }
        body = self._seal(json.dumps(kept, ensure_ascii=False).encode())
        await self._database.run(lambda c: _put(c, key, self._clock.now(), body))

    async def drop(self, key: str) -> None:
        """Forget one answer."""
        await self._database.run(lambda c: c.execute("DELETE FROM answer WHERE key=?", (key,)))


def _put(c: sqlite3.Connection, key: str, now: float, body: bytes) -> None:
    c.execute("INSERT OR REPLACE INTO answer VALUES (?,?,?,?)", (key, now, len(body), body))
    c.execute("DELETE FROM answer WHERE at<?", (now - MAX_AGE,))
    total = c.execute("SELECT SUM(size) FROM answer").fetchone()[0]
    if total > MAX_BYTES:
        # Down to nine tenths, so that it is not done again for the very next answer.
        c.execute(
            "DELETE FROM answer WHERE at<=(SELECT at FROM (SELECT at, SUM(size) OVER (ORDER BY at DESC, key) AS kept"
            " FROM answer) WHERE kept>? ORDER BY at DESC LIMIT 1)",
            (MAX_BYTES * 9 // 10,),
        )
