"""Another ad, another CV: what rests on nothing that changed stays decided."""

from pathlib import Path

import pytest

from models.errors import UserError
from services.settings import Settings
from sessions.copies import afork, aretailor
from sessions.session import Session
from sessions.start import astart


def edit(path: Path, old: str, new: str) -> Path:
    """Replace a text in a file."""
    path.write_text(path.read_text().replace(old, new))
    return path


async def accepted(cv: Path, ad: Path, settings: Settings) -> Session:
    """Return a session in which everything was accepted."""
    session = await astart(cv, ad, settings=settings)
    while session.pending:
        await session.aaccept(session.pending[0].id)
    return session


def by_title(session: Session) -> dict[str, str]:
    """Return the status of each item by the name in its title."""
    return {item.title.rpartition(": ")[2]: item.status for item in session.items}


async def test_a_fork_keeps_what_the_other_ad_does_not_touch(cv: Path, ad: Path, settings: Settings) -> None:
    """The role that serves a new requirement is asked about again, and says which; the first session is as it was."""
    session = await accepted(cv, ad, settings)
    other = edit(ad, "Knowledge of coffee machines", "Repair of espresso machines")
    fork = await afork(session.id, other, settings)
    assert by_title(fork)["Baker, Mill & Oven"] == "accepted"
    barista = next(item for item in fork.items if "Barista" in item.title)
    assert barista.status != "accepted"
    assert "new in what the ad asks of it: «Repair of espresso machines»" in barista.reopened
    assert session.result.job.requirements != fork._snapshot.values["ad"].requirements
    assert fork.history == ()


async def test_retailor_after_an_edit_reopens_that_role_with_the_reason(cv: Path, ad: Path, settings: Settings) -> None:
    """The file is read again; the roles that were not edited stay accepted."""
    session = await accepted(cv, ad, settings)
    edit(cv, "150 guests", "170 guests")
    again = await aretailor(session.id, settings=settings)
    statuses = by_title(again)
    assert statuses["Baker, Mill & Oven"] == statuses["Assistant baker, Corner Bread"] == "accepted"
    barista = next(item for item in again.items if "Barista" in item.title)
    assert barista.reopened == (
        "no longer in your CV: «Served coffee to 150 guests a day.»",
        "new in your CV: «Served coffee to 170 guests a day.»",
    )


async def test_a_new_role_on_top_leaves_the_others_decided(cv: Path, ad: Path, settings: Settings) -> None:
    """Roles are found again by what they say: every one of them has another number now."""
    session = await accepted(cv, ad, settings)
    lines = [line.text for line in session.items[1].lines]
    top = "## Experience\n### Chef, Long Table\n2023-01 – present\n- Ran the kitchen.\n\n"
    edit(cv, "## Experience\n", top)
    again = await aretailor(session.id, settings=settings)
    baker = next(item for item in again.items if "Mill & Oven" in item.title)
    assert (baker.id, baker.status) == ("role-2", "accepted")
    assert [line.text for line in baker.lines] == lines
    assert all(fact.startswith("role-2/") for line in baker.lines for fact in line.facts)


async def test_nothing_is_reopened_when_nothing_changed(cv: Path, ad: Path, settings: Settings) -> None:
    """Reading the same files again changes nothing."""
    session = await accepted(cv, ad, settings)
    again = await aretailor(session.id, settings=settings)
    assert again.status == "done"
    assert again.result.cv == session.result.cv


async def test_inputs_that_cannot_be_read_leave_the_session_as_it_was(cv: Path, ad: Path, settings: Settings) -> None:
    """One sentence, and the next question is the same."""
    session = await astart(cv, ad, settings=settings)
    with pytest.raises(UserError):
        await aretailor(session.id, cv=b"no CV at all", settings=settings)
    await session.aaccept("key-qualifications")
    assert session.pending[0].id == "role-1"


async def test_what_was_decided_on_another_cv_is_not_undone(cv: Path, ad: Path, settings: Settings) -> None:
    """Its lines may rest on facts that are gone."""
    session = await accepted(cv, ad, settings)
    edit(cv, "150 guests", "170 guests")
    again = await aretailor(session.id, settings=settings)
    with pytest.raises(UserError, match="has changed since"):
        await again.aundo()
