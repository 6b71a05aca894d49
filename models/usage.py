"""What the models cost: tokens, money and time."""

from typing import Self

from models.base import Model


class Usage(Model):
    """Sums over calls. `cost` is US dollars, None as soon as one price is unknown; `seconds` is time waited."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = 0.0
    seconds: float = 0.0
    retries: int = 0
    cache_hits: int = 0

    def __add__(self, other: Self) -> Self:
        """Return the sum of two usages."""
        unknown = self.cost is None or other.cost is None
        return type(self)(
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cost=None if unknown else (self.cost or 0.0) + (other.cost or 0.0),
            seconds=self.seconds + other.seconds,
            retries=self.retries + other.retries,
            cache_hits=self.cache_hits + other.cache_hits,
        )
