"""Whoever watches a session: a callback, or an iterator."""

from pathlib import Path

import pytest

from models.errors import UserError
from models.event import Event
from services.settings import Settings
from sessions.start import astart


async def test_an_iterator_follows_a_run_in_the_background(cv: Path, ad: Path, settings: Settings) -> None:
    """It ends when a person is needed, with the item that waits."""
    session = await astart(cv, ad, settings=settings, wait=False)
    events = [event async for event in session.aevents()]
    assert events[0] == Event(kind="started", detail=session.id)
    assert (events[-1].kind, events[-1].item) == ("waiting", "key-qualifications")
    assert session.pending


async def test_the_events_of_an_answer_are_those_after_it(cv: Path, ad: Path, settings: Settings) -> None:
    """Decided, written, drafted, waiting."""
    session = await astart(cv, ad, settings=settings)
    await session.aaccept("key-qualifications")
    kinds = [(event.kind, event.item) for event in session.events()]
    assert kinds == [
        ("decided", "key-qualifications"),
        ("writing", "role-1"),
        ("drafted", "role-1"),
        ("waiting", "role-1"),
    ]


async def test_a_callback_hears_the_same(cv: Path, ad: Path, settings: Settings) -> None:
    """The command line's live view is one."""
    heard: list[Event] = []
    session = await astart(cv, ad, review="none", settings=settings, on_event=heard.append)
    assert heard[-1].kind == "done"
    assert list(session.events()) == heard


async def test_what_goes_wrong_in_the_background_is_raised_at_the_end(ad: Path, settings: Settings) -> None:
    """Not swallowed with the run."""
    session = await astart("Three words only.", ad, settings=settings, wait=False)
    with pytest.raises(UserError):
        [event async for event in session.aevents()]
