"""The gate before a model: requests leave in order, each when all four limits have room for it."""

import asyncio
import hashlib
import math
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from services.llm.buckets import Kind
from services.llm.catalog import Limits
from services.llm.clock import Clock
from services.llm.errors import DayLimitError, RateLimitError, TooLargeError
from services.llm.headers import limits_in
from services.llm.limits_store import Grant, LimitsStore
from services.llm.types import Event, OnEvent

DAY_PATIENCE = 60.0
"""Seconds that a day limit may make a call wait; beyond, the person decides."""
DEFAULT_WAIT = 10.0
"""Seconds to wait after a 429 that names none."""


def account_of(api_key: str, base: str | None) -> str:
    """Return a name for key and host under which limits are kept; the key can't be read back from it."""
    return hashlib.blake2s(f"{base or ''}\0{api_key}".encode(), digest_size=8, person=b"aicvgen").hexdigest()


class Limiter:
    """One FIFO gate per model. `admit` before a request; then exactly one of `settled`, `refused`, `released`."""

    def __init__(self, store: LimitsStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._gates: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._told: dict[str, dict[Kind, float]] = {}
        self._changed: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    async def admit(self, model: str, limits: Limits, tokens: int, emit: OnEvent) -> int:
        """Wait in line and return the number of the reservation.

        Raises:
            TooLargeError: the request is larger than a limit, so no wait would help.
            DayLimitError: a day's limit is used up.
        """
        for kind, cap in (("tpm", limits.tpm), ("tpd", limits.tpd)):
            if cap is not None:
                self._check_size(model, Grant(kind=kind, limit=cap), tokens)
        async with self._gates[model]:
            while True:
                self._changed[model].clear()
                grant = await self._store.reserve(model, limits, tokens, self._clock.now())
                if grant.id:
                    return grant.id
                if math.isinf(grant.wait):
                    self._check_size(model, grant, tokens)
                self._check_day(model, grant)
                emit(Event("waiting", model, f"Waiting for {model} ({grant.kind.upper()} limit).", grant.wait))
                await self._pause(model, grant.wait)

    async def settled(
        self, model: str, reservation: int, headers: Mapping[str, str], tokens: int | None = None
    ) -> None:
        """Learn from a response: its headers, and how many `tokens` admission must have charged."""
        found = limits_in(headers)
        await self._store.learn(model, reservation, tokens, found, self._clock.now())
        if found:
            self._told[model] = {kind: limit for kind, (limit, _) in found.items()}
        self._changed[model].set()

    async def told(self, model: str) -> Mapping[Kind, float]:
        """Return the limits that responses told, by kind, in this process or an earlier one."""
        if model not in self._told:
            state = await self._store.state(model, None, self._clock.now())
            self._told[model] = {kind: bucket.limit for kind, bucket in state.items() if bucket.synced}
        return self._told[model]

    async def refused(self, model: str, reservation: int, error: RateLimitError) -> None:
        """Learn from a 429; the request then lines up again. A day's limit is the end instead.

        Raises:
            DayLimitError: the refusal is about a day's limit.
        """
        now = self._clock.now()
        seconds = DEFAULT_WAIT if error.seconds is None else error.seconds
        await self._store.refused(model, reservation, error, now + seconds, now)
        self._check_day(model, Grant(wait=seconds, kind=error.kind))

    async def released(self, model: str, reservation: int) -> None:
        """Give the room of a request back that never counted."""
        await self._store.release(model, reservation, self._clock.now())
        self._changed[model].set()

    async def _pause(self, model: str, seconds: float) -> None:
        """Let the time pass, or less when a response has made room."""
        change = asyncio.ensure_future(self._changed[model].wait())
        sleep = asyncio.ensure_future(self._clock.sleep(seconds))
        try:
            await asyncio.wait((change, sleep), return_when=asyncio.FIRST_COMPLETED)
        finally:
            change.cancel()
            sleep.cancel()

    def _check_size(self, model: str, grant: Grant, tokens: int) -> None:
        if tokens > grant.limit:
            raise TooLargeError(
                f"The request needs {tokens} tokens but {model} allows {grant.limit:g} ({grant.kind.upper()}); "
                "split it, shorten its inputs, or name your plan with AICVGEN_PLAN."
            )

    def _check_day(self, model: str, grant: Grant) -> None:
        if grant.kind.lower() in ("rpd", "tpd") and grant.wait > DAY_PATIENCE:
            until = datetime.fromtimestamp(self._clock.now() + grant.wait).astimezone()
            raise DayLimitError(
                f"The day's limit of {model} ({grant.kind.upper()}) is used up until {until:%Y-%m-%d %H:%M}; "
                "the session is kept.",
                kind=grant.kind.upper(),
                seconds=grant.wait,
                until=until,
            )
