"""Leaky buckets as Groq keeps them: what is used drains at limit/window per second, and a request fits if it fits."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["rpm", "rpd", "tpm", "tpd"]
KINDS: tuple[Kind, ...] = ("rpm", "rpd", "tpm", "tpd")
WINDOW: dict[Kind, float] = {"rpm": 60.0, "tpm": 60.0, "rpd": 86400.0, "tpd": 86400.0}


@dataclass
class Bucket:
    """One limit. `used` was true at `at`; `foreign` is the rate at which others are seen to fill it, `burst` their
    largest step; `synced` is the newest reservation whose response corrected it."""

    kind: Kind
    limit: float
    used: float = 0.0
    at: float = 0.0
    foreign: float = 0.0
    burst: float = 0.0
    synced: int = 0

    @property
    def rate(self) -> float:
        """Return what drains per second."""
        return self.limit / WINDOW[self.kind]

    def drain(self, now: float) -> None:
        """Let time pass; a clock that went back is taken as no time."""
        self.used = max(0.0, self.used - max(0.0, now - self.at) * self.rate)
        self.at = now

    def wait(self, amount: float) -> float:
        """Return the seconds until so much fits, leaving room for what others were seen to take."""
        room = self.limit - min(self.burst, self.limit / 4)
        over = self.used + min(amount, room) - room
        return max(0.0, over / self.rate)

    def charge(self, kind_amount: float) -> None:
        """Take so much."""
        self.used += kind_amount
