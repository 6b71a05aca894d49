"""The Batch API by way of the stand-in: any order, partial errors, expiry, cancellation, and a process that dies."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.batch.engine import Engine
from services.batch.overnight import BatchCancelledError, Overnight
from services.batch.rows import Outcome, Row, Task
from services.batch.store import RowStore
from services.llm.client import LLM
from services.llm.errors import BudgetError
from services.llm.types import Answer, Call
from services.prompts import Message
from services.settings import Settings
from tests.groq_server.batches import BatchRules
from tests.groq_server.replies import Request
from tests.groq_server.server import GroqServer
from tests.services.batch.conftest import right, rows_of

WORDS = ("one", "two", "three", "four", "five", "six")


def respond(request: Request) -> str:
    """Answer a request of the wire as the scripted model does."""
    messages = tuple(Message(role=message["role"], content=message["content"]) for message in request["messages"])
    return json.dumps({"words": right(Call(model="", messages=messages, max_tokens=1, temperature=0))})


@pytest.fixture
def server() -> Iterator[GroqServer]:
    """Run the stand-in."""
    with GroqServer(respond) as running:
        yield running


@pytest.fixture
def small(task: Task) -> Task:
    """Return a task of two rows a call, so that six rows are three requests of one batch."""
    return Task(task.prompt, task.form, max_rows=2, session="night")


def settings(server: GroqServer, home: Path) -> Settings:
    """Return settings for the stand-in."""
    return Settings(home=home, GROQ_API_KEY="k", GROQ_API_BASE=server.url)


async def run(
    server: GroqServer, store: RowStore, home: Path, task: Task, rows: list[Row], on_outcome: Callable[[], None] = list
) -> tuple[list[Outcome], Overnight]:
    """Return the outcomes of one overnight run."""
    async with LLM(settings(server, home)) as llm:
        night = Overnight(llm, store, poll=0.01)
        outcomes: list[Outcome] = []
        async for outcome in Engine(night, store, rounds=2).run((task, rows)):
            outcomes.append(outcome)
            on_outcome()
        return outcomes, night


async def asked(server: GroqServer) -> None:
    """Wait until the first request is answered."""
    for _ in range(2000):
        if server.log:
            return
        await asyncio.sleep(0.005)


async def test_answers_in_any_order_find_their_rows(
    server: GroqServer, store: RowStore, small: Task, tmp_path: Path
) -> None:
    """At half the price of ordinary calls, which stands beside it and in the ledger."""
    outcomes, night = await run(server, store, tmp_path, small, rows_of(*WORDS))
    assert {outcome.row.text: outcome.value["word"] for outcome in outcomes} == {
        f"{number}: {word}": word.upper() for number, word in enumerate(WORDS, 1)
    }
    async with LLM(settings(server, tmp_path)) as llm:
        spent = await llm.usage("night")
    assert spent.calls == 3
    assert spent.cost == pytest.approx((night.ordinary_cost or 0) / 2)


async def test_the_request_is_the_one_that_an_ordinary_call_sends(
    server: GroqServer, store: RowStore, small: Task, tmp_path: Path
) -> None:
    """Model, messages, schema and parameters alike, so that quality does not change overnight."""
    await run(server, store, tmp_path, small, rows_of("one"))
    async with LLM(settings(server, tmp_path)) as llm:
        from services.batch.rows import Question

        question = Question(small, tuple(rows_of("one")))
        await llm.complete(question.prompt, question.inputs, question.output)
    batch, live = (exchange.request for exchange in server.log)
    for same in ("model", "messages", "max_tokens", "response_format", "reasoning_effort"):
        assert batch[same] == live[same]


async def test_failed_requests_are_asked_about_in_a_second_batch(
    server: GroqServer, store: RowStore, small: Task, tmp_path: Path
) -> None:
    """The error file is retried, and nothing that was answered is sent again."""
    seen: set[str] = set()

    def failing(custom_id: str) -> int:
        first = not seen
        seen.add(custom_id)
        return 500 if first else 0

    server.batches.rules = BatchRules(failing=failing)
    outcomes, _ = await run(server, store, tmp_path, small, rows_of(*WORDS))
    assert [outcome.status for outcome in outcomes] == ["done"] * 6
    assert len(server.batches.batches) == 2
    assert len(server.log) == 4


async def test_an_expired_batch_is_submitted_once_more(
    server: GroqServer, store: RowStore, small: Task, tmp_path: Path
) -> None:
    """What it had answered stands; what two nights did not answer is named."""
    server.batches.rules = BatchRules(expires_after=1)
    outcomes, _ = await run(server, store, tmp_path, small, rows_of(*WORDS))
    assert [outcome.status for outcome in outcomes].count("done") == 4
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    assert all("expired" in " ".join(outcome.reasons) for outcome in failed)
    assert len(failed) == 2


async def test_a_cancelled_batch_keeps_what_it_had(
    server: GroqServer, store: RowStore, small: Task, tmp_path: Path
) -> None:
    """The other rows are left; the next run asks about them, and about them alone."""
    server.batches.rules = BatchRules(seconds=0.1)

    async def cancel() -> None:
        await asked(server)
        next(iter(server.batches.batches.values()))["status"] = "cancelling"

    cancelling = asyncio.create_task(cancel())
    with pytest.raises(BatchCancelledError):
        await run(server, store, tmp_path, small, rows_of(*WORDS))
    await cancelling
    answered = len(server.log)
    assert 0 < answered < 3
    server.batches.rules = BatchRules()
    outcomes, _ = await run(server, store, tmp_path, small, rows_of(*WORDS))
    assert [outcome.status for outcome in outcomes].count("cached") == 2 * answered
    assert len(server.log) == 3


@pytest.mark.parametrize("written", [True, False])
async def test_a_process_that_dies_finds_its_batch_again(
    server: GroqServer, store: RowStore, small: Task, tmp_path: Path, written: bool
) -> None:
    """By its id, or, where it died before that was written down, by the tag; no request is paid twice."""
    server.batches.rules = BatchRules(seconds=0.05)
    first = asyncio.create_task(run(server, store, tmp_path, small, rows_of(*WORDS)))
    await asked(server)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    if not written:
        await store.database.run(lambda c: c.execute("UPDATE overnight SET state=''"))
    outcomes, _ = await run(server, store, tmp_path, small, rows_of(*WORDS, "seven"))
    assert [outcome.status for outcome in outcomes] == ["done"] * 7
    assert len(server.batches.batches) == 2  # the second one is for the row that was added
    assert len(server.log) == 4


async def test_a_process_that_dies_while_keeping_answers_goes_on(
    server: GroqServer, store: RowStore, small: Task, tmp_path: Path
) -> None:
    """Some rows are kept and some are not: the batch is read again, and nothing is asked again."""

    class DiedError(Exception):
        """The process dies here."""

    def die() -> None:
        raise DiedError

    with pytest.raises(DiedError):
        await run(server, store, tmp_path, small, rows_of(*WORDS), on_outcome=die)
    outcomes, _ = await run(server, store, tmp_path, small, rows_of(*WORDS))
    assert sorted(outcome.row.number for outcome in outcomes) == [1, 2, 3, 4, 5, 6]
    assert len(server.log) == 3
    assert await store.database.run(lambda c: c.execute("SELECT COUNT(*) FROM overnight").fetchone()[0]) == 0


async def test_a_batch_that_is_gone_is_asked_about_anew(
    server: GroqServer, store: RowStore, small: Task, tmp_path: Path
) -> None:
    """Files are kept for some days only; a run that comes later starts again."""
    server.batches.rules = BatchRules(seconds=0.05)
    first = asyncio.create_task(run(server, store, tmp_path, small, rows_of(*WORDS)))
    await asked(server)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    server.batches.batches.clear()
    server.batches.rules = BatchRules()
    outcomes, _ = await run(server, store, tmp_path, small, rows_of(*WORDS))
    assert [outcome.status for outcome in outcomes] == ["done"] * 6


async def test_a_batch_that_could_pass_the_budget_is_not_submitted(
    server: GroqServer, store: RowStore, small: Task, tmp_path: Path
) -> None:
    """Nothing of it could be held back later."""
    poor = settings(server, tmp_path).model_copy(update={"max_cost": 0.00001})
    async with LLM(poor) as llm:
        with pytest.raises(BudgetError, match="max-cost"):
            _ = [outcome async for outcome in Engine(Overnight(llm, store), store).run((small, rows_of(*WORDS)))]
    assert not server.batches.batches


def test_an_answer_is_told_from_an_error() -> None:
    """A damaged line is skipped; a refused generation is an answer to be judged."""
    from services.llm.groq_batch import _result

    failed = {"custom_id": "a", "response": {"status_code": 400, "body": {"error": {"failed_generation": "{}"}}}}
    assert _result(json.dumps(failed).encode()) == ("a", Answer(text="{}"))
    assert _result(b'{"custom_id": ') is None
