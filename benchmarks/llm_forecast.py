"""The forecast of `aicvgen plan` beside the run that it foretold."""

import asyncio
import tempfile
from pathlib import Path

from benchmarks.llm_workload import Draft, Work, our_client, respond
from services.llm.clock import WallClock
from tests.groq_server.limits import DEVELOPER, FREE
from tests.groq_server.server import GroqServer

HEAD = "| plan | calls | | tokens | cost | seconds | binds |\n|---|---|---|---|---|---|---|"
PLANS = {"free": (FREE, 40, 60.0), "developer": (DEVELOPER, 600, 15.0)}


async def rows(plan: str) -> str:
    """Forecast a run, run it, and return both rows."""
    limits, calls, speed = PLANS[plan]
    clock = WallClock(speed)
    async with GroqServer(
        respond, limits=limits, latency=lambda dice: dice.lognormvariate(-0.2, 0.5), clock=clock
    ) as server:
        with tempfile.TemporaryDirectory() as home:
            async with our_client(server, Path(home), plan) as llm:
                work = Work()
                await llm.complete(*_first(work))
                await clock.sleep(60)
                asked = [work.next() for _ in range(calls)]
                told = await llm.forecast([(prompt, {"facts": facts}, Draft) for prompt, facts in asked], at_once=calls)
                before, started = await llm.usage(), clock.now()
                await asyncio.gather(*(llm.complete(prompt, {"facts": facts}, Draft) for prompt, facts in asked))
                seconds, after = clock.now() - started, await llm.usage()
    used = after.input_tokens + after.output_tokens - before.input_tokens - before.output_tokens
    cost = (after.cost or 0) - (before.cost or 0)
    foretold = (told.finishes - told.starts).total_seconds()
    return (
        f"| {plan} | {told.calls} | forecast | {told.tokens:,} | ${told.cost:.4f} | {foretold:.0f} | {told.binds} |\n"
        f"| {plan} | {after.calls - before.calls} | actual | {used:,} | ${cost:.4f} | {seconds:.0f} | |"
    )


def _first(work: Work) -> tuple[object, dict[str, str], type[Draft]]:
    prompt, facts = work.next()
    return prompt, {"facts": facts}, Draft
