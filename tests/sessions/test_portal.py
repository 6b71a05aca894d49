"""Synchronous calls of coroutines."""

import asyncio

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
