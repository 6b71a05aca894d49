"""Buckets and reservations in SQLite: one truth for all processes of this machine that use one key."""

import json
import math
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from services.llm.buckets import KINDS, Bucket, Kind
from services.llm.catalog import Limits
from services.llm.database import Database
from services.llm.drift import Drift, Sighting
from services.llm.errors import RateLimitError

MIGRATIONS = (
    """CREATE TABLE bucket (account TEXT, model TEXT, kind TEXT, cap REAL, used REAL, at REAL, total REAL,
    synced INTEGER, drift TEXT, PRIMARY KEY (account, model, kind)) WITHOUT ROWID;
CREATE TABLE reservation (id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT, model TEXT, tokens REAL, sent REAL,
    total REAL, done INTEGER DEFAULT 0);
CREATE INDEX reservation_by_model ON reservation (account, model, id);
CREATE TABLE block (account TEXT, model TEXT, kind TEXT, until REAL, PRIMARY KEY (account, model)) WITHOUT ROWID""",
)
ARRIVAL = 1.0
"""Seconds within which two requests may, at worst, overtake each other on their way to the provider."""
NEAR = 0.5
"""Seconds within which they often do."""
FORGET = 3600.0
"""Seconds after which a reservation can't be anybody's concern any more."""
Buckets = dict[Kind, Bucket]


@dataclass(frozen=True)
class Grant:
    """What the gate answers: a reservation (`id` > 0), or how long to wait (infinite: no use) and for which limit."""

    id: int = 0
    wait: float = 0.0
    kind: str = ""
    limit: float = 0.0


class LimitsStore:
    """The state of one account's limits. Every public method is one transaction; `now` is the caller's clock."""

    def __init__(self, database: Database, account: str) -> None:
        self._database = database
        self._account = account

    async def reserve(self, model: str, limits: Limits, tokens: float, now: float) -> Grant:
        """Take the room for one request if all limits have it."""
        return await self._database.run(lambda c: self._reserve(c, model, limits, tokens, now))

    async def learn(
        self, model: str, id_: int, tokens: float | None, headers: Mapping[Kind, tuple[float, float]], now: float
    ) -> None:
        """Take over what a response told: the request's true size, and limit and remaining by kind."""
        await self._database.run(lambda c: self._learn(c, model, id_, tokens, headers, now))

    async def refused(self, model: str, id_: int, error: RateLimitError, until: float, now: float) -> None:
        """Give the tokens of a refused request back, take over what the refusal said, and block until then."""
        await self._database.run(lambda c: self._refused(c, model, id_, error, until, now))

    async def release(self, model: str, id_: int, now: float) -> None:
        """Give back the tokens of a request that was turned away before it counted."""
        await self._database.run(lambda c: self._give_back(c, model, id_, now))

    async def state(self, model: str, limits: Limits | None, now: float) -> Buckets:
        """Return the buckets as of now."""
        return await self._database.run(lambda c: self._load(c, model, now, limits))

    # --- inside a transaction ---------------------------------------------------------------------------------------

    def _reserve(self, c: sqlite3.Connection, model: str, limits: Limits, tokens: float, now: float) -> Grant:
        ours = (self._account, model)
        block = c.execute("SELECT until, kind FROM block WHERE account=? AND model=?", ours).fetchone()
        if block and block[0] > now:
            return Grant(wait=block[0] - now, kind=block[1])
        buckets = self._load(c, model, now, limits)
        for kind, bucket in buckets.items():
            if bucket.amount(tokens) > bucket.limit:
                return Grant(wait=math.inf, kind=kind, limit=bucket.limit)
        waits = [(bucket.wait(bucket.amount(tokens)), kind) for kind, bucket in buckets.items()]
        wait, slowest = max(waits, default=(0.0, ""))
        # A millionth of a second is rounding, not a reason to come again.
        if wait > 1e-6:
            return Grant(wait=wait, kind=slowest)
        for bucket in buckets.values():
            bucket.charge(bucket.amount(tokens))
        self._save(c, model, buckets)
        c.execute("DELETE FROM reservation WHERE account=? AND model=? AND sent<?", (*ours, now - FORGET))
        total = buckets["tpm"].total if "tpm" in buckets else 0.0
        cursor = c.execute(
            "INSERT INTO reservation (account, model, tokens, sent, total) VALUES (?,?,?,?,?)",
            (*ours, tokens, now, total),
        )
        return Grant(id=cursor.lastrowid or 0)

    def _learn(
        self,
        c: sqlite3.Connection,
        model: str,
        id_: int,
        tokens: float | None,
        headers: Mapping[Kind, tuple[float, float]],
        now: float,
    ) -> None:
        row = c.execute("SELECT sent, total, tokens FROM reservation WHERE id=?", (id_,)).fetchone()
        if row is None:
            return
        sent, total, reserved = row
        error = 0.0 if tokens is None else tokens - reserved
        c.execute("UPDATE reservation SET done=1, tokens=tokens+? WHERE id=?", (error, id_))
        buckets = self._load(c, model, now)
        for kind, (limit, _) in headers.items():
            buckets.setdefault(kind, Bucket(kind, limit, 0.0, now))
        for kind in ("tpm", "tpd"):
            if kind in buckets:
                buckets[kind].charge(error)
        for kind, (limit, remaining) in headers.items():
            if id_ > buckets[kind].synced:
                doubt = self._near(c, model, id_, sent)
                sighting = Sighting(limit - remaining, sent, total + error, now, buckets[kind].total, doubt)
                self._sync(c, model, buckets[kind], id_, limit, sighting)
        self._save(c, model, buckets)

    def _sync(self, c: sqlite3.Connection, model: str, bucket: Bucket, id_: int, limit: float, seen: Sighting) -> None:
        """Take a response's word for what is used, plus what it may not have counted yet.

        That is every later request, and an earlier one that may have been overtaken on the way.
        """
        bucket.limit, bucket.synced = limit, id_
        what = "SUM(tokens)" if bucket.kind.startswith("t") else "COUNT(*)"
        unseen = c.execute(
            f"SELECT {what} FROM reservation WHERE account=? AND model=? AND (id>? OR (id<? AND done=0 AND sent>?))",
            (self._account, model, id_, id_, seen.sent - ARRIVAL),
        ).fetchone()[0]
        most = seen.used + float(unseen or 0.0)
        if bucket.kind == "tpm":
            bucket.used = most
            bucket.drift.observe(seen, bucket.rate)
        else:
            # A day that is believed to be over ends calls, so our own count stands wherever the header allows it.
            bucket.used = min(max(bucket.used, seen.used), most)

    def _near(self, c: sqlite3.Connection, model: str, id_: int, sent: float) -> float:
        found = c.execute(
            "SELECT SUM(tokens) FROM reservation WHERE account=? AND model=? AND id!=? AND sent BETWEEN ? AND ?",
            (self._account, model, id_, sent - NEAR, sent + NEAR),
        ).fetchone()[0]
        return float(found or 0.0)

    def _refused(
        self, c: sqlite3.Connection, model: str, id_: int, error: RateLimitError, until: float, now: float
    ) -> None:
        row = c.execute("SELECT sent, total, tokens FROM reservation WHERE id=?", (id_,)).fetchone()
        self._give_back(c, model, id_, now)
        buckets = {k: b for k, b in self._load(c, model, now).items() if k == error.kind.lower()}
        for bucket in buckets.values():
            if row and error.used is not None and error.limit is not None and id_ > bucket.synced:
                doubt = self._near(c, model, id_, row[0])
                sighting = Sighting(error.used, row[0], row[1] - row[2], now, bucket.total, doubt)
                self._sync(c, model, bucket, id_, error.limit, sighting)
        self._save(c, model, buckets)
        c.execute("INSERT OR REPLACE INTO block VALUES (?,?,?,?)", (self._account, model, error.kind, until))

    def _give_back(self, c: sqlite3.Connection, model: str, id_: int, now: float) -> None:
        row = c.execute("DELETE FROM reservation WHERE id=? RETURNING tokens", (id_,)).fetchone()
        if row is None:
            return
        buckets = self._load(c, model, now)
        for kind in ("tpm", "tpd"):
            if kind in buckets:
                buckets[kind].charge(-row[0])
        self._save(c, model, buckets)

    def _load(self, c: sqlite3.Connection, model: str, now: float, limits: Limits | None = None) -> Buckets:
        rows = c.execute(
            "SELECT kind, cap, used, at, total, synced, drift FROM bucket WHERE account=? AND model=?",
            (self._account, model),
        )
        buckets: Buckets = {
            kind: Bucket(kind, cap, used, at, total, synced, Drift.from_json(json.loads(drift)))
            for kind, cap, used, at, total, synced, drift in rows
        }
        for kind in KINDS if limits else ():
            cap = getattr(limits, kind)
            if cap is not None:
                bucket = buckets.setdefault(kind, Bucket(kind, float(cap), 0.0, now))
                # What a response told stands; what was assumed gives way to a better assumption.
                bucket.limit = bucket.limit if bucket.synced else float(cap)
            elif kind in buckets and not buckets[kind].synced:
                del buckets[kind]
        for bucket in buckets.values():
            bucket.drain(now)
        return buckets

    def _save(self, c: sqlite3.Connection, model: str, buckets: Buckets) -> None:
        c.executemany(
            "INSERT OR REPLACE INTO bucket VALUES (?,?,?,?,?,?,?,?,?)",
            [
                (self._account, model, b.kind, b.limit, b.used, b.at, b.total, b.synced, json.dumps(b.drift.to_json()))
                for b in buckets.values()
            ],
        )
