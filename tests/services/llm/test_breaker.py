"""The circuit breaker."""

import pytest

from services.llm.breaker import Breaker
from services.llm.errors import CircuitOpenError, UnavailableError

DOWN = UnavailableError("down")


def broken(clock) -> Breaker:
    """Return a circuit that has just opened."""
    breaker = Breaker(clock, failures=3, pause=30)
    for _ in range(3):
        breaker.enter("m")
        breaker.failed(DOWN)
    return breaker


def test_it_opens_after_failures_in_a_row(clock):
    """The third outage in a row opens it; the message says for how long."""
    with pytest.raises(CircuitOpenError) as raised:
        broken(clock).enter("m")
    assert raised.value.seconds == 30


def test_a_success_between_keeps_it_closed(clock):
    """Outages count only in a row."""
    breaker = Breaker(clock, failures=3)
    for end in (breaker.failed, breaker.failed, lambda _: breaker.succeeded(), breaker.failed, breaker.failed):
        end(DOWN)
    breaker.enter("m")
    assert breaker.peek("m") is None


def test_half_open_lets_exactly_one_probe_through(clock):
    """After the pause ten callers come; one is let out, and its success closes the circuit."""
    breaker = broken(clock)
    clock.pass_by(31)
    let_out = 0
    for _ in range(10):
        try:
            breaker.enter("m")
            let_out += 1
        except CircuitOpenError:
            pass
    assert let_out == 1
    breaker.succeeded()
    breaker.enter("m")


def test_a_failed_probe_doubles_the_pause(clock):
    """A provider that is still down is left alone for longer."""
    breaker = broken(clock)
    clock.pass_by(31)
    breaker.enter("m")
    breaker.failed(DOWN)
    clock.pass_by(31)
    with pytest.raises(CircuitOpenError):
        breaker.enter("m")
    clock.pass_by(30)
    breaker.enter("m")


def test_an_abandoned_probe_makes_room_for_another(clock):
    """A probe whose caller was cancelled does not keep the circuit shut for good."""
    breaker = broken(clock)
    clock.pass_by(31)
    breaker.enter("m")
    breaker.abandoned()
    breaker.enter("m")
    with pytest.raises(CircuitOpenError):
        breaker.enter("m")
