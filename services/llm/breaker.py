"""A circuit breaker: a provider that is down is left alone, then asked by one call first."""

from services.llm.clock import Clock
from services.llm.errors import CircuitOpenError, UnavailableError

FAILURES = 6
"""Outages in a row before the circuit opens."""
PAUSE = 30.0
"""Seconds it stays open; doubled each time the probe fails too, up to ten minutes."""


class Breaker:
    """One model's circuit. Only UnavailableError counts: a 400, a 413 or a 429 is an answer of a healthy provider."""

    def __init__(self, clock: Clock, failures: int = FAILURES, pause: float = PAUSE) -> None:
        self._clock = clock
        self._allowed = failures
        self._first_pause = pause
        self._pause = pause
        self._failures = 0
        self._open_until: float | None = None
        self._probing = False

    def peek(self, model: str) -> None:
        """Fail at once while the circuit is open, before anybody lines up at the limits.

        Raises:
            CircuitOpenError: the provider is being left alone.
        """
        left = 0.0 if self._open_until is None else self._open_until - self._clock.now()
        if left > 0 or self._probing:
            raise CircuitOpenError(
                f"{model} failed {self._failures} times in a row and is left alone.", seconds=max(left, 1.0)
            )

    def enter(self, model: str) -> None:
        """Let a request out, or not; the first one after the pause is the probe.

        Raises:
            CircuitOpenError: the provider is being left alone.
        """
        self.peek(model)
        self._probing = self._open_until is not None

    def succeeded(self) -> None:
        """Close the circuit: the provider answered, be it with a refusal."""
        self._failures, self._open_until, self._probing, self._pause = 0, None, False, self._first_pause

    def failed(self, error: UnavailableError) -> None:
        """Count an outage, and open the circuit when there are too many."""
        self._failures += 1
        if self._probing or self._failures >= self._allowed:
            if self._probing:
                self._pause = min(self._pause * 2, 600.0)
            self._open_until = self._clock.now() + max(self._pause, error.seconds or 0.0)
            self._probing = False

    def abandoned(self) -> None:
        """Let another call be the probe: this one was cancelled before it knew."""
        self._probing = False
