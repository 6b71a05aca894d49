"""Time, injected: the same code runs by the wall, faster in a benchmark, and by hand in a test."""

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Seconds since the epoch, and a way to let them pass."""

    def now(self) -> float:
        """Return seconds since the epoch, comparable between processes and restarts."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Let so many seconds of this clock pass."""
        ...

    def timeout(self, seconds: float) -> float:
        """Return how many real seconds that is, for libraries that only know real ones."""
        ...


class WallClock:
    """The time on the wall; with `speed` 30, half a minute of it passes in a second."""

    def __init__(self, speed: float = 1.0, start: float | None = None) -> None:
        self.speed = speed
        self.start = time.time() if start is None else start

    def now(self) -> float:
        """Return seconds since the epoch; a faster clock runs ahead from its `start`."""
        return self.start + (time.time() - self.start) * self.speed

    async def sleep(self, seconds: float) -> None:
        """Sleep; a past moment costs one turn of the loop."""
        await asyncio.sleep(max(0.0, seconds) / self.speed)

    def timeout(self, seconds: float) -> float:
        """Return real seconds."""
        return seconds / self.speed
