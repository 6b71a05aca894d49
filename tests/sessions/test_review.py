"""What a person does with the items of a session."""

from pathlib import Path

import pytest

from models.errors import UserError
from services.settings import Settings
from sessions.session import Session
from sessions.start import aresume, astart

ITEMS = ["key-qualifications", "role-1", "role-2", "role-3", "summary"]


async def accept_everything(session: Session) -> list[str]:
    """Accept what waits until nothing does, and return the ids in the order of asking."""
    asked = []
    while session.pending:
        asked.append(session.pending[0].id)
        await session.aaccept(asked[-1])
    return asked


async def test_each_item_is_asked_about_once_and_in_order(cv: Path, ad: Path, settings: Settings) -> None:
    """Under the policy `each` one item waits at a time."""
    session = await astart(cv, ad, settings=settings)
    assert len(session.pending) == 1
    assert await accept_everything(session) == ITEMS
    assert session.status == "done"
    assert {item.status for item in session.result.items} == {"accepted"}


async def test_a_page_is_accepted_at_once(cv: Path, ad: Path, settings: Settings) -> None:
    """Under the policy `page` one answer takes all that wait; the summary comes after them."""
    session = await astart(cv, ad, review="page", settings=settings)
    assert [waiting.id for waiting in session.pending] == ITEMS[:-1]
    await session.aaccept_all()
    assert [waiting.id for waiting in session.pending] == ["summary"]


async def test_nobody_is_asked_under_none(cv: Path, ad: Path, settings: Settings) -> None:
    """A run without review ends by itself."""
    assert (await astart(cv, ad, review="none", settings=settings)).status == "done"


async def test_regenerate_writes_that_item_and_no_other(cv: Path, ad: Path, with_model: Settings) -> None:
    """The feedback reaches the writer, the draft is another one, and everything before it stays."""
    session = await astart(cv, ad, settings=with_model)
    await session.aaccept("key-qualifications")
    first, before = session.pending[0], session.items[0]
    await session.aregenerate("role-1", "begin with the waste")
    second = session.pending[0]
    assert (second.id, second.item.attempt) == ("role-1", 1)
    assert second.draft != first.draft
    assert session.items[0] == before


async def test_regenerate_without_feedback_gives_another_draft(cv: Path, ad: Path, with_model: Settings) -> None:
    """The same question would only find its answer in the cache."""
    session = await astart(cv, ad, settings=with_model)
    await session.aaccept("key-qualifications")
    first = session.pending[0].draft
    await session.aregenerate("role-1")
    assert session.pending[0].draft != first


async def test_an_edit_that_is_not_grounded_waits_for_a_word(cv: Path, ad: Path, settings: Settings) -> None:
    """The reasons are shown first; accepting then makes the line the owner's assertion."""
    session = await astart(cv, ad, settings=settings)
    await session.aaccept("key-qualifications")
    await session.aedit("role-1", ["Baked 9,000 loaves of rye bread a day."])
    assert not session.pending[0].verdict.grounded
    await session.aaccept("role-1")
    assert [(line.asserted, item.status) for item in session.items[1:2] for line in item.lines] == [(True, "edited")]


async def test_history_keeps_drafts_verdicts_feedback_and_decisions(cv: Path, ad: Path, settings: Settings) -> None:
    """Nothing that was shown or said is overwritten."""
    session = await astart(cv, ad, settings=settings)
    await session.aregenerate("key-qualifications", "rye first")
    await session.aaccept("key-qualifications")
    first, second = session.history
    assert first.decision and first.decision.feedback == "rye first"
    assert first.shown.lines and len(first.shown.verdicts) == len(first.shown.lines)
    assert (second.attempt, second.outcome.status) == (1, "accepted")


async def test_an_item_that_does_not_wait_cannot_be_answered(cv: Path, ad: Path, settings: Settings) -> None:
    """The sentence says which items wait."""
    session = await astart(cv, ad, settings=settings)
    with pytest.raises(UserError, match=r"role-2 is not waiting.*waiting: key-qualifications"):
        await session.aaccept("role-2")


async def test_after_the_end_nothing_waits(cv: Path, ad: Path, settings: Settings) -> None:
    """Accepting everything then is told so."""
    session = await astart(cv, ad, review="none", settings=settings)
    with pytest.raises(UserError, match="Nothing waits"):
        await session.aaccept_all()


async def test_of_two_answers_to_one_item_one_applies(cv: Path, ad: Path, settings: Settings) -> None:
    """Whoever comes second is told, also when the item has another draft by then."""
    one = await astart(cv, ad, settings=settings)
    two = await aresume(one.id, settings)
    await one.aregenerate("key-qualifications", "rye first")
    with pytest.raises(UserError, match="another draft by now"):
        await two.aaccept("key-qualifications")
    three = await aresume(one.id, settings)
    await three.aaccept("key-qualifications")
    with pytest.raises(UserError, match="may have been answered elsewhere"):
        await one.aaccept("key-qualifications")
    assert len(one.history) == 2
