"""The provider's limits: four leaky buckets per model, and the switches that its documents leave open."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from tests.groq_server.wire import rate_limit_headers, too_large, too_many

FREE = {"RPM": 30.0, "RPD": 1000.0, "TPM": 8000.0, "TPD": 200000.0}
DEVELOPER = {"RPM": 1000.0, "RPD": 500000.0, "TPM": 250000.0}
NONE: dict[str, float] = {}
_WINDOW = {"RPM": 60.0, "TPM": 60.0, "RPD": 86400.0, "TPD": 86400.0}


@dataclass(frozen=True)
class Switches:
    """What a real server may or may not do.

    `refund`: unused max_tokens come back at completion. `stamp`: headers state admission or completion.
    `count_rejected`: a refused request counts as a request. `refund_cached`: tokens of a prefix seen before come back.
    """

    refund: bool = False
    stamp: Literal["admission", "completion"] = "admission"
    count_rejected: bool = False
    refund_cached: bool = False


@dataclass
class Bucket:
    """One limit: fills with what is admitted, drains at limit/window per second."""

    limit: float
    rate: float
    used: float = 0.0
    at: float = 0.0

    def drained(self, now: float) -> float:
        """Return what is used now."""
        self.used = max(0.0, self.used - max(0.0, now - self.at) * self.rate)
        self.at = now
        return self.used


@dataclass
class Account:
    """All buckets of one organization."""

    limits: Callable[[str], dict[str, float]]
    now: Callable[[], float]
    switches: Switches = field(default_factory=Switches)
    buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)

    def of(self, model: str) -> dict[str, Bucket]:
        """Return the model's buckets as of now."""
        found = {}
        for kind, limit in self.limits(model).items():
            bucket = self.buckets.setdefault((model, kind), Bucket(limit, limit / _WINDOW[kind], 0.0, self.now()))
            bucket.drained(self.now())
            found[kind] = bucket
        return found

    def admit(self, model: str, tokens: float) -> None:
        """Charge a request, or refuse it.

        Raises:
            RefusalError: 413 when it can never fit, 429 when it does not fit now.
        """
        buckets = self.of(model)
        for kind, bucket in buckets.items():
            amount = tokens if kind.startswith("T") else 1.0
            if amount > bucket.limit:
                raise too_large(model, kind, bucket.limit, amount)
        for kind, bucket in buckets.items():
            amount = tokens if kind.startswith("T") else 1.0
            if bucket.used + amount > bucket.limit + 1e-9:
                wait = (bucket.used + amount - bucket.limit) / bucket.rate
                refused = too_many(model, kind, bucket.limit, bucket.used, amount, wait)
                if self.switches.count_rejected:
                    self._charge(buckets, 0.0)
                raise refused
        self._charge(buckets, tokens)

    def refund(self, model: str, tokens: float) -> None:
        """Give tokens back."""
        for kind, bucket in self.of(model).items():
            if kind.startswith("T"):
                bucket.used = max(0.0, bucket.used - tokens)

    def headers(self, model: str) -> dict[str, str]:
        """Return the rate-limit headers as of now."""
        found = self.of(model)
        day, minute = (found.get(kind) for kind in ("RPD", "TPM"))
        return rate_limit_headers(
            (day.limit, day.used, day.rate) if day else None,
            (minute.limit, minute.used, minute.rate) if minute else None,
        )

    @staticmethod
    def _charge(buckets: dict[str, Bucket], tokens: float) -> None:
        for kind, bucket in buckets.items():
            bucket.used += tokens if kind.startswith("T") else min(1.0, bucket.limit - bucket.used)
