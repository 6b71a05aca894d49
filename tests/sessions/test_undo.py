"""Take decisions back, any number, and decide them again."""

from pathlib import Path

import pytest

from models.errors import UserError
from services.settings import Settings
from sessions.session import Session
from sessions.start import aresume, astart


async def accepted(cv: Path, ad: Path, settings: Settings) -> Session:
    """Return a session in which everything was accepted."""
    session = await astart(cv, ad, settings=settings)
    while session.pending:
        await session.aaccept(session.pending[0].id)
    return session


def statuses(session: Session) -> list[str]:
    """Return the status of each item in order."""
    return [item.status for item in session.items]


async def test_undo_opens_the_draft_that_was_decided(cv: Path, ad: Path, settings: Settings) -> None:
    """The same lines wait again, under another attempt, so that an old answer can't be taken for one to them."""
    session = await astart(cv, ad, settings=settings)
    shown = session.pending[0]
    await session.askip(shown.id)
    await session.aundo()
    again = session.pending[0]
    assert (again.id, again.draft, again.item.attempt) == (shown.id, shown.draft, 1)
    await session.aaccept(again.id)
    assert session.items[0].status == "accepted"


async def test_everything_can_be_undone_and_redone_after_the_end(cv: Path, ad: Path, settings: Settings) -> None:
    """Pruning took the old checkpoints, and nothing is missed; the document is the same again."""
    session = await accepted(cv, ad, settings)
    document = session.result.cv
    await session.aundo(5)
    assert session.status == "waiting"
    assert session.pending[0].id == "key-qualifications"
    reopened = await aresume(session.id, settings)
    await reopened.aredo(5)
    assert statuses(reopened) == ["accepted"] * 5
    assert reopened.result.cv == document


async def test_the_summary_is_written_anew_when_something_it_rests_on_changes(
    cv: Path, ad: Path, settings: Settings
) -> None:
    """It is written from the accepted items, so it waits for them again."""
    session = await accepted(cv, ad, settings)
    await session.aundo(2)
    assert session.pending[0].id == "role-3"
    await session.askip("role-3")
    assert session.pending[0].id == "summary"


async def test_a_new_decision_ends_what_could_be_redone(cv: Path, ad: Path, settings: Settings) -> None:
    """As in any editor."""
    session = await astart(cv, ad, settings=settings)
    await session.aaccept("key-qualifications")
    await session.aundo()
    await session.askip("key-qualifications")
    with pytest.raises(UserError, match="no undone decision"):
        await session.aredo()


async def test_more_than_was_decided_cannot_be_undone(cv: Path, ad: Path, settings: Settings) -> None:
    """What could be undone is."""
    session = await astart(cv, ad, settings=settings)
    await session.aaccept("key-qualifications")
    with pytest.raises(UserError, match="no decision to undo"):
        await session.aundo(2)
    assert (await aresume(session.id, settings)).pending[0].id == "key-qualifications"
