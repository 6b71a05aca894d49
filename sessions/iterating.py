"""Read an asynchronous generator from synchronous code, also where an event loop is already running."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from queue import SimpleQueue
from typing import TypeVar

from sessions.portal import submit

T = TypeVar("T")


def iterate(values: AsyncGenerator[T]) -> Iterator[T]:
    """Yield what the generator yields. Closing the iterator, or interrupting its caller, ends the generator.

    One task drives it from first to last, since libraries bind things to the task that they began in.
    """
    out: SimpleQueue[tuple[T] | None] = SimpleQueue()

    async def drive() -> None:
        """Read the generator to its end."""
        try:
            async with aclosing(values) as items:
                async for item in items:
                    out.put((item,))
        finally:
            out.put(None)

    future = submit(drive())
    try:
        while (item := out.get()) is not None:
            yield item[0]
        future.result()
    finally:
        future.cancel()
