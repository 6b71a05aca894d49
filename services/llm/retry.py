"""The one place that tries again: outages with full jitter, limits by lining up again, everything else never."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from services.llm.clock import Clock
from services.llm.errors import CircuitOpenError, DayLimitError, MalformedAnswerError, RateLimitError, UnavailableError
from services.llm.types import Event, OnEvent

T = TypeVar("T")
OUTAGES = 5
"""Tries at a provider that fails."""
REFUSALS = 20
"""Tries at a limit that others keep full."""
DEADLINE = 900.0
"""Seconds from the first sending to the last try."""
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0


async def with_retries(
    send: Callable[[], Awaitable[T]], *, clock: Clock, model: str, emit: OnEvent, deadline: float = DEADLINE
) -> tuple[T, int]:
    """Return the result of `send` and how many tries it took beyond the first.

    A wait that the provider asks for is obeyed whatever its length, or, when it ends after the deadline, is an error
    at once. After a 429 the limiter waits, so the retry itself does not.

    Raises:
        ProviderError: the last error, when tries or time are used up, or the first one that another try can't help.
    """
    from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, wait_random_exponential

    end = clock.now() + deadline
    refusals = outages = 0
    jitter = wait_random_exponential(multiplier=FIRST_PAUSE, max=LONGEST_PAUSE)

    def pause(state: RetryCallState) -> float:
        """Return how long to wait before the next try."""
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, RateLimitError):
            return 0.0
        asked = error.seconds if isinstance(error, UnavailableError) else None
        return max(asked or 0.0, jitter(state))

    def stop(state: RetryCallState) -> bool:
        """Tell whether tries or time are used up."""
        nonlocal refusals, outages
        error = state.outcome.exception() if state.outcome else None
        limited = isinstance(error, RateLimitError)
        refusals, outages = refusals + limited, outages + (not limited)
        asked = (error.seconds if isinstance(error, RateLimitError | UnavailableError) else None) or 0.0
        return refusals >= REFUSALS or outages >= OUTAGES or clock.now() + max(asked, state.upcoming_sleep) > end

    def tell(state: RetryCallState) -> None:
        """Say that another try follows."""
        error = state.outcome.exception() if state.outcome else None
        emit(Event("retrying", model, f"Trying {model} again: {error}", state.upcoming_sleep))

    retrying = AsyncRetrying(
        retry=retry_if_exception(_passes), wait=pause, stop=stop, sleep=clock.sleep, before_sleep=tell, reraise=True
    )
    result: T = await retrying(send)
    return result, refusals + outages


def _passes(error: BaseException) -> bool:
    if isinstance(error, CircuitOpenError | DayLimitError):
        return False
    return isinstance(error, UnavailableError | RateLimitError | MalformedAnswerError)
