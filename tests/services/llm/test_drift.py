"""What others take of a limit, as our own responses show it."""

import random

import pytest

from services.llm.drift import Drift, Sighting

RATE = 8000 / 60


def watch(foreign_per_second: float, *, size: float = 480.0, refund: float = 0.0, late: bool = False) -> Drift:
    """Return the drift after ten minutes of one call every ten seconds beside a consumer of this rate."""
    drift, dice = Drift(), random.Random(4)
    used, now, total, due = 3000.0, 0.0, 0.0, 0.0
    for _ in range(60):
        end = now + 10
        while foreign_per_second and due < end:
            used += size if due >= now else 0.0
            due += dice.expovariate(foreign_per_second / size)
        used, now = max(0.0, used - 10 * RATE), end
        ours = (RATE - foreign_per_second) * 10
        used, total = used + ours * (1 - refund), total + ours
        seen = used - (2 * RATE if late else 0.0)
        drift.observe(Sighting(seen, now, total, now + 2, total), RATE)
    return drift


@pytest.mark.parametrize("late", [False, True])
def test_a_second_consumer_is_seen_in_the_headers(late):
    """Half the tokens going elsewhere is read as about that rate, whenever headers are stamped."""
    assert watch(RATE / 2, late=late).believed.rate == pytest.approx(RATE / 2, rel=0.3)


@pytest.mark.parametrize("refund", [0.0, 0.4])
def test_alone_there_is_no_drift(refund):
    """Without another consumer no room is left idle, with or without refunds."""
    assert watch(0.0, refund=refund).room(now=610) == pytest.approx(0.0, abs=10)


def test_the_room_grows_with_the_time_since_the_last_response():
    """The longer nothing was heard, the more others may have taken."""
    drift = watch(RATE / 2)
    assert 0 < drift.room(602) < drift.room(610) < drift.room(640)


def test_a_pause_is_not_taken_for_use():
    """A bucket that ran dry drained less than the clock says; that is nobody's use."""
    drift = Drift()
    drift.observe(Sighting(500, 0, 500, 1, 500), RATE)
    drift.observe(Sighting(500, 3600, 1000, 3601, 1000), RATE)
    assert drift.believed.rate == 0


def test_it_survives_the_database():
    """Plain data and back is the same value."""
    drift = watch(RATE / 2)
    assert Drift.from_json(drift.to_json()) == drift
