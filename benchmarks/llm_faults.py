"""A thousand calls while three in ten go wrong, in every way that the stand-in knows."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from benchmarks.llm_workload import MODEL, Draft, Work, chat_groq, our_client, respond, scaled_sdk_sleep
from models.errors import AicvgenError
from services.llm.clock import WallClock
from services.prompts import Prompt
from tests.groq_server.core import Exchange
from tests.groq_server.faults import KINDS, mixed
from tests.groq_server.limits import DEVELOPER
from tests.groq_server.server import GroqServer

CALLS = 1000
SHARE = 0.3
SPEED = 20.0
AT_ONCE = 50
GOOD = ("", "slow", "think", "fence")
PATIENCE = 900.0
"""Server seconds after which a baseline's call counts as lost: langchain-groq has no timeout of its own."""
HEAD = (
    "| way | valid replies | named errors | anything else | paid twice | requests | server time |\n"
    "|---|---|---|---|---|---|---|"
)
Ask = Callable[[Prompt, str], Awaitable[Any]]


async def run(way: str) -> str:
    """Send the calls one way and return the row of the table."""
    clock = WallClock(SPEED)
    server = GroqServer(
        respond,
        limits=DEVELOPER,
        faults=mixed(SHARE, KINDS, seed=11),
        latency=lambda dice: dice.lognormvariate(-0.2, 0.5),
        clock=clock,
    )
    ends: Counter[str] = Counter()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(server)
        stack.enter_context(scaled_sdk_sleep(clock))
        ask = await _asker(way, server, Path(stack.enter_context(tempfile.TemporaryDirectory())), stack)
        gate, work, started = asyncio.Semaphore(5 if way.startswith("semaphore") else AT_ONCE), Work(), clock.now()

        async def one(prompt: Prompt, facts: str) -> None:
            async with gate:
                ends[await _end(ask, prompt, facts, clock)] += 1

        await asyncio.gather(*(one(*work.next()) for _ in range(CALLS)))
        seconds = clock.now() - started
        twice = paid_twice(server.log)
    cells = (ends["valid"], ends["named"], CALLS - ends["valid"] - ends["named"], twice, len(server.log))
    return f"| {way} | {' | '.join(map(str, cells))} | {seconds:.0f} s |"


async def _asker(way: str, server: GroqServer, home: Path, stack: AsyncExitStack) -> Ask:
    if way == "aicvgen":
        llm = await stack.enter_async_context(our_client(server, home, "developer"))
        return lambda prompt, facts: llm.complete(prompt, {"facts": facts}, Draft)
    options: dict[str, Any] = {}
    if way == "InMemoryRateLimiter":
        from langchain_core.rate_limiters import InMemoryRateLimiter

        options["rate_limiter"] = InMemoryRateLimiter(
            requests_per_second=4 * SPEED, check_every_n_seconds=0.1 / SPEED, max_bucket_size=5
        )
    guess = None
    if way == "aiolimiter guess":
        from aiolimiter import AsyncLimiter

        guess = AsyncLimiter(DEVELOPER["TPM"], 60 / SPEED)
    model = chat_groq(server, stack, **options).with_structured_output(Draft, method="json_schema")

    async def ask(prompt: Prompt, facts: str) -> Any:
        messages = [(message.role, message.content) for message in prompt.messages({"facts": facts})]
        if guess:
            await guess.acquire(len(facts) / 4 + prompt.max_tokens)
        reply = await model.ainvoke(messages, max_tokens=prompt.max_tokens)
        if not isinstance(reply, Draft):
            raise TypeError("no reply, in silence")
        return reply

    return ask


async def _end(ask: Ask, prompt: Prompt, facts: str, clock: WallClock) -> str:
    """Return how one call ended: a valid reply, an error that names its cause, or anything else."""
    import groq

    try:
        async with asyncio.timeout(PATIENCE / clock.speed):
            await ask(prompt, facts)
    except (AicvgenError, groq.APIStatusError, groq.APIConnectionError):
        return "named"
    except Exception:  # noqa: BLE001  a baseline may end in anything, and that is what is counted
        return "else"
    return "valid"


def paid_twice(log: list[Exchange]) -> int:
    """Return for how many questions the server delivered a good answer more than once."""
    delivered: Counter[str] = Counter()
    for exchange in log:
        if exchange.status == 200 and exchange.fault in GOOD and exchange.model == MODEL:
            delivered[exchange.request["messages"][1]["content"]] += 1
    return sum(count > 1 for count in delivered.values())
