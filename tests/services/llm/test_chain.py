"""Which model is asked, what happens when it fails, and what a person sees of it."""

import pytest

from models.errors import ProviderError
from services.llm.catalog import catalog
from services.llm.client import LLM
from services.llm.errors import (
    BudgetError,
    CircuitOpenError,
    DayLimitError,
    InvalidOutputError,
    MissingPackageError,
    UnavailableError,
    UnknownModelError,
)
from services.llm.providers import PACKAGES, LangChainProvider, chat_model
from services.llm.types import Call, Event
from services.prompts import Message
from services.settings import Settings
from tests.groq_server.limits import FREE
from tests.groq_server.replies import by_schema
from tests.groq_server.server import GroqServer
from tests.services.llm.words import GOOD, KEY, Draft

FACTS = {"facts": "night shift"}


async def test_the_fast_model_takes_over_and_says_so(scripted, prompt):
    """When the writing model fails, the fast one answers, and an event names both."""
    llm, provider = scripted(lambda call: UnavailableError("down") if "120b" in call.model else GOOD)
    heard: list[Event] = []
    reply = await llm.complete(prompt, FACTS, Draft, on_event=heard.append)
    assert reply.model == "groq:openai/gpt-oss-20b"
    assert [event.kind for event in heard][-1] == "fallback"
    assert "gpt-oss-20b" in heard[-1].text
    assert len(provider.calls) == 6


async def test_when_all_fail_the_last_error_is_raised(scripted, prompt):
    """The caller's own writer is next in line; it gets a ProviderError to know by."""
    llm, _ = scripted(lambda call: UnavailableError("down"))
    with pytest.raises(ProviderError, match="down"):
        await llm.complete(prompt, FACTS, Draft)


async def test_a_provider_that_stays_down_is_left_alone(scripted, prompt):
    """After failures in a row the next call fails at once instead of trying."""
    llm, provider = scripted(lambda call: UnavailableError("down"), fast_model="groq:openai/gpt-oss-120b")
    for _ in range(2):
        with pytest.raises(UnavailableError):
            await llm.complete(prompt, FACTS, Draft)
    assert len(provider.calls) == 6
    with pytest.raises(CircuitOpenError):
        await llm.complete(prompt, FACTS, Draft)
    assert len(provider.calls) == 6


async def test_a_wrong_form_gets_one_repair_turn(scripted, prompt):
    """The validator's reasons go back once; a second wrong answer is a named error."""
    llm, provider = scripted(lambda call: GOOD if len(call.messages) > 2 else '{"lines": 3}')
    assert (await llm.complete(prompt, FACTS, Draft)).usage.calls == 2
    assert "lines" in provider.calls[1].messages[-1].content
    llm, provider = scripted(lambda call: "no", fast_model="groq:openai/gpt-oss-120b", cache=False)
    with pytest.raises(InvalidOutputError):
        await llm.complete(prompt, FACTS, Draft)
    assert len(provider.calls) == 2


@pytest.mark.parametrize("bound", [{"max_tokens": 800}, {"max_cost": 0.00033}])
async def test_the_call_that_would_pass_the_budget_is_not_sent(scripted, prompt, bound):
    """What could pass the session's bound stays here; another session has its own."""
    llm, provider = scripted(lambda call: GOOD, **bound)
    heard: list[Event] = []
    with pytest.raises(BudgetError, match="raise --max"):
        for number in range(4):
            await llm.complete(
                prompt, {"facts": f"ward {number}" + " ward" * 300}, Draft, session="s", on_event=heard.append
            )
    assert len(provider.calls) == (1 if "max_tokens" in bound else 2)
    assert heard[-1].kind == "limit"
    await llm.complete(prompt, FACTS, Draft, session="another")


async def test_a_session_remembers_what_it_has_spent(scripted, prompt):
    """The ledger is summed per session and over all, and outlives the client."""
    llm, _ = scripted(lambda call: GOOD)
    for session in ("a", "b", "b"):
        await llm.complete(prompt, {"facts": session}, Draft, session=session)
    await llm.aclose()
    again, _ = scripted(lambda call: GOOD)
    b, everything = await again.usage("b"), await again.usage()
    assert (b.calls, b.cache_hits, everything.calls) == (1, 1, 2)
    assert everything.cost == pytest.approx(2 * b.cost)


async def test_a_day_limit_is_the_end_of_it(connect, prompt):
    """When the day is used up the call ends with the hour, no other model is asked, and an event says so."""
    heard: list[Event] = []
    limits = {**FREE, "TPD": 700.0}
    async with GroqServer(by_schema({"Draft": GOOD}), limits=limits) as server, connect(server) as llm:
        with pytest.raises(DayLimitError, match="until"):
            for number in range(4):
                await llm.complete(prompt, {"facts": f"{number}"}, Draft, on_event=heard.append)
        assert len(server.calls(200)) >= 2
        assert len(server.calls(429)) == 1
        assert {exchange.model for exchange in server.log} == {"openai/gpt-oss-120b"}
    assert heard[-1].kind == "limit"


@pytest.mark.parametrize("name", ["groq:llama2-70b-4096", "gemma-7b-it", "mixtral-8x7b-32768"])
async def test_a_dead_name_gives_its_living_successor(tmp_path, prompt, name):
    """A decommissioned model is refused before anything is sent, with the last name of its line."""
    async with LLM(Settings(home=tmp_path, model=name, groq_api_key=KEY)) as llm:
        with pytest.raises(UnknownModelError, match="--model groq:openai/gpt-oss"):
            await llm.complete(prompt, FACTS, Draft)


def test_every_successor_leads_to_a_living_model():
    """No line of successors ends in a name that is dead or unknown, or in a circle."""
    known = catalog()
    assert len(known.successors) > 20
    for name in known.successors:
        assert known.successor(name) in known.models


@pytest.mark.parametrize("provider", sorted(PACKAGES))
def test_a_missing_package_is_one_sentence_with_the_command(provider):
    """Another provider's model needs the user's own package; the message has the pip command."""
    with pytest.raises(MissingPackageError, match=r"pip install langchain-[a-z-]+$"):
        chat_model(provider, "some-model")


def test_an_unknown_provider_is_named():
    """A provider that nobody knows is the user's mistake."""
    with pytest.raises(UnknownModelError, match="no provider nonsense"):
        chat_model("nonsense", "m")


async def test_any_langchain_model_answers_in_the_same_place(tmp_path, clock, prompt):
    """A chat model of another package is asked for the form in words and gives a valid reply."""
    from langchain_core.language_models.fake_chat_models import FakeListChatModel

    model = FakeListChatModel(responses=[f"<think>hm</think>```json\n{GOOD}\n```"])
    provider = LangChainProvider("other", {"m": model})
    settings = Settings(home=tmp_path, model="other:m", fast_model="other:m")
    async with LLM(settings, provider=provider, clock=clock) as llm:
        reply = await llm.complete(prompt, FACTS, Draft)
        assert reply.value.lines == ["Ran the night shift of a ward."]
        assert reply.model == "other:m"
        assert reply.usage.cost is None


async def test_another_packages_exception_does_not_get_out():
    """Whatever a foreign package raises becomes an outage without its text."""
    from langchain_core.language_models.fake_chat_models import FakeListChatModel

    class Broken(FakeListChatModel):
        def _call(self, *args: object, **options: object) -> str:
            raise RuntimeError("the text of a CV")

    provider = LangChainProvider("other", {"m": Broken(responses=["x"])})
    with pytest.raises(UnavailableError) as raised:
        await provider.send(Call("m", (Message(role="user", content="q"),), 10, 0.0), 1.0)
    assert "text of a CV" not in str(raised.value)
