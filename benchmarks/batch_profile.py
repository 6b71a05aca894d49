"""A profile of summary, five roles and three projects: one call, or one call a section."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.batch_workload import PROFILE, respond
from services.batch.rows import Question, Row, Task
from services.batch.store import key_of
from services.documents.reader import read_cv
from services.llm.client import LLM
from services.profiles.enhancing import FORM
from services.profiles.sections import sections_of
from services.prompts import load
from services.settings import Settings
from tests.groq_server.server import GroqServer

START = 0.5
PER_TOKEN = 1 / 400
"""A model that answers after half a second and writes 400 tokens a second."""


async def section() -> None:
    """Print calls, tokens and seconds of the three ways."""
    with GroqServer(respond) as server, tempfile.TemporaryDirectory() as home:  # imports are not what is measured
        await _one_call(Settings(home=Path(home), GROQ_API_KEY="k", GROQ_API_BASE=server.url, plan="developer"))
    print("### Profile of summary, 5 roles and 3 projects\n")
    head = "| way | calls | prompt tokens | completion tokens | seconds | ÷ latency of one call |"
    print(f"{head}\n|---|---|---|---|---|---|")
    whole = sum(len(part.text) for part in sections_of(read_cv(PROFILE.encode()).cv)) / 4
    bare = 0.0
    for name, way, tokens in (
        ("that call by itself", _bare, whole),
        ("one call (`aicvgen.aenhance`)", _one_call, whole),
        ("a call a section, one after the other", _in_turn, whole / 9),
        ("a call a section, all at once", _at_once, whole / 9),
    ):
        latency = START + tokens * PER_TOKEN
        with GroqServer(respond, latency=latency) as server, tempfile.TemporaryDirectory() as home:
            settings = Settings(home=Path(home), GROQ_API_KEY="k", GROQ_API_BASE=server.url, plan="developer")
            seconds = await way(settings)
            prompt = sum(one.prompt_tokens for one in server.log)
            written = sum(one.completion_tokens for one in server.log)
            bare = bare or seconds
            ratio = seconds / bare
            print(f"| {name} | {len(server.log)} | {prompt} | {written} | {seconds:.2f} | {ratio:.2f} |")


async def _one_call(settings: Settings) -> float:
    from sessions.batch import aenhance

    path = settings.home / "profile.md"
    path.write_text(PROFILE, encoding="utf-8")
    began = time.perf_counter()
    done = await aenhance(path, settings=settings)
    assert done.success_rate == 1.0, [section.reasons for section in done.sections]
    return time.perf_counter() - began


async def _bare(settings: Settings) -> float:
    return await _asked(settings, _sequence, whole=True)


async def _in_turn(settings: Settings) -> float:
    return await _asked(settings, _sequence)


async def _at_once(settings: Settings) -> float:
    return await _asked(settings, asyncio.gather)


async def _sequence(*calls: Awaitable[object]) -> None:
    for call in calls:
        await call


async def _asked(settings: Settings, way: Callable[..., Awaitable[object]], *, whole: bool = False) -> float:
    task = Task(load("enhance"), FORM, {"wish": "-", "tone": "plain"})
    rows = [Row(one.number, one.shown(), key_of(one.id)) for one in sections_of(read_cv(PROFILE.encode()).cv)]
    questions = [Question(task, tuple(rows))] if whole else [Question(task, (row,)) for row in rows]
    async with LLM(settings) as llm:
        began = time.perf_counter()
        await way(*(llm.complete(one.prompt, one.inputs, one.output) for one in questions))
        return time.perf_counter() - began
