"""Every fault of the provider, over real sockets: a valid reply or a named error, and nothing else."""

import asyncio

import pytest

from models.errors import AicvgenError
from services.llm.clock import WallClock
from services.llm.errors import KeyRefusedError, RejectedError, TruncatedOutputError, UnavailableError
from tests.groq_server.faults import KINDS, Faults, mixed
from tests.groq_server.replies import Scripted, by_schema
from tests.groq_server.server import GroqServer
from tests.services.llm.words import GOOD, Draft

QUALITY = "groq:openai/gpt-oss-120b"
FINAL = {"400", "401", "403", "404", "422", "model_decommissioned"}


def server_with(faults: Faults) -> GroqServer:
    """Return a stand-in that answers well but for the faults, a hundred times faster than the wall."""
    return GroqServer(by_schema({"Draft": GOOD}), faults=faults, clock=WallClock(100))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in FINAL and kind != "hang"])
async def test_one_fault_ends_in_a_valid_reply(connect, prompt, kind):
    """A fault that passes, or that can be mended, costs a try and not the answer."""
    async with server_with(Faults(calls={1: kind})) as server, connect(server) as llm:
        reply = await llm.complete(prompt, {"facts": "night shift"}, Draft)
        assert reply.value.lines == ["Ran the night shift of a ward."]
        assert reply.model == QUALITY


@pytest.mark.parametrize(
    ("kind", "error"),
    [("400", RejectedError), ("401", KeyRefusedError), ("403", KeyRefusedError), ("422", RejectedError)],
)
async def test_a_final_refusal_is_not_tried_again(connect, prompt, kind, error):
    """400, 401, 403 and 422 are said once per model, in an error of ours."""
    async with server_with(Faults(rates={kind: 1.0})) as server, connect(server, fast_model=QUALITY) as llm:
        with pytest.raises(error) as raised:
            await llm.complete(prompt, {"facts": "night shift"}, Draft)
        assert len(server.log) == 1
        assert "night shift" not in str(raised.value)


async def test_an_outage_is_tried_a_bounded_number_of_times(connect, prompt):
    """A provider that only fails ends in one named error after five tries."""
    async with server_with(Faults(rates={"503": 1.0})) as server, connect(server, fast_model=QUALITY) as llm:
        with pytest.raises(UnavailableError, match="503"):
            await llm.complete(prompt, {"facts": "a"}, Draft)
        assert len(server.log) == 5


async def test_an_answer_that_never_comes_is_given_up(connect, prompt):
    """A call that hangs ends at the call's own time limit, and the next try succeeds."""
    async with server_with(Faults(calls={1: "hang"})) as server, connect(server) as llm:
        reply = await llm.complete(prompt, {"facts": "a"}, Draft)
        assert reply.usage.retries == 1
        assert reply.usage.seconds >= 119


async def test_a_cut_off_answer_is_asked_for_again_with_more_room(connect, prompt):
    """An answer with `finish_reason: length` is no answer; twice the room is."""
    long = Scripted(GOOD, completion_tokens=300)
    async with GroqServer(by_schema({"Draft": lambda _: long})) as server, connect(server) as llm:
        reply = await llm.complete(prompt, {"facts": "a"}, Draft)
        assert [exchange.max_tokens for exchange in server.log] == [200, 400]
        assert reply.usage.calls == 2


async def test_an_answer_without_end_is_a_named_error(connect, prompt):
    """A model that never stops is cut off three times, then it is an error that says so."""
    endless = Scripted("x", completion_tokens=10**6)
    async with GroqServer(lambda _: endless) as server, connect(server, fast_model=QUALITY) as llm:
        with pytest.raises(TruncatedOutputError, match="cut off at 800 tokens"):
            await llm.complete(prompt, {"facts": "a"}, Draft)
        assert len(server.log) == 3


async def test_a_third_of_all_calls_failing_loses_none(connect, prompt):
    """Sixty calls under mixed faults all end in a reply or in an error of our tree, and none is paid twice."""
    faults = mixed(0.3, [kind for kind in KINDS if kind not in ("hang", "slow")], seed=3)
    async with server_with(faults) as server, connect(server) as llm:
        calls = (llm.complete(prompt, {"facts": f"fact {number}"}, Draft) for number in range(60))
        ends = await asyncio.gather(*calls, return_exceptions=True)
        assert len(ends) == 60
        for end in ends:
            assert isinstance(end, AicvgenError) or end.value.lines == ["Ran the night shift of a ward."]
        paid = (await llm.usage()).calls
        assert paid <= len(server.calls(200)) + len(server.calls(400))
