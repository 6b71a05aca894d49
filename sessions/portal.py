"""Run a coroutine from synchronous code, also where an event loop is already running (a notebook)."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")

PATIENCE = 10.0
"""Seconds that an interrupted caller waits for the coroutine to tidy up."""


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return the one background loop of the process; its thread is a daemon and ends with it."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="aicvgen", daemon=True).start()
    return loop


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return what the coroutine returns. Interrupting the caller cancels the coroutine and waits until it has ended."""
    ended = threading.Event()
    future = asyncio.run_coroutine_threadsafe(_told(coroutine, ended), _loop())
    try:
        return future.result()
    except BaseException:
        future.cancel()
        ended.wait(PATIENCE)  # so that files and locks are closed before the process goes on, or ends
        raise


def submit(coroutine: Coroutine[Any, Any, T]) -> Future[T]:
    """Start the coroutine in the background and return at once."""
    return asyncio.run_coroutine_threadsafe(coroutine, _loop())


async def _told(coroutine: Coroutine[Any, Any, T], ended: threading.Event) -> T:
    try:
        return await coroutine
    finally:
        ended.set()
