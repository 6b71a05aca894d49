"""Carry an async iterator from the client's loop to the caller's."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import TypeVar

from services.llm.background import Background

T = TypeVar("T")


async def across(background: Background, source: AsyncIterator[T]) -> AsyncGenerator[T]:
    """Yield what the source yields over there; leaving early stops it."""
    home = asyncio.get_running_loop()
    queue: asyncio.Queue[tuple[T] | None] = asyncio.Queue()

    async def pump() -> None:
        """Put each value into the caller's queue, and None at the end."""
        try:
            async for value in source:
                home.call_soon_threadsafe(queue.put_nowait, (value,))
        finally:
            if not home.is_closed():
                home.call_soon_threadsafe(queue.put_nowait, None)

    pumping = background.submit(pump())
    try:
        while (value := await queue.get()) is not None:
            yield value[0]
        await asyncio.wrap_future(pumping)
    finally:
        pumping.cancel()
