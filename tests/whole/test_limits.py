"""What stops a run keeps its session: a day's limit and a budget, through the real client over sockets."""

from pathlib import Path

import pytest

from models.event import Event
from services.llm.errors import DayLimitError
from services.settings import Settings
from sessions.registry import list_sessions
from sessions.start import aresume, astart
from tests.groq_server.server import GroqServer
from tests.whole.conftest import EXAMPLES
from tests.writers.scripted import writer

CV, JOB = EXAMPLES / "cvs/electrician.txt", EXAMPLES / "jobs/electrician.txt"
ROOM = {"RPM": 1000.0, "RPD": 10000.0, "TPM": 200000.0, "TPD": 10.0**7}


def settings(home: Path, server: GroqServer, **more: object) -> Settings:
    """Return settings for a server of this test."""
    return Settings(home=home, groq_api_base=server.url, groq_api_key="gsk_of_this_test", plan="developer", **more)


async def test_a_days_limit_stops_the_run_and_the_session_goes_on_later(home: Path) -> None:
    """The sentence says until when; with room again, the same session ends with its documents."""
    with GroqServer(writer(), limits={**ROOM, "RPD": 1.0}) as server, pytest.raises(DayLimitError, match="until 20"):
        await astart(CV, JOB, review="none", settings=settings(home, server))
    (row,) = list_sessions(Settings(home=home))
    assert row.status == "stopped"
    (home / "llm.sqlite").unlink(missing_ok=True)  # the next day: the counters of this one are gone
    with GroqServer(writer(), limits=ROOM) as server:
        session = await aresume(row.id, settings(home, server))
        assert session.status == "done"
        assert all(item.writer.startswith("groq:") for item in session.result.items)


async def test_a_budget_leaves_the_rest_to_the_owners_words(home: Path) -> None:
    """The call that would pass it is not sent; the run ends all the same, and says which items no model wrote."""
    heard: list[Event] = []
    with GroqServer(writer(), limits=ROOM) as server:
        limited = settings(home, server, max_tokens=3000)
        session = await astart(CV, JOB, review="none", settings=limited, on_event=heard.append)
        spent = sum(exchange.charged for exchange in server.log)
    assert session.status == "done"
    assert "extractive" in {item.writer for item in session.result.items}
    assert spent <= 3000
    assert any(event.kind == "limit" and "--max-tokens" in event.detail for event in heard)
