"""How many calls may be under way at once."""

import asyncio

import pytest

from services.batch.asking import Live
from services.batch.packing import pack
from services.batch.rows import Task
from services.settings import Settings
from tests.services.batch.conftest import rows_of

WORDS = [f"w{number}" for number in range(30)]


class Counting:
    """A client that counts the calls under way."""

    under_way = most = 0

    async def complete(self, *_: object, **__: object) -> None:
        """Take a moment."""
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await asyncio.sleep(0.001)
        self.under_way -= 1


@pytest.mark.parametrize("at_once", [1, 7])
async def test_calls_at_once_are_bounded(task: Task, at_once: int) -> None:
    """However many questions there are."""
    client = Counting()
    small = Task(task.prompt, task.form, max_rows=1)
    asked = [question async for question, _ in Live(client, at_once).ask(pack(small, rows_of(*WORDS), 9000))]  # type: ignore[arg-type]
    assert client.most == at_once
    assert len(asked) == len(WORDS)


async def test_calls_go_on_while_an_answer_is_worked_on(task: Task) -> None:
    """A slow reader of answers does not hold the next calls back."""
    client = Counting()
    small = Task(task.prompt, task.form, max_rows=1)
    answers = Live(client, 2).ask(pack(small, rows_of(*WORDS), 9000))  # type: ignore[arg-type]
    await anext(answers)
    await asyncio.sleep(0.2)
    assert client.under_way == 0
    assert len([answered async for answered in answers]) == len(WORDS) - 1


@pytest.mark.parametrize(
    ("environment", "limit"),
    [
        ({}, 10),
        ({"BATCH_CONCURRENT_LIMIT": "3"}, 3),
        ({"AICVGEN_BATCH_CONCURRENT_LIMIT": "4"}, 4),
        ({"BATCH_CONCURRENT_LIMIT": "3", "AICVGEN_BATCH_CONCURRENT_LIMIT": "4"}, 4),
    ],
)
def test_the_bound_is_a_setting(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], limit: int) -> None:
    """With the prefix and without; the one with it wins."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Settings().batch_concurrent_limit == limit
