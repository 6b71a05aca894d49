"""Leaky buckets as Groq keeps them: what is used drains at limit/window per second, and a request fits if it fits."""

from dataclasses import dataclass, field
from typing import Literal

from services.llm.drift import Drift

ON_ITS_WAY = 1.0
"""Seconds from our count of a request to the provider's, at most."""
Kind = Literal["rpm", "rpd", "tpm", "tpd"]
KINDS: tuple[Kind, ...] = ("rpm", "rpd", "tpm", "tpd")
WINDOW: dict[Kind, float] = {"rpm": 60.0, "tpm": 60.0, "rpd": 86400.0, "tpd": 86400.0}


@dataclass
class Bucket:
    """One limit. `used` was true at `at`; `total` is all that we ever charged; `synced` is the newest request whose
    response corrected `used`; `drift` is what others take."""

    kind: Kind
    limit: float
    used: float = 0.0
    at: float = 0.0
    total: float = 0.0
    synced: int = 0
    drift: Drift = field(default_factory=Drift)
    trusted: bool = False
    """Whether the whole limit may be used before the first response has told what others took (in forecasts)."""

    @property
    def rate(self) -> float:
        """Return what drains per second."""
        return self.limit / WINDOW[self.kind]

    def amount(self, tokens: float) -> float:
        """Return what a request of so many tokens takes of this limit."""
        return tokens if self.kind.startswith("t") else 1.0

    def drain(self, now: float) -> None:
        """Let time pass; a clock that went back is taken as no time."""
        self.used = max(0.0, self.used - max(0.0, now - self.at) * self.rate)
        self.at = now

    def charge(self, amount: float) -> None:
        """Take so much, or give it back when negative."""
        self.used = max(0.0, self.used + amount)
        self.total += amount

    def wait(self, amount: float) -> float:
        """Return the seconds until so much fits, with room for what others will have taken by then."""
        seconds, limit = 0.0, self._known_limit(amount)
        # Others take while we wait: each round adds what they take in the wait of the round before.
        for _ in range(8):
            others = min(self.drift.room(self.at + seconds), limit - amount)
            more = max(0.0, (self.used + others + amount - limit) / self.rate)
            if more - seconds < 0.01:
                break
            seconds = more
        return more

    def _known_limit(self, amount: float) -> float:
        """Return the limit that is safe to use.

        Half of the minute's tokens while nobody knows what others took of them: the first response will tell. Of the
        minute's requests, which no header ever tells, all but what drains while a request is on its way.
        """
        if self.kind == "rpm" and not self.trusted:
            return max(amount, self.limit - max(1.0, self.rate * ON_ITS_WAY))
        last = self.drift.last
        heard = self.trusted or (last is not None and self.at - last.came < WINDOW[self.kind])
        return self.limit if heard or self.kind != "tpm" else max(amount, self.limit / 2)
