"""Run a coroutine from synchronous code, also where an event loop is already running (a notebook)."""

import asyncio
import threading
from collections.abc import Coroutine
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return the one background loop of the process; its thread is a daemon and ends with it."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="aicvgen", daemon=True).start()
    return loop


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return what the coroutine returns. Interrupting the caller cancels the coroutine."""
    future = asyncio.run_coroutine_threadsafe(coroutine, _loop())
    try:
        return future.result()
    except BaseException:
        future.cancel()
        raise
