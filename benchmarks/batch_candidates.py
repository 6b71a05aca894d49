"""Many candidates: judged by a model at the bound of calls at once, and scored offline."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import AsyncGenerator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.batch_workload import ad_text, cv_text, files, respond
from services.batch.asking import Live
from services.batch.engine import BATCH_TOKENS, Engine
from services.documents.reader import read_cv, read_text
from services.grounding.gate import Gate
from services.jobs.ad import parse_job
from services.llm.client import LLM
from services.llm.groq import GroqProvider
from services.llm.types import Answer, Call, Provider
from services.matching import rerank
from services.matching.privacy import sheet_of
from services.matching.rerank import Asked, Finalist, Jury
from services.settings import Settings
from tests.groq_server.server import GroqServer

LATENCY = 2.0
AT_ONCE = 10
TODAY = date(2026, 11, 20)


async def section() -> None:
    """Print how judging one job's candidates scales."""
    print(f"### 1 job × N candidates judged by a model, {LATENCY:g} s a call, {AT_ONCE} at once, no token limit\n")
    print(
        "| way | candidates | calls | seconds | bound | bound ÷ time | peak memory beyond the texts |\n"
        + "|---" * 7
        + "|"
    )
    await _judge(5, 1)  # imports are not what is measured
    await _memory(5, 1)
    for count, per_call in ((5, 1), (20, 1), (50, 1), (100, 1), (100, 5), (1000, 5)):
        calls, seconds = await _judge(count, per_call)
        memory = await _memory(count, per_call)
        bound = LATENCY * -(-calls // AT_ONCE)
        way = "one candidate a call" if per_call == 1 else f"{per_call} a call (aicvgen)"
        numbers = f"{calls} | {seconds:.1f} | {bound:.1f} | {bound / seconds:.3f} | {memory / 1e6:.1f} MB"
        print(f"| {way} | {count} | {numbers} |", flush=True)


async def _judge(count: int, per_call: int) -> tuple[int, float]:
    """Return calls and seconds over real sockets."""
    with GroqServer(respond, latency=LATENCY) as server:
        server.core.model_names += ("unlimited",)
        seconds = await _run(_asked(count), per_call, GroqProvider("k", server.url))
        return len(server.log), seconds


async def _memory(count: int, per_call: int) -> int:
    """Return the peak of memory over what was held before, without a server that writes everything down."""
    asked = _asked(count)
    tracemalloc.start()
    await _run(asked, per_call, _Quiet())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


class _Quiet:
    """A provider that keeps nothing."""

    async def send(self, call: Call, within: float) -> Answer:
        """Answer after a moment."""
        await asyncio.sleep(0.05)
        return Answer(respond({"messages": [{"content": message.content} for message in call.messages]}))

    def stream(self, call: Call, within: float) -> AsyncGenerator[str | Answer]:
        """Refuse: nothing here is streamed."""
        raise NotImplementedError

    async def aclose(self) -> None:
        """Do nothing."""


async def _run(asked: Asked, per_call: int, provider: Provider) -> float:
    rerank.PER_CALL, usual = per_call, rerank.PER_CALL
    with tempfile.TemporaryDirectory() as home:
        # A model that the catalogue gives no limits.
        settings = Settings(home=Path(home), GROQ_API_KEY="k", model="bench:unlimited", cache=False)
        async with LLM(settings, provider=provider) as llm:
            engine = Engine(Live(llm, AT_ONCE), None, BATCH_TOKENS)
            began = time.perf_counter()
            judged = [bool(opinion) async for _, _, opinion in Jury([asked], "m", Gate).run(engine, "bench")]
            seconds = time.perf_counter() - began
    rerank.PER_CALL = usual
    assert all(judged)
    assert len(judged) == len(asked.finalists)
    return seconds


def _asked(count: int) -> Asked:
    job = parse_job(read_text(ad_text(1).encode()))

    texts = (read_cv(cv_text(number).encode()).cv for number in range(count))
    return Asked(0, job, tuple(Finalist(number, sheet_of(cv, TODAY)) for number, cv in enumerate(texts)))


SIZES = ((100, 10), (300, 30), (1000, 100))
MEASURED = """
import asyncio, json, resource, sys, time
from pathlib import Path
from services.settings import Settings
from services.matching import files
from services.embeddings.static import WordLlamaEmbedder
counts = {"read": 0, "embedded": 0}
read, embed = files.read_cv, WordLlamaEmbedder.embed
def counted_read(source): counts["read"] += 1; return read(source)
def counted_embed(self, texts): counts["embedded"] += len(texts); return embed(self, texts)
files.read_cv, WordLlamaEmbedder.embed = counted_read, counted_embed
from sessions.batch import amatch
async def main(ads, cvs, home, threshold):
    done, began = [], time.perf_counter()
    kept = 0
    settings = Settings(home=Path(home))
    async for _ in amatch(jobs=ads, cvs=cvs, threshold=float(threshold), settings=settings, on_done=done.append):
        kept += 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": time.perf_counter() - began, "memory": memory, "pairs": done[0].pairs, **counts}))
asyncio.run(main(*sys.argv[1:]))
"""


async def offline() -> None:
    """Print pairs a second and memory of the offline scores."""
    print("### Offline: every CV against every job\n")
    print(
        "| way | CVs × jobs | pairs | seconds | pairs/s | peak memory | CVs read | texts embedded |\n"
        + "|---" * 8
        + "|"
    )
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        for cvs, ads in SIZES:
            places = [str(files(base, ads, "ads")), str(files(base, cvs, "cvs")), str(base / f"home-{cvs}")]
            for way in ("aicvgen", "aicvgen, second run"):
                _line(way, cvs, ads, _measured([*places, "100.1"]))
        seconds = _plain(sorted((base / "cvs-100").iterdir())[:20], sorted((base / "ads-10").iterdir()))
        print(f"| plain: each pair by itself | 20 × 10 | 200 | {seconds:.1f} | {200 / seconds:,.0f} | | 200 | |")


def _line(way: str, cvs: int, ads: int, found: dict[str, float]) -> None:
    rate = found["pairs"] / found["seconds"]
    numbers = f"{found['pairs']:,} | {found['seconds']:.1f} | {rate:,.0f} | {found['memory']:.0f} MB"
    print(f"| {way} | {cvs:,} × {ads} | {numbers} | {found['read']:,} | {found['embedded']:,} |", flush=True)


def _measured(arguments: Sequence[str]) -> dict[str, float]:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-c", MEASURED, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _plain(cvs: Sequence[Path], ads: Sequence[Path]) -> float:
    """Return the seconds of a tailor run's own score, pair by pair, nothing shared between pairs but the embedder."""
    from models.facts import facts_of
    from services.embeddings.load import load_embedder
    from services.scoring.score import score
    from services.scoring.support import Matcher
    from services.writing.extractive import sentences

    embedder = load_embedder(Settings())
    began = time.perf_counter()
    for path in cvs:
        for ad in ads:
            matcher, job = Matcher(embedder), parse_job(read_text(ad))
            facts = facts_of(read_cv(path).cv)
            lines = [(sentence, (fact.id,)) for fact in facts for sentence in sentences(fact.text)]
            score(job, lines, matcher.supports(job, facts), matcher)
    return time.perf_counter() - began
