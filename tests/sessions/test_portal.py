"""Synchronous calls of coroutines."""

import asyncio
import signal
import threading

import pytest

from sessions.portal import run


async def answer() -> int:
    """Return 42 after letting the loop turn once."""
    await asyncio.sleep(0)
    return 42


def test_a_coroutine_runs_from_plain_code() -> None:
    """No loop is running here."""
    assert run(answer()) == 42


async def test_a_coroutine_runs_where_a_loop_is_running() -> None:
    """A notebook's loop does not get in the way."""
    assert run(answer()) == 42


def test_an_error_reaches_the_caller() -> None:
    """Nothing is swallowed on the way between threads."""

    async def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        run(fail())


def test_an_interrupted_caller_waits_until_the_coroutine_has_tidied_up() -> None:
    """A Ctrl-C in the caller's thread leaves no half-closed file behind."""
    tidied = []

    async def slow() -> None:
        try:
            await asyncio.sleep(0.1)
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            await asyncio.sleep(30)
        finally:
            await asyncio.sleep(0.05)
            tidied.append(True)

    with pytest.raises(KeyboardInterrupt):
        run(slow())
    assert tidied == [True]
