"""Tables under rate limits: calls, and the time beside what the limits allow at best."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel

from benchmarks.batch_workload import respond, table
from services.batch.asking import Live
from services.batch.engine import BATCH_TOKENS, Engine
from services.batch.packing import capacity
from services.batch.rows import Question, Row, Task
from services.batch.store import RowStore
from services.batch.tables import read_table
from services.batch.task_file import read_task
from services.llm.client import LLM
from services.llm.clock import WallClock
from services.prompts import Prompt
from services.settings import Settings
from services.vault import Vault
from tests.groq_server.replies import Request
from tests.groq_server.server import GroqServer

TASK = Path(__file__).parents[1] / "examples" / "tasks" / "topic-tldr.md"
LATENCY = 2.0
AT_ONCE = 10
PLAIN_SPEED = 20


@dataclass(frozen=True)
class Case:
    """One table under one set of limits. `bad` is the share of calls whose answer lacks rows or is no JSON."""

    name: str
    rows: int
    words: int
    limits: dict[str, float]
    speed: float
    """How much faster than time the clock of ours runs; the plain way's runs at `PLAIN_SPEED`."""
    bad: float = 0.0


CASES = (
    Case("150 rows, 15 requests a minute", 150, 12, {"RPM": 15.0, "TPM": 250_000.0}, 1),
    Case("150 rows, 15 a minute, 10 % bad batches", 150, 12, {"RPM": 15.0, "TPM": 250_000.0}, 1, 0.1),
    Case("1,000 long rows, 250K tokens a minute", 1000, 220, {"RPM": 1000.0, "TPM": 250_000.0}, 2),
)


async def section() -> None:
    """Print one line a case and way."""
    print(f"### Tables, {LATENCY:g} s a call, {AT_ONCE} at once\n")
    print("| table | way | calls | charged tokens | rows done | seconds | bound | ÷ bound |\n" + "|---" * 8 + "|")
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            path = table(Path(folder), case.rows, case.words)
            store = RowStore(Path(folder) / "rows.sqlite", Vault())
            await _run(case, path, store, "aicvgen", Path(folder) / "a")
            if not case.bad:
                await _run(case, path, store, "aicvgen, second run", Path(folder) / "b")
                plain = replace(case, speed=PLAIN_SPEED)
                await _run(plain, path, None, "plain: one row a call, 10 at once", Path(folder) / "c")
            store.close()


class _Spoiler:
    """Spoils every so many answers, in turn: rows under other numbers, or no JSON at all."""

    def __init__(self, share: float) -> None:
        self.share = share
        self.count = 0

    def __call__(self, request: Request) -> str:
        self.count += 1
        good = respond(request)
        if not self.share or self.count % round(1 / self.share) != 3:
            return good
        return good.replace('"id": ', '"id": 9') if self.count % 20 < 10 else "no JSON today"


async def _run(case: Case, path: Path, store: RowStore | None, way: str, home: Path) -> None:
    clock = WallClock(case.speed)
    with GroqServer(_Spoiler(case.bad), limits=case.limits, latency=LATENCY, clock=clock) as server:
        settings = Settings(home=home, GROQ_API_KEY="k", GROQ_API_BASE=server.url, plan="developer")
        async with LLM(settings, clock=clock) as llm:
            task_file = read_task(TASK)
            task, rows = task_file.task(), task_file.rows(read_table(path), "m")
            await llm.complete(*_warm(task))  # imports and the connection are not what is measured
            await clock.sleep(60.0)
            server.log.clear()
            began = clock.now()
            done = await (_batched(llm, store, task, rows, clock) if store else _plain(llm, task, rows))
            seconds = clock.now() - began
        calls = len(server.log)
        charged = sum(exchange.charged for exchange in server.log)
        bound = _bound(case, len(server.calls(200)), charged)
        ratio = f"{seconds / bound:.2f}" if calls else "–"
        numbers = f"{calls} | {charged:,.0f} | {done} | {seconds:.1f} | {bound:.1f} | {ratio}"
        print(f"| {case.name} | {way} | {numbers} |", flush=True)


def _bound(case: Case, calls: int, charged: float) -> float:
    """Return the least seconds that limits, latency and the calls at once allow for the calls that were answered.

    A bucket that was empty at first takes its limit at once and the rest at its rate; the last call needs its latency.
    Bad batches are known when they are answered, so asking again costs a second latency.
    """
    if not calls:
        return 0.0
    rpm, tpm = case.limits["RPM"], case.limits["TPM"]
    waits = 60 * (calls - rpm) / rpm, 60 * (charged - tpm) / tpm
    rounds = 2 if case.bad else 1
    return max(LATENCY * rounds + max(0.0, *waits), LATENCY * -(-calls // AT_ONCE))


def _warm(task: Task) -> tuple[Prompt, dict[str, str], type[BaseModel]]:
    question = Question(task, (Row(1, '{"id": 1}', "warm"),))
    return question.prompt, question.inputs, question.output


async def _batched(llm: LLM, store: RowStore, task: Task, rows: Sequence[Row], clock: WallClock) -> int:
    engine = Engine(Live(llm, AT_ONCE), store, capacity(llm, "fast", BATCH_TOKENS), clock=clock)
    return sum([outcome.status in ("done", "cached") async for outcome in engine.run((task, rows))])


async def _plain(llm: LLM, task: Task, rows: Sequence[Row]) -> int:
    semaphore = asyncio.Semaphore(AT_ONCE)

    async def one(row: Row) -> int:
        question = Question(task, (row,))
        async with semaphore:
            await llm.complete(question.prompt, question.inputs, question.output)
        return 1

    return sum(await asyncio.gather(*map(one, rows)))
