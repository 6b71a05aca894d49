"""How much others take from the same limit, learned from the headers of our own responses."""

import math
from dataclasses import asdict, dataclass, field
from typing import Any, Self

MEMORY = 150.0
"""Seconds after which an observation counts a third."""
PATIENCE = 15.0
"""Seconds of nothing that the estimate starts with."""
CAUTION = 4.0
"""Deviations of room that are left for what others may have taken since the last response."""


@dataclass(frozen=True)
class Sighting:
    """What one response told: `used` of the limit, and our own clock and running total when it was sent and came.

    `doubt` is the size of our other requests so near that nobody knows which of them it had counted.
    """

    used: float
    sent: float
    total_sent: float
    came: float
    total_came: float
    doubt: float = 0.0


@dataclass
class Reading:
    """What others took if responses state one certain moment; everything is forgotten slowly.

    `scatter` sums how far the observations lie from the expectation, `squares` only where more was taken than that.
    """

    time: float = 0.0
    taken: float = 0.0
    squares: float = 0.0
    scatter: float = 0.0

    @property
    def rate(self) -> float:
        """Return what others take per second; a little patience at the start keeps one surprise from being a habit."""
        return max(0.0, self.taken / (self.time + PATIENCE))

    def add(self, taken: float, passed: float, doubt: float) -> None:
        """Count one observation over so many seconds."""
        passed = max(1e-3, passed)
        kept = math.exp(-passed / MEMORY)
        surprise = taken - self.rate * passed
        self.scatter = self.scatter * kept + max(0.0, abs(surprise) - doubt)
        # Less than expected is a refund, and a little more may be our own: neither calls for room.
        self.squares = self.squares * kept + max(0.0, surprise - doubt) ** 2
        self.taken = self.taken * kept + taken
        self.time = self.time * kept + passed


@dataclass
class Drift:
    """Usage that is not ours.

    Between two responses the limit fills by what we sent and what others sent, and drains by the known rate; the
    difference is the others'. A response states the moment of admission or of completion, nobody says which: both
    readings are kept, and the one with less scatter is believed.
    """

    last: Sighting | None = None
    admission: Reading = field(default_factory=Reading)
    completion: Reading = field(default_factory=Reading)

    def observe(self, sighting: Sighting, drain: float) -> None:
        """Take in one more response; `drain` is the limit's rate."""
        before, self.last = self.last, sighting
        if before is None:
            return
        rise, doubt = sighting.used - before.used, before.doubt + sighting.doubt
        for reading, passed, ours in (
            (self.admission, sighting.sent - before.sent, sighting.total_sent - before.total_sent),
            (self.completion, sighting.came - before.came, sighting.total_came - before.total_came),
        ):
            # After a pause the bucket may have run dry, and what could not drain would look like somebody's use.
            if drain * passed <= before.used + ours:
                reading.add(rise - ours + drain * passed, passed, doubt)

    @property
    def believed(self) -> Reading:
        """Return the reading with less scatter."""
        return min(self.admission, self.completion, key=lambda reading: reading.scatter / (reading.time + PATIENCE))

    def room(self, now: float) -> float:
        """Return what others will have taken since the last response, expected and a little more."""
        if self.last is None:
            return 0.0
        since, reading = max(0.0, now - self.last.sent), self.believed
        return reading.rate * since + CAUTION * math.sqrt(reading.squares / (reading.time + PATIENCE) * since)

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the value of plain data."""
        last = data["last"]
        return cls(Sighting(**last) if last else None, Reading(**data["admission"]), Reading(**data["completion"]))
