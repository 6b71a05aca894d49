"""While a person thinks, the next items are written; nothing is paid twice."""

import asyncio
from pathlib import Path

import pytest

from graph.ahead import groups_ahead
from services.settings import Settings
from sessions.session import Session
from sessions.start import astart
from tests.groq_server.server import GroqServer


def written(server: GroqServer) -> list[str]:
    """Return the items that the model was asked for, in order."""
    said = (str(exchange.request["messages"][-1]["content"]) for exchange in server.log)
    return [text.split("\nitem ")[1].split()[0] for text in said if "\nitem " in text]


async def wait_until_written(server: GroqServer, count: int) -> None:
    """Wait until the model has been asked for so many items, ten seconds at most."""
    for _ in range(1000):
        if len(written(server)) >= count:
            return
        await asyncio.sleep(0.01)


async def finish(session: Session) -> None:
    """Accept everything."""
    while session.pending:
        await session.aaccept(session.pending[0].id)


async def test_the_next_two_are_prepared_while_one_waits(
    cv: Path, ad: Path, with_model: Settings, server: GroqServer
) -> None:
    """And not the one after them."""
    await astart(cv, ad, settings=with_model)
    await wait_until_written(server, 3)
    await asyncio.sleep(0.1)  # time enough for one too many
    assert written(server)[0] == "key-qualifications"
    assert sorted(written(server)[1:]) == ["role-1", "role-2"]


async def test_nothing_is_paid_twice(cv: Path, ad: Path, with_model: Settings, server: GroqServer) -> None:
    """The run finds what was prepared, or joins the call that is under way: each item is asked for once."""
    session = await astart(cv, ad, settings=with_model)
    await finish(session)
    assert sorted(written(server)) == sorted(item.id for item in session.items)
    assert session.result.usage.calls == len(server.log)


async def test_nothing_is_prepared_with_look_ahead_0(
    cv: Path, ad: Path, with_model: Settings, server: GroqServer
) -> None:
    """The next item is asked for after the answer."""
    await astart(cv, ad, settings=with_model.model_copy(update={"look_ahead": 0}))
    await asyncio.sleep(0.1)
    assert written(server) == ["key-qualifications"]


async def test_the_summary_is_never_prepared(cv: Path, ad: Path, with_model: Settings, server: GroqServer) -> None:
    """It depends on the answers that are still to come."""
    session = await astart(cv, ad, settings=with_model)
    while session.pending[0].id != "role-3":
        await session.aaccept(session.pending[0].id)
    await asyncio.sleep(0.1)
    assert groups_ahead(session._snapshot.state, 5) == []
    assert "summary" not in written(server)


async def test_a_budget_that_is_spent_ends_the_looking_ahead_and_not_the_review(
    cv: Path, ad: Path, with_model: Settings, server: GroqServer
) -> None:
    """What can't be prepared is met by the run itself."""
    session = await astart(cv, ad, settings=with_model.model_copy(update={"max_tokens": 1}), review="each")
    assert session.pending[0].item.writer == "extractive"


@pytest.mark.parametrize("count", [1, 2, 3])
async def test_as_many_are_prepared_as_the_setting_says(cv: Path, ad: Path, settings: Settings, count: int) -> None:
    """Whatever the open question is answered."""
    session = await astart(cv, ad, settings=settings)
    groups = groups_ahead(session._snapshot.state, count)
    assert [item.id for group in groups for item in group] == [f"role-{number}" for number in range(1, count + 1)]
