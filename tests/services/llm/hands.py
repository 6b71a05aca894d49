"""A clock that a test moves by hand."""

import asyncio


class HandClock:
    """Time that passes only where somebody sleeps; `slept` keeps the naps."""

    def __init__(self, start: float = 1_000_000.0) -> None:
        self._now = start
        self.slept: list[float] = []

    def now(self) -> float:
        """Return the time."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Let it pass at once."""
        self.slept.append(seconds)
        self._now += max(0.0, seconds)
        await asyncio.sleep(0)

    def timeout(self, seconds: float) -> float:
        """Return real seconds, so that a hanging test ends."""
        return 5.0

    def pass_by(self, seconds: float) -> None:
        """Move the hands."""
        self._now += seconds
