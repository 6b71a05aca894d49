"""What goes wrong, by rate or by call number."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

KINDS = (
    "400", "401", "403", "404", "408", "409", "422", "429", "498", "500", "502", "503",
    "json_validate_failed", "model_decommissioned",
    "reset", "hang", "length", "not_json", "fence", "think", "empty", "envelope", "slow",
)  # fmt: skip
"""A number is that status; `reset` breaks the connection inside the body, `hang` never answers, `length` cuts the
answer off, `not_json`, `fence`, `think` and `empty` spoil the text, `envelope` sends a 200 of another form."""


@dataclass
class Faults:
    """`rates` maps kinds to probabilities, `calls` call numbers (from 1) to kinds; the same seed, the same faults."""

    rates: dict[str, float] = field(default_factory=dict)
    calls: dict[int, str] = field(default_factory=dict)
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse a kind that does not exist: it would never happen in silence."""
        unknown = ({*self.rates, *self.calls.values()}) - set(KINDS)
        if unknown:
            raise ValueError(f"no such faults: {', '.join(sorted(unknown))}")
        self._random = random.Random(self.seed)

    def next(self, number: int) -> str:
        """Return the fault of this call, or ""."""
        if number in self.calls:
            return self.calls[number]
        draw = self._random.random()
        for kind, rate in self.rates.items():
            draw -= rate
            if draw < 0:
                return kind
        return ""


def mixed(total: float, kinds: Iterable[str], seed: int = 0) -> Faults:
    """Return faults of these kinds, evenly, with this rate in all."""
    kinds = tuple(kinds)
    return Faults(rates={kind: total / len(kinds) for kind in kinds}, seed=seed)
