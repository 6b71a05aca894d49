"""How long a person waits after each decision, with and without looking ahead.

The real case is 1.5 s a model call and 5 s of thought an item; here both are a fifth, so that what does not shrink with
them, our own work, weighs five times as much.
"""

import asyncio
import statistics
import time
from pathlib import Path

from benchmarks.sessions_cv import make_ad, make_cv, settings_for
from sessions.start import astart
from tests.groq_server.server import GroqServer
from tests.sessions.writer import WRITER

CALL, THOUGHT = 0.3, 1.0
SIZES = (12, 32)


async def _waits(folder: Path, url: str, items: int, look_ahead: int) -> list[float]:
    settings = settings_for(folder / f"wait-{items}-{look_ahead}", url, look_ahead=look_ahead)
    session = await astart(make_cv(folder, items - 2), make_ad(folder), settings=settings)
    waits = []
    while session.pending[0].id != "summary":
        await asyncio.sleep(THOUGHT)
        began = time.perf_counter()
        await session.aaccept(session.pending[0].id)
        waits.append(time.perf_counter() - began)
    return waits


def table(folder: Path) -> str:
    """Return the waits as a Markdown table."""
    rows = []
    for items in SIZES:
        for look_ahead in (2, 0):
            with GroqServer(WRITER, latency=CALL) as server:
                waits = asyncio.run(_waits(folder, server.url, items, look_ahead))
                calls = len(server.log)
            ahead, summary = waits[:-1], waits[-1]
            rows.append(
                f"| {items} | {look_ahead} | {statistics.median(ahead) * 1000:.0f} | {_p95(ahead) * 1000:.0f} |"
                f" {_p95(waits) * 1000:.0f} | {summary * 1000:.0f} | {calls} |"
            )
    head = (
        f"{CALL} s a model call, {THOUGHT:g} s of thought an item (a fifth of 1.5 s and 5 s), every draft accepted\n\n"
    )
    names = (
        "| items | look-ahead | median wait, ms | p95, ms | p95 with the summary, ms | summary, ms | calls |\n"
        "|---:|---:|---:|---:|---:|---:|---:|\n"
    )
    return head + names + "\n".join(rows) + "\n"


def _p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, round(0.95 * len(values)))]
