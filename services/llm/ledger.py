"""What each call cost, kept beside the sessions so that a resumed one knows what it has spent."""

import sqlite3

from models.usage import Usage
from services.llm.database import Database

MIGRATION = """CREATE TABLE call (id INTEGER PRIMARY KEY, at REAL, session TEXT, model TEXT, prompt TEXT,
    version INTEGER, input INTEGER, output INTEGER, cost REAL, seconds REAL, retries INTEGER,
    hit INTEGER, outcome TEXT);
CREATE INDEX call_by_session ON call (session)"""


class Ledger:
    """One row per call, with ids and counts only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, at: float, session: str, model: str, prompt: tuple[str, int], usage: Usage, outcome: str = "ok"
    ) -> None:
        """Write one call down."""
        row = (
            at,
            session,
            model,
            *prompt,
            usage.input_tokens,
            usage.output_tokens,
            usage.cost,
            usage.seconds,
            usage.retries,
            usage.cache_hits,
            outcome,
        )
        await self._database.run(
            lambda c: c.execute(
                "INSERT INTO call (at,session,model,prompt,version,input,output,cost,seconds,retries,hit,outcome)"
                " VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                row,
            )
        )

    async def usage(self, session: str | None = None) -> Usage:
        """Return the sum over a session, or over everything."""
        return await self._database.run(lambda c: _sum(c, session))

    async def typical_output(self, prompt: str, version: int) -> int | None:
        """Return the mean length of the prompt's last answers in tokens, or None when there was none."""
        row = await self._database.run(
            lambda c: c.execute(
                "SELECT AVG(output) FROM (SELECT output FROM call WHERE prompt=? AND version=? AND hit=0"
                " AND outcome='ok' ORDER BY id DESC LIMIT 50)",
                (prompt, version),
            ).fetchone()
        )
        return None if row[0] is None else round(row[0])


def _sum(c: sqlite3.Connection, session: str | None) -> Usage:
    where, values = ("WHERE session=?", (session,)) if session is not None else ("", ())
    row = c.execute(
        "SELECT SUM(hit=0 AND outcome<>'BudgetError'), SUM(input), SUM(output), SUM(cost),"  # that one was never sent
        f" SUM(hit=0 AND cost IS NULL), SUM(seconds), SUM(retries), SUM(hit) FROM call {where}",
        values,
    ).fetchone()
    calls, inputs, outputs, cost, unknown, seconds, retries, hits = (value or 0 for value in row)
    return Usage(
        calls=calls,
        input_tokens=inputs,
        output_tokens=outputs,
        cost=None if unknown else float(cost),
        seconds=float(seconds),
        retries=retries,
        cache_hits=hits,
    )
