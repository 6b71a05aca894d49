"""Gather what a forecast needs: sizes of the requests, earlier answers' lengths, and the limits as they stand."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from services.llm.catalog import catalog
from services.llm.engine import Engine, cache_key, make_call
from services.llm.plan import Plan, PlannedCall, forecast
from services.prompts import Prompt

Asked = tuple[str, Prompt, Mapping[str, str], type[BaseModel]]


async def plan_for(engine: Engine, asked: Sequence[Asked], at_once: int) -> Plan:
    """Return the forecast of these requests, each to the model named with it."""
    planned: list[PlannedCall] = []
    cached = 0
    for model, prompt, inputs, output_model in asked:
        call = make_call(await engine.info_now(model), prompt, prompt.messages(inputs), output_model)
        if engine.settings.cache and await engine.cache.get(cache_key(call, prompt)):
            cached += 1
            continue
        typical = await engine.ledger.typical_output(prompt.name, prompt.version)
        planned.append(
            PlannedCall(model=model, input_tokens=call.estimate, max_tokens=call.max_tokens, output_tokens=typical)
        )
    names = {call.model for call in planned}
    now = engine.clock.now()
    buckets = {name: await engine.limits.state(name, engine.info(name).limits, now) for name in names}
    infos = {name: engine.info(name) for name in names}
    plan = forecast(planned, infos, now, buckets=buckets, at_once=at_once, dated=catalog().dated)
    return plan.model_copy(update={"cached": cached})
