"""What a run will cost and when it will be done, before anything is sent."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import datetime

from pydantic import Field

from models.base import Model
from services.llm.buckets import KINDS, Bucket, Kind
from services.llm.catalog import Limits, ModelInfo

SECONDS_PER_CALL = 1.0
TOKENS_PER_SECOND = 400.0
"""What an answer takes without waiting: a start, and a speed that is modest for the provider."""
TYPICAL_SHARE = 0.6
"""Share of max_tokens that an answer uses, where no earlier call of the prompt is known."""
AT_ONCE = 4


class PlannedCall(Model):
    """One request to come. `model` is `provider:model`; `max_tokens` is reserved, `output_tokens` expected."""

    model: str
    input_tokens: int = Field(ge=0)
    max_tokens: int = Field(gt=0)
    output_tokens: int | None = None

    @property
    def expected_output(self) -> int:
        """Return the tokens that the answer will likely have."""
        return round(self.max_tokens * TYPICAL_SHARE) if self.output_tokens is None else self.output_tokens


class ModelPlan(Model):
    """One model's part. `binds` is the limit that makes it wait longest (RPM, RPD, TPM, TPD), "" when none does."""

    model: str
    calls: int
    input_tokens: int
    output_tokens: int
    cost: float | None
    seconds: float
    waiting: float
    binds: str = ""
    charged: int = 0
    """Tokens that count against the limits: prompts and the whole of max_tokens."""
    too_large: int = 0
    """Calls that are larger than a limit and would have to be split."""


class Plan(Model):
    """The whole forecast. `cost` is US dollars, None when a price is unknown; `dated` is the age of the price list."""

    models: tuple[ModelPlan, ...]
    starts: datetime
    finishes: datetime
    dated: str = ""
    cached: int = 0
    """Calls whose answer is in the cache already: they are in no sum."""

    @property
    def calls(self) -> int:
        """Return the requests to be sent."""
        return sum(row.calls for row in self.models)

    @property
    def tokens(self) -> int:
        """Return prompt and answer tokens together."""
        return sum(row.input_tokens + row.output_tokens for row in self.models)

    @property
    def cost(self) -> float | None:
        """Return US dollars, or None as soon as one price is unknown."""
        costs = [row.cost for row in self.models]
        return None if None in costs else sum(cost for cost in costs if cost is not None)

    @property
    def binds(self) -> str:
        """Return the limit that decides the finishing time, as `TPM of groq:…`, or ""."""
        slowest = max(self.models, key=lambda row: row.waiting, default=None)
        return f"{slowest.binds} of {slowest.model}" if slowest and slowest.binds else ""


def forecast(
    calls: Sequence[PlannedCall],
    infos: Mapping[str, ModelInfo],
    now: float,
    *,
    buckets: Mapping[str, Mapping[Kind, Bucket]] | None = None,
    at_once: int = AT_ONCE,
    dated: str = "",
) -> Plan:
    """Let the calls pass through the limits in thought, in order, so many at once per model.

    `buckets` is what is used of the limits by now (none given: nothing); `now` is seconds since the epoch.
    """
    names = list(dict.fromkeys(call.model for call in calls))
    rows = []
    for name in names:
        mine = [call for call in calls if call.model == name]
        known = deepcopy(dict((buckets or {}).get(name, {}))) or fresh_buckets(infos[name].limits, now)
        for bucket in known.values():
            bucket.trusted = True
        rows.append(_one_model(infos[name], mine, known, now, at_once))
    seconds = max((row.seconds for row in rows), default=0.0)
    return Plan(
        models=tuple(rows),
        starts=datetime.fromtimestamp(now).astimezone(),
        finishes=datetime.fromtimestamp(now + seconds).astimezone(),
        dated=dated,
    )


def fresh_buckets(limits: Limits, now: float) -> dict[Kind, Bucket]:
    """Return the unused limits."""
    caps = {kind: getattr(limits, kind) for kind in KINDS}
    return {kind: Bucket(kind, cap, 0.0, now) for kind, cap in caps.items() if cap is not None}


def _one_model(
    info: ModelInfo, calls: Iterable[PlannedCall], buckets: dict[Kind, Bucket], now: float, at_once: int
) -> ModelPlan:
    free = [now] * at_once
    gate, end, count, inputs, outputs, charged, too_large = now, now, 0, 0, 0, 0, 0
    waits: dict[str, float] = {}
    for call in calls:
        tokens = call.input_tokens + call.max_tokens
        if any(bucket.amount(tokens) > bucket.limit for bucket in buckets.values()):
            too_large += 1
            continue
        free.sort()
        ready = max(gate, free[0])
        gate, kind = _admit(buckets, tokens, ready)
        if kind:
            waits[kind] = waits.get(kind, 0.0) + gate - ready
        free[0] = gate + SECONDS_PER_CALL + call.expected_output / TOKENS_PER_SECOND
        end = max(end, free[0])
        count, inputs, outputs = count + 1, inputs + call.input_tokens, outputs + call.expected_output
        charged += tokens
    return ModelPlan(
        model=info.name,
        calls=count,
        input_tokens=inputs,
        output_tokens=outputs,
        cost=info.cost(inputs, outputs),
        seconds=end - now,
        waiting=sum(waits.values()),
        binds=max(waits, key=lambda kind: waits[kind]).upper() if waits else "",
        charged=charged,
        too_large=too_large,
    )


def _admit(buckets: dict[Kind, Bucket], tokens: float, ready: float) -> tuple[float, str]:
    """Return when the request gets in, and which limit made it wait ("" = none)."""
    for bucket in buckets.values():
        bucket.drain(ready)
    wait, kind = max(((b.wait(b.amount(tokens)), k) for k, b in buckets.items()), default=(0.0, ""))
    for bucket in buckets.values():
        bucket.drain(ready + wait)
        bucket.charge(bucket.amount(tokens))
    return ready + wait, kind if wait > 0 else ""
