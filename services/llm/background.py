"""The client's own event loop in its own thread.

All that the client shares (connections, gates, flights) lives in this one loop, so callers may come from any loop, from
several at once, or from none, and a loop of theirs that ends takes nothing with it.
"""

import asyncio
import contextlib
import contextvars
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Background:
    """A loop that starts with the first work and ends with `close`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Start the work in the loop and return at once."""
        return asyncio.run_coroutine_threadsafe(work, self._running())

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Await the work from another loop; a cancelled caller cancels it."""
        return await asyncio.wrap_future(self.submit(work))

    def close(self) -> None:
        """Cancel what is left, wait for it and end the thread; harmless twice."""
        with self._lock:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop and thread:
            loop.call_soon_threadsafe(loop.stop)
            # The garbage collector may call from the very thread; then it ends by itself.
            if thread is not threading.current_thread():
                thread.join()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                # A loop keeps the context it is made in, and with that of a run it would keep the run and this client.
                self._loop = contextvars.Context().run(asyncio.new_event_loop)
                self._thread = threading.Thread(target=_serve, args=(self._loop,), name="aicvgen-llm", daemon=True)
                self._thread.start()
            return self._loop


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        asyncio.set_event_loop(None)
        loop.close()


def _running() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def in_callers_loop(callback: Callable[[T], None] | None) -> Callable[[T], None]:
    """Return a callback for use in the background that runs in the caller's loop and context (or is dropped)."""
    if callback is None:
        return lambda _: None
    home, context = asyncio.get_running_loop(), contextvars.copy_context()

    def hand_over(value: T) -> None:
        if _running() is home:
            callback(value)
            return
        # The caller's loop may have ended while others still wait for the answer.
        with contextlib.suppress(RuntimeError):
            home.call_soon_threadsafe(callback, value, context=context)

    return hand_over
