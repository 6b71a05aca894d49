"""Single flight: equal questions at the same time are asked once."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Flight(Generic[T]):
    """Calls under way, by key. A call lives as long as anybody waits for it."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[T]] = {}
        self._waiting: dict[str, int] = {}

    async def join(self, key: str, start: Callable[[], Coroutine[Any, Any, T]]) -> tuple[T, bool]:
        """Return the result and whether this caller started it (and so pays for it)."""
        task = self._tasks.get(key)
        mine = task is None
        if task is None:
            task = self._tasks[key] = asyncio.ensure_future(start())
            self._waiting[key] = 0
            task.add_done_callback(lambda done: self._land(key, done))
        self._waiting[key] += 1
        try:
            return await asyncio.shield(task), mine
        finally:
            if key in self._waiting and self._tasks.get(key) is task:
                self._waiting[key] -= 1
                if not self._waiting[key] and not task.done():
                    self._forget(key)
                    task.cancel()

    def _land(self, key: str, task: asyncio.Task[T]) -> None:
        if self._tasks.get(key) is task:
            self._forget(key)
        if not task.cancelled():
            task.exception()  # seen, in case that nobody waits any more

    def _forget(self, key: str) -> None:
        self._tasks.pop(key, None)
        self._waiting.pop(key, None)
