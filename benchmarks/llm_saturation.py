"""A saturated workload at the limits of both plans: how much of what is allowed is used, and how many 429s it costs."""

import asyncio
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.llm_workload import MODEL, Send, Work, chat_groq, our_client, plain_send, respond, scaled_sdk_sleep
from models.errors import AicvgenError
from services.llm.clock import WallClock
from tests.groq_server.limits import DEVELOPER, FREE, Switches
from tests.groq_server.server import GroqServer

SECONDS = {"free": 300.0, "developer": 300.0}
SECONDS_SHARED = {"free": 1200.0, "developer": 300.0}
"""With a second consumer on the free plan, five minutes hold too few calls for a share of 5 %."""
WAYS = ("aicvgen", "semaphore 5, SDK retries", "InMemoryRateLimiter", "aiolimiter guess")
LIMITS = {"free": FREE, "developer": DEVELOPER}
SPEED = {"free": 30.0, "developer": 6.0}
WORKERS = {"free": 8, "developer": 64}
MEAN_TOKENS = 990.0
"""What a call charges on average; the baselines that must guess are told the truth."""


@dataclass(frozen=True)
class Cell:
    """One row: plan, switches of the server, and whether a second consumer wants half of the tokens."""

    plan: str
    refund: bool = False
    stamp: str = "admission"
    foreign: bool = False


@dataclass(frozen=True)
class Result:
    """What one way did in one cell."""

    cell: Cell
    way: str
    used: float
    calls: int
    refused: int
    failed: int

    def row(self) -> str:
        """Return the table row."""
        cell = self.cell
        names = (cell.plan, "on" if cell.refund else "off", cell.stamp, "half" if cell.foreign else "none", self.way)
        share = f"{100 * self.refused / max(1, self.calls):.1f} %"
        return f"| {' | '.join(names)} | {self.used:.3f} | {self.calls} | {self.refused} ({share}) | {self.failed} |"


HEAD = (
    "| plan | refund | headers at | 2nd consumer | way | charged ÷ allowed | requests | 429s | failed |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


async def run(cell: Cell, way: str) -> Result:
    """Keep the way busy for the server's five minutes and read the server's own log."""
    clock = WallClock(SPEED[cell.plan])
    limits = LIMITS[cell.plan]
    server = GroqServer(
        respond,
        limits=limits,
        switches=Switches(refund=cell.refund, stamp=cell.stamp),
        latency=lambda dice: dice.lognormvariate(-0.2, 0.5),
        clock=clock,
        foreign=(MODEL, limits["TPM"] / 2) if cell.foreign else None,
    )
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(server)
        stack.enter_context(scaled_sdk_sleep(clock))
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        send = await _sender(way, server, home, cell, stack)
        await send(*Work(0).next())  # imports and connections are not what is measured
        await clock.sleep(60.0)
        started = clock.now()
        server.log.clear()
        seconds = (SECONDS_SHARED if cell.foreign else SECONDS)[cell.plan]
        failed = await _saturate(send, clock, started + seconds, 5 if way == WAYS[1] else WORKERS[cell.plan])
    admitted = [exchange for exchange in server.log if exchange.charged]
    end = max(exchange.at for exchange in admitted) - started
    tokens = sum(exchange.charged for exchange in admitted) + sum(
        size for at, size in server.foreign_log if started <= at <= started + end
    )
    return Result(cell, way, tokens / (limits["TPM"] * (1 + end / 60)), len(server.log), len(server.calls(429)), failed)


async def _sender(way: str, server: GroqServer, home: Path, cell: Cell, stack: AsyncExitStack) -> Send:
    from benchmarks.llm_workload import Draft

    speed = server.clock.speed
    per_minute = min(LIMITS[cell.plan]["RPM"], LIMITS[cell.plan]["TPM"] / MEAN_TOKENS)
    if way == "aicvgen":
        llm = await stack.enter_async_context(our_client(server, home, cell.plan))
        return lambda prompt, facts: llm.complete(prompt, {"facts": facts}, Draft)
    if way == "InMemoryRateLimiter":
        from langchain_core.rate_limiters import InMemoryRateLimiter

        limiter = InMemoryRateLimiter(
            requests_per_second=per_minute / 60 * speed, check_every_n_seconds=0.1 / speed, max_bucket_size=5
        )
        return plain_send(chat_groq(server, stack, rate_limiter=limiter))
    if way == "aiolimiter guess":
        from aiolimiter import AsyncLimiter

        guess = AsyncLimiter(LIMITS[cell.plan]["TPM"], 60 / speed)
        plain = plain_send(chat_groq(server, stack))

        async def send(prompt: object, facts: str) -> object:
            await guess.acquire(len(facts) / 4 + prompt.max_tokens)
            return await plain(prompt, facts)

        return send
    return plain_send(chat_groq(server, stack))


async def _saturate(send: Send, clock: WallClock, end: float, workers: int) -> int:
    """Let the workers send until the end; return how many calls failed before it."""
    import groq

    work, failed = Work(), 0

    async def worker() -> None:
        nonlocal failed
        while clock.now() < end:
            try:
                await send(*work.next())
            except (AicvgenError, groq.GroqError):
                failed += 1

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    await clock.sleep(end - clock.now())
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return failed


def cells() -> list[tuple[Cell, tuple[str, ...]]]:
    """Return every cell with the ways that run in it: the baselines only where the provider is at its plainest."""
    rows = []
    for plan in LIMITS:
        for foreign in (False, True):
            for refund in (False, True):
                for stamp in ("admission", "completion"):
                    plain = not refund and stamp == "admission"
                    rows.append((Cell(plan, refund, stamp, foreign), WAYS if plain else WAYS[:1]))
    return rows
