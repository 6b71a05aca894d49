"""What is tried again, how often, and how long it waits."""

import pytest

from services.llm.errors import (
    CircuitOpenError,
    KeyRefusedError,
    RateLimitError,
    RejectedError,
    TooLargeError,
    UnavailableError,
)
from services.llm.retry import DEADLINE, OUTAGES, with_retries


async def run(clock, errors: list[Exception]) -> tuple[str, int, int]:
    """Send until the errors are used up; return the result, the retries and the tries."""
    tries = 0

    async def send() -> str:
        nonlocal tries
        tries += 1
        if errors:
            raise errors.pop(0)
        return "ok"

    result, retries = await with_retries(send, clock=clock, model="m", emit=lambda _: None)
    return result, retries, tries


async def test_an_outage_is_waited_out_with_jitter(clock):
    """Pauses are random within a window that doubles."""
    assert await run(clock, [UnavailableError("down")] * 3) == ("ok", 3, 4)
    assert len(clock.slept) == 3
    assert all(0 <= pause <= 0.5 * 2**number for number, pause in enumerate(clock.slept, 1))


async def test_a_wait_that_is_asked_for_is_obeyed(clock):
    """A retry-after of five minutes is five minutes, where the SDK would ignore it."""
    assert (await run(clock, [UnavailableError("busy", seconds=300.0)]))[0] == "ok"
    assert clock.slept[0] >= 300


async def test_a_wait_beyond_the_deadline_is_an_error_at_once(clock):
    """Nobody sleeps for an hour inside a call."""
    with pytest.raises(UnavailableError):
        await run(clock, [UnavailableError("busy", seconds=DEADLINE + 1)])
    assert not clock.slept


async def test_outages_are_bounded_and_refusals_separately(clock):
    """A limit that others keep full is tried more often than a provider that is down."""
    with pytest.raises(UnavailableError):
        await run(clock, [UnavailableError("down")] * OUTAGES)
    assert (await run(clock, [RateLimitError("full", seconds=1.0)] * 12))[2] == 13


@pytest.mark.parametrize(
    "error", [RejectedError("400"), KeyRefusedError("401"), TooLargeError("413"), CircuitOpenError("open", seconds=1.0)]
)
async def test_what_can_not_help_is_not_tried(clock, error):
    """400, 401, 413 and an open circuit are raised as they are."""
    with pytest.raises(type(error)):
        await run(clock, [error])
    assert not clock.slept
