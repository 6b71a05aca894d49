"""The one door, over real sockets with the real langchain-groq client."""

import asyncio
import gc
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from services.llm.client import LLM
from services.llm.errors import UnavailableError
from services.prompts import parse
from tests.groq_server.faults import Faults
from tests.groq_server.limits import FREE
from tests.groq_server.replies import by_schema
from tests.groq_server.scripted import ScriptedProvider
from tests.groq_server.server import GroqServer
from tests.services.llm.words import GOOD, KEY, PROMPT, Draft

ROOT = Path(__file__).resolve().parents[3]


async def test_a_question_is_answered_once_and_then_from_the_cache(connect, prompt):
    """The same question costs one request, in this process and in the next."""
    async with GroqServer(by_schema({"Draft": GOOD})) as server:
        for cached in (False, True):
            async with connect(server) as llm:
                reply = await llm.complete(prompt, {"facts": "night shift"}, Draft)
                assert reply.value.lines == ["Ran the night shift of a ward."]
                assert reply.cached is cached
        assert len(server.log) == 1


async def test_equal_questions_at_once_are_one_call(connect, prompt):
    """Three callers who ask the same at the same time share one flight, and one pays."""
    async with GroqServer(by_schema({"Draft": GOOD}), latency=0.05) as server, connect(server) as llm:
        replies = await asyncio.gather(*(llm.complete(prompt, {"facts": "a"}, Draft) for _ in range(3)))
        assert sorted(reply.usage.calls for reply in replies) == [0, 0, 1]
        assert len(server.log) == 1


async def test_the_client_outlives_the_loops_that_use_it(connect, prompt):
    """Loops come and go in threads of their own; the connections are the client's."""
    async with GroqServer(by_schema({"Draft": GOOD})) as server, connect(server) as llm:

        def in_a_loop_of_its_own(number: int) -> None:
            asyncio.run(llm.complete(prompt, {"facts": f"fact {number}"}, Draft))

        for number in range(3):
            thread = threading.Thread(target=in_a_loop_of_its_own, args=(number,))
            thread.start()
            await asyncio.to_thread(thread.join)
        assert len(server.calls(200)) == 3


async def test_a_caller_who_leaves_does_not_end_the_others_call(connect, prompt):
    """One of two who wait for the same answer is cancelled; the other gets it, for one request."""
    async with GroqServer(by_schema({"Draft": GOOD}), latency=0.2) as server, connect(server) as llm:
        first, second = (asyncio.create_task(llm.complete(prompt, {"facts": "a"}, Draft)) for _ in range(2))
        await asyncio.sleep(0.1)
        first.cancel()
        assert (await second).value.lines
        assert first.cancelled()
        assert len(server.log) == 1


async def test_fresh_asks_again(connect, prompt):
    """A caller who wants another answer gets one, and it replaces the one that was kept."""
    answers = iter(('{"lines": ["one"]}', '{"lines": ["two"]}'))
    async with GroqServer(by_schema({"Draft": lambda _: next(answers)})) as server, connect(server) as llm:
        for fresh, line in ((False, "one"), (False, "one"), (True, "two"), (False, "two")):
            reply = await llm.complete(prompt, {"facts": "a"}, Draft, fresh=fresh)
            assert reply.value.lines == [line]


async def test_no_cache_means_none(connect, prompt):
    """With the cache turned off every question is asked."""
    async with GroqServer(by_schema({"Draft": GOOD})) as server, connect(server, cache=False) as llm:
        for _ in range(2):
            await llm.complete(prompt, {"facts": "a"}, Draft)
        assert len(server.log) == 2


async def test_prose_comes_in_pieces(connect):
    """A stream yields the text as it comes, is counted from the last chunk's usage, and is cached whole."""
    prose = parse(PROMPT.replace("output: Draft", "output: text"))
    async with GroqServer(lambda _: "Ran the night shift.") as server, connect(server) as llm:
        pieces = [piece async for piece in llm.stream(prose, {"facts": "a"}, session="s")]
        assert pieces == ["Ran", " the", " night", " shift."]
        assert (await llm.usage("s")).output_tokens == 5
        assert [piece async for piece in llm.stream(prose, {"facts": "a"})] == ["Ran the night shift."]
        assert len(server.log) == 1


async def test_a_stream_that_breaks_is_an_error(connect):
    """A reset in the middle is raised after the pieces that came, for they can't be taken back."""
    prose = parse(PROMPT.replace("output: Draft", "output: text"))
    faults = Faults(calls={1: "503", 2: "reset"})
    async with GroqServer(lambda _: "Ran the night shift.", faults=faults) as server, connect(server) as llm:
        stream = llm.stream(prose, {"facts": "a"})
        assert [await anext(stream), await anext(stream)] == ["Ran", " the"]
        with pytest.raises(UnavailableError):
            await anext(stream)
        assert len(server.log) == 2


async def test_leaving_a_stream_early_is_quiet(connect):
    """A reader who stops after the first piece leaves nothing open behind."""
    prose = parse(PROMPT.replace("output: Draft", "output: text"))
    async with GroqServer(lambda _: "Ran the night shift.", latency=0.2) as server, connect(server) as llm:
        stream = llm.stream(prose, {"facts": "a"})
        assert await anext(stream) == "Ran"
        await stream.aclose()


async def test_the_doctor_sees_models_and_limits(connect):
    """Health asks each model for a word and tells what is left of its limits; the key it never shows."""
    async with GroqServer(limits=FREE) as server, connect(server) as llm:
        health = await llm.health()
        assert health.ok
        assert health.key is True
        assert health.models[0].limits["tpm"] > 7000
        assert KEY not in health.model_dump_json()


async def test_the_doctor_tells_what_is_wrong(connect):
    """A refused key is a sentence in the answer, not an exception."""
    async with GroqServer(keys=("another",)) as server, connect(server) as llm:
        health = await llm.health()
        assert not health.ok
        assert "refused the API key" in health.models[0].problem


async def test_a_forecast_knows_limits_and_cache(connect, prompt):
    """Ten drafts on the free plan wait for the tokens of the minute; what is cached is not counted."""
    async with GroqServer(by_schema({"Draft": GOOD}), limits=FREE) as server, connect(server) as llm:
        await llm.complete(prompt, {"facts": "0"}, Draft)
        large = prompt.model_copy(update={"max_tokens": 1600})
        asked = [(large, {"facts": str(number)}, Draft) for number in range(10)] + [(prompt, {"facts": "0"}, Draft)]
        plan = await llm.forecast(asked)
        assert (plan.calls, plan.cached) == (10, 1)
        assert plan.binds == "TPM of groq:openai/gpt-oss-120b"
        assert 60 < (plan.finishes - plan.starts).total_seconds() < 120
        assert len(server.log) == 1


def test_the_client_is_cheap_to_import():
    """Importing the client loads neither LangChain nor the SDK: the command's help must not wait for them."""
    code = "import sys, services.llm.client as c; print([m for m in sys.modules if m.split('.')[0] in"
    code += " ('langchain_core', 'langchain_groq', 'groq', 'httpx', 'tenacity', 'yaml', 'sqlite3')])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert out.stdout.strip() == "[]"


def test_a_forgotten_client_ends_with_its_process(tmp_path):
    """A script that never closes its client still exits at once and without a warning."""
    async_main = (
        "import asyncio, sys; from pathlib import Path; from services.llm.client import LLM;"
        "from services.settings import Settings; from tests.groq_server.scripted import ScriptedProvider as P;"
        "llm = LLM(Settings(home=Path(sys.argv[1])), provider=P(lambda call: 'x'));"
        "print(asyncio.run(llm.usage()).calls)"
    )
    command = [sys.executable, "-W", "error", "-X", "dev", "-c", async_main, str(tmp_path)]
    out = subprocess.run(command, capture_output=True, text=True, timeout=20, cwd=ROOT)
    assert (out.stdout.strip(), out.returncode) == ("0", 0)
    assert "Warning" not in out.stderr


async def test_a_client_that_is_dropped_takes_its_thread_along(scripted, prompt):
    """Nobody has to close a client: with the last reference go its loop and its files."""
    settings = scripted(lambda call: GOOD)[0].settings
    before = threading.active_count()
    llm = LLM(settings, provider=ScriptedProvider(lambda call: GOOD))
    await llm.complete(prompt, {"facts": "a"}, Draft)
    assert threading.active_count() > before
    own = next(thread for thread in threading.enumerate() if thread.name == "aicvgen-llm")
    del llm
    gc.collect()
    await asyncio.to_thread(own.join, 5)
    assert not own.is_alive()
