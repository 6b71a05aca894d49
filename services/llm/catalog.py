"""What is known of models: prices, limits, sizes and successors, from a dated data file."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from models.base import Model
from services.llm.buckets import Kind
from services.llm.errors import UnknownModelError
from services.llm.types import Mode

Plan = Literal["free", "developer"]
_FILE = Path(__file__).parent / "data" / "models.json"


class Limits(Model):
    """Requests and tokens per minute and per day; None = no such limit."""

    rpm: float | None = None
    rpd: float | None = None
    tpm: float | None = None
    tpd: float | None = None


class Price(Model):
    """US dollars per million tokens."""

    input: float
    output: float
    cached: float | None = None


class ModelInfo(Model):
    """One model. `overhead` is what the chat template and hidden reasoning rules add to the prompt, in tokens."""

    name: str
    context: int = 32768
    max_output: int = 8192
    mode: Mode = "text"
    params: dict[str, Any] = Field(default_factory=dict)
    overhead: int = 0
    price: Price | None = None
    limits: Limits = Limits()

    def cost(self, input_tokens: int, output_tokens: int, cached_tokens: int = 0) -> float | None:
        """Return US dollars, or None when the price is not known."""
        if self.price is None:
            return None
        cached = self.price.input if self.price.cached is None else self.price.cached
        fresh = max(0, input_tokens - cached_tokens)
        return (fresh * self.price.input + cached_tokens * cached + output_tokens * self.price.output) / 1e6


class Catalog(Model):
    """The data file. `dated` says how old the knowledge is."""

    dated: str
    source: str
    default_limits: dict[str, Limits]
    models: dict[str, dict[str, Any]]
    successors: dict[str, str]

    def successor(self, name: str) -> str | None:
        """Return the living model that took the place of a decommissioned one, or None if it has not been taken out."""
        seen = {name}
        while name in self.successors and self.successors[name] not in seen:
            name = self.successors[name]
            seen.add(name)
        return name if len(seen) > 1 else None

    def info(self, name: str, plan: Plan) -> ModelInfo:
        """Return what is known of `provider:model`, with the limits of the plan; unknown models get modest defaults.

        Raises:
            UnknownModelError: the model has been decommissioned; the message names its successor.
        """
        if successor := self.successor(name):
            raise UnknownModelError(f"The model {name} has been decommissioned; use --model {successor} instead.")
        known = dict(self.models.get(name, {}))
        limits = known.pop("limits", None)
        if limits is not None:
            return ModelInfo(name=name, **known, limits=Limits(**limits[plan]))
        if name.startswith("groq:"):
            return ModelInfo(name=name, mode="object", limits=self.default_limits[plan])
        return ModelInfo(name=name)

    def limits_told(self, name: str, assumed: Limits, told: Mapping[Kind, float]) -> Limits:
        """Return the limits of an account whose responses told some of them.

        The tokens of the minute give the plan away, and with it the limits that no header tells.
        """
        plans = [Limits(**plan) for plan in self.models.get(name, {}).get("limits", {}).values()]
        within = [plan for plan in plans if (plan.tpm or 0.0) <= told.get("tpm", 0.0)]
        plan = max(within, key=lambda limits: limits.tpm or 0.0, default=assumed)
        return plan.model_copy(update={str(kind): limit for kind, limit in told.items()})


@cache
def catalog() -> Catalog:
    """Return the data file, read once."""
    return Catalog(**json.loads(_FILE.read_text(encoding="utf-8")))


def qualified(name: str) -> str:
    """Return `provider:model`; a bare name means Groq, as in the provider's own documents."""
    return name if ":" in name else f"groq:{name}"
