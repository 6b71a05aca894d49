"""Faults of all kinds, and a process that is killed: every row ends done or named, and nothing is done twice."""

import collections
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.batch_workload import respond, table
from services.batch.asking import Live
from services.batch.engine import BATCH_TOKENS, Engine
from services.batch.packing import capacity
from services.batch.rows import Outcome
from services.batch.store import RowStore
from services.batch.tables import read_table
from services.batch.task_file import read_task
from services.llm.client import LLM
from services.llm.clock import WallClock
from services.settings import Settings
from services.vault import Vault
from tests.groq_server.core import Exchange
from tests.groq_server.faults import KINDS, mixed
from tests.groq_server.replies import Request
from tests.groq_server.server import GroqServer

TASK = Path(__file__).parents[1] / "examples" / "tasks" / "topic-tldr.md"
ROWS = 1000
KILLS = 20


async def section() -> None:
    """Print both tables."""
    print(f"### {ROWS:,} rows, 30 % of calls with a fault, all {len(KINDS)} kinds\n")
    print(
        "| way | calls | faults | rows done | rows failed with a reason | rows lost | rows answered twice |\n"
        + "|---" * 7
        + "|"
    )
    await _faults()
    print(f"\n### `aicvgen enrich` killed with -9 at {KILLS} instants\n")
    print("| runs killed | rows | results equal the undisturbed run | calls undisturbed | calls more, in all |")
    print("|---|---|---|---|---|")
    _kills()


async def _faults() -> None:
    for way in ("aicvgen", "plain: the same batches, one try each"):
        clock = WallClock(60.0)
        with tempfile.TemporaryDirectory() as folder:
            path = table(Path(folder), ROWS, 12)
            faults = mixed(0.3, KINDS, seed=7)
            with GroqServer(respond, latency=1.0, clock=clock, faults=faults) as server:
                settings = Settings(home=Path(folder), GROQ_API_KEY="k", GROQ_API_BASE=server.url, plan="developer")
                store = RowStore(Path(folder) / "rows.sqlite", Vault())
                outcomes = await _run(settings, path, store if way == "aicvgen" else None, clock)
                store.close()
                _row(way, server.log, outcomes)


async def _run(settings: Settings, path: Path, store: RowStore | None, clock: WallClock) -> list[Outcome]:
    task_file = read_task(TASK)
    task, rows = task_file.task(), task_file.rows(read_table(path), "m")
    async with LLM(settings, clock=clock) as llm:
        asker = Live(llm, 10, answered=True)  # the key is known to be good: a 401 is one more fault here
        engine = Engine(asker, store, capacity(llm, "fast", BATCH_TOKENS), clock=clock)
        engine.halve = store is not None
        return [outcome async for outcome in engine.run((task, rows))]


def _row(way: str, log: list[Exchange], outcomes: list[Outcome]) -> None:
    done = sum(outcome.status == "done" for outcome in outcomes)
    named = sum(outcome.status == "failed" and bool(outcome.reasons) for outcome in outcomes)
    faults = sum(bool(exchange.fault) for exchange in log)
    clean = (
        exchange for exchange in log if exchange.status == 200 and exchange.fault in ("", "fence", "think", "slow")
    )
    answered = collections.Counter(number for exchange in clean for number in _numbers(exchange.request))
    twice = sum(count > 1 for count in answered.values())
    print(f"| {way} | {len(log)} | {faults} | {done} | {named} | {ROWS - done - named} | {twice} |", flush=True)


def _numbers(request: Request) -> list[str]:
    return re.findall(r'^\{"id": (\d+)', str(request["messages"][1]["content"]), re.M)


def _kills() -> None:
    dice = random.Random(11)
    with tempfile.TemporaryDirectory() as folder, GroqServer(respond, latency=0.25) as server:
        base = Path(folder)
        path = table(base, 400, 40)
        seconds, calm = _whole(base, path, server, "calm")
        equal = more = 0
        for number in range(KILLS):
            before = len(server.log)
            home = f"killed-{number}"
            _killed(base, path, server, home, dice.uniform(0.3 * seconds, seconds))
            _whole(base, path, server, home)
            equal += (base / f"{home}.jsonl").read_bytes() == (base / "calm.jsonl").read_bytes()
            more += len(server.log) - before - calm
    print(f"| {KILLS} | 400 | {equal} of {KILLS} | {calm} | {more} |")


def _command(base: Path, path: Path, name: str) -> list[str]:
    out = str(base / f"{name}.jsonl")
    return [
        sys.executable,
        "-c",
        "from aicvgen.cli import main; main()",
        "enrich",
        str(path),
        f"--task={TASK}",
        f"--out={out}",
    ]


def _environment(base: Path, server: GroqServer, name: str) -> dict[str, str]:
    return {
        **os.environ, "AICVGEN_HOME": str(base / name), "GROQ_API_KEY": "k", "GROQ_API_BASE": server.url,
        "AICVGEN_PLAN": "developer", "AICVGEN_BATCH_CONCURRENT_LIMIT": "2",
    }  # fmt: skip


def _whole(base: Path, path: Path, server: GroqServer, name: str) -> tuple[float, int]:
    """Run to the end; return seconds and calls."""
    began, before = time.monotonic(), len(server.log)
    subprocess.run(_command(base, path, name), env=_environment(base, server, name), check=True, capture_output=True)
    return time.monotonic() - began, len(server.log) - before


def _killed(base: Path, path: Path, server: GroqServer, name: str, after: float) -> None:
    with subprocess.Popen(
        _command(base, path, name),
        env=_environment(base, server, name),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
