"""Buckets and reservations in SQLite: one truth for all processes of this machine that use one key."""

import sqlite3
from dataclasses import dataclass

from services.llm.buckets import KINDS, Bucket, Kind
from services.llm.catalog import Limits
from services.llm.database import Database

MIGRATIONS = (
    """CREATE TABLE bucket (account TEXT, model TEXT, kind TEXT, cap REAL, used REAL, at REAL, foreign_rate REAL,
    burst REAL, synced INTEGER, PRIMARY KEY (account, model, kind)) WITHOUT ROWID;
CREATE TABLE reservation (id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT, model TEXT, tokens REAL, sent REAL,
    level REAL, done INTEGER DEFAULT 0);
CREATE INDEX reservation_by_model ON reservation (account, model, id);
CREATE TABLE block (account TEXT, model TEXT, kind TEXT, until REAL, PRIMARY KEY (account, model))""",
)
ARRIVAL = 1.0
"""Seconds within which two requests may overtake each other on their way to the provider."""
FORGET = 3600.0
"""Seconds after which a reservation can't be anybody's concern any more."""


@dataclass(frozen=True)
class Grant:
    """What the gate answers: a reservation (`id` > 0), or how long to wait and for which limit."""

    id: int = 0
    wait: float = 0.0
    kind: str = ""


class LimitsStore:
    """The state of one account's limits. Every method is one transaction."""

    def __init__(self, database: Database, account: str) -> None:
        self._database = database
        self._account = account

    async def reserve(self, model: str, limits: Limits, tokens: float, now: float) -> Grant:
        """Take the room for one request if all limits have it."""
        return await self._database.run(lambda c: self._reserve(c, model, limits, tokens, now))

    async def learn(self, model: str, reservation: int, headers: dict[Kind, tuple[float, float]], now: float) -> None:
        """Take over limit and remaining as a response stated them (by kind), unless a newer one spoke already."""
        await self._database.run(lambda c: self._learn(c, model, reservation, headers, now))

    async def refused(
        self, model: str, reservation: int, kind: str, used: float | None, limit: float | None, until: float, now: float
    ) -> None:
        """Give the tokens of a refused request back and take over what the refusal said."""
        await self._database.run(lambda c: self._refused(c, model, reservation, kind, used, limit, until, now))

    async def release(self, model: str, reservation: int, now: float) -> None:
        """Give back the tokens of a request that was turned away before it counted."""
        await self._database.run(lambda c: self._give_back(c, model, reservation, now))

    async def state(self, model: str, limits: Limits, now: float) -> dict[Kind, Bucket]:
        """Return the buckets as of now."""
        return await self._database.run(lambda c: self._load(c, model, limits, now))

    # --- one transaction each ---------------------------------------------------------------------------------------

    def _reserve(self, c: sqlite3.Connection, model: str, limits: Limits, tokens: float, now: float) -> Grant:
        block = c.execute(
            "SELECT until, kind FROM block WHERE account=? AND model=? AND until>?", (self._account, model, now)
        ).fetchone()
        if block:
            return Grant(wait=block[0] - now, kind=block[1])
        buckets = self._load(c, model, limits, now)
        waits = [(bucket.wait(_amount(kind, tokens)), kind) for kind, bucket in buckets.items()]
        wait, kind = max(waits, default=(0.0, ""))
        # A microsecond of a bucket is rounding, not a reason to come again.
        if wait > 1e-6:
            return Grant(wait=wait, kind=kind)
        for kind, bucket in buckets.items():
            bucket.used += _amount(kind, tokens)
        self._save(c, model, buckets)
        level = buckets["tpm"].used if "tpm" in buckets else 0.0
        c.execute(
            "DELETE FROM reservation WHERE account=? AND model=? AND sent<?", (self._account, model, now - FORGET)
        )
        cursor = c.execute(
            "INSERT INTO reservation (account, model, tokens, sent, level) VALUES (?,?,?,?,?)",
            (self._account, model, tokens, now, level),
        )
        return Grant(id=cursor.lastrowid or 0)

    def _learn(
        self, c: sqlite3.Connection, model: str, id_: int, headers: dict[Kind, tuple[float, float]], now: float
    ) -> None:
        row = c.execute("SELECT sent, level FROM reservation WHERE id=?", (id_,)).fetchone()
        c.execute("UPDATE reservation SET done=1 WHERE id=?", (id_,))
        if row is None:
            return
        buckets = self._load(c, model, Limits(**{kind: pair[0] for kind, pair in headers.items()}), now)
        for kind, (limit, remaining) in headers.items():
            bucket = buckets[kind]
            if id_ <= bucket.synced:
                continue
            bucket.limit, bucket.synced = limit, id_
            bucket.used = limit - remaining + self._unseen(c, model, id_, row[0], kind)
        self._save(c, model, buckets)

    def _unseen(self, c: sqlite3.Connection, model: str, id_: int, sent: float, kind: Kind) -> float:
        """Return what a response to `id_` may not have counted: later requests, and older ones it may have passed."""
        what = "SUM(tokens)" if kind == "tpm" else "COUNT(*)"
        found = c.execute(
            f"SELECT {what} FROM reservation WHERE account=? AND model=? AND (id>? OR (id<? AND done=0 AND sent>?))",
            (self._account, model, id_, id_, sent - ARRIVAL),
        ).fetchone()[0]
        return float(found or 0.0)

    def _refused(
        self,
        c: sqlite3.Connection,
        model: str,
        id_: int,
        kind: str,
        used: float | None,
        limit: float | None,
        until: float,
        now: float,
    ) -> None:
        self._give_back(c, model, id_, now)
        known = {k: b for k, b in self._load(c, model, Limits(), now).items() if k == kind.lower()}
        for bucket in known.values():
            if used is not None and limit is not None and id_ > bucket.synced:
                bucket.limit, bucket.synced = limit, id_
                later = c.execute(
                    "SELECT SUM(tokens), COUNT(*) FROM reservation WHERE account=? AND model=? AND id>?",
                    (self._account, model, id_),
                ).fetchone()
                bucket.used = used + float((later[0] if kind.lower().startswith("t") else later[1]) or 0.0)
        self._save(c, model, known)
        c.execute("INSERT OR REPLACE INTO block VALUES (?,?,?,?)", (self._account, model, kind, until))

    def _give_back(self, c: sqlite3.Connection, model: str, id_: int, now: float) -> None:
        row = c.execute("DELETE FROM reservation WHERE id=? RETURNING tokens", (id_,)).fetchone()
        if row is None:
            return
        buckets = self._load(c, model, Limits(), now)
        for kind in ("tpm", "tpd"):
            if kind in buckets:
                buckets[kind].used = max(0.0, buckets[kind].used - row[0])
        self._save(c, model, buckets)

    def _load(self, c: sqlite3.Connection, model: str, limits: Limits, now: float) -> dict[Kind, Bucket]:
        rows = c.execute(
            "SELECT kind, cap, used, at, foreign_rate, burst, synced FROM bucket WHERE account=? AND model=?",
            (self._account, model),
        )
        buckets: dict[Kind, Bucket] = {row[0]: Bucket(*row) for row in rows}
        for kind in KINDS:
            cap = getattr(limits, kind)
            if cap is not None and kind not in buckets:
                buckets[kind] = Bucket(kind, float(cap), 0.0, now)
        for bucket in buckets.values():
            bucket.drain(now)
        return buckets

    def _save(self, c: sqlite3.Connection, model: str, buckets: dict[Kind, Bucket]) -> None:
        c.executemany(
            "INSERT OR REPLACE INTO bucket VALUES (?,?,?,?,?,?,?,?,?)",
            [
                (self._account, model, b.kind, b.limit, b.used, b.at, b.foreign, b.burst, b.synced)
                for b in buckets.values()
            ],
        )


def _amount(kind: Kind, tokens: float) -> float:
    return tokens if kind.startswith("t") else 1.0
