"""Go on after a kill at any instant, and after an upgrade."""

from pathlib import Path
from typing import Any

import pytest

from models.errors import UserError
from models.review import Decision
from models.revision import Revision
from services.settings import Settings
from services.toolbox import Toolbox
from sessions import versions
from sessions.feed import Feed
from sessions.home import Home
from sessions.inputs import keep_inputs
from sessions.registry import Registry, SessionRow
from sessions.runner import Runner
from sessions.session import Session
from sessions.start import aresume, astart


def remove(*paths: Path) -> None:
    """Remove files."""
    for path in paths:
        path.unlink()


def runner_of(session_id: str, settings: Settings) -> Runner:
    """Return what drives this session."""
    return Runner(session_id, Home(settings.home).session(session_id), Toolbox(settings), Feed())


async def test_a_session_killed_before_its_first_checkpoint_begins_with_the_inputs_it_was_given(
    cv: Path, ad: Path, settings: Settings
) -> None:
    """They are kept before anything runs, so the files themselves may be gone."""
    home, toolbox = Home(settings.home), Toolbox(settings)
    keep_inputs(home.session("k"), toolbox.vault, given={"cv": cv, "job": ad})
    Registry(home.registry).put(SessionRow(id="k"))
    remove(cv, ad)
    session = await aresume("k", settings)
    assert session.pending[0].id == "key-qualifications"


async def test_a_decision_that_only_the_journal_has_is_applied(cv: Path, ad: Path, settings: Settings) -> None:
    """A kill between journal and checkpoint loses no decision, and nobody is asked twice."""
    session = await astart(cv, ad, settings=settings)
    item = session.pending[0].item
    taken = item.model_copy(update={"status": "accepted"})
    decision = Decision(action="accept", item=item.id)
    revision = Revision(item=item.id, attempt=0, decision=decision, shown=item, outcome=taken)
    assert session.journal.add([revision], 0)
    reopened = await aresume(session.id, settings)
    assert reopened.items[0].status == "accepted"
    assert reopened.pending[0].id == "role-1"


async def test_a_run_that_was_stopped_in_between_goes_on(
    cv: Path, ad: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The node that did not finish runs again, and no other."""
    from agents import quality_assurance

    async def die(*_: Any) -> None:
        raise ConnectionError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(quality_assurance, "check", die)
        with pytest.raises(ConnectionError):
            await astart(cv, ad, settings=settings)
    (row,) = Registry(Home(settings.home).registry).all()
    reopened = await aresume(row.id, settings)
    assert reopened.pending[0].id == "key-qualifications"


async def test_a_session_of_a_newer_version_is_refused(
    cv: Path, ad: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence says what to do; nothing is changed."""
    session = await astart(cv, ad, settings=settings)
    monkeypatch.setattr(versions, "SCHEMA_VERSION", 0)
    with pytest.raises(UserError, match=r"newer version of aicvgen \(schema_version 1, here 0\); upgrade"):
        await aresume(session.id, settings)


async def test_an_older_state_is_migrated_once(cv: Path, ad: Path, settings: Settings) -> None:
    """A migration takes the values to the next version; the session goes on at its question."""
    session = await astart(cv, ad, settings=settings)
    asked: list[int] = []

    def tone_became_calm(values: Any) -> dict[str, Any]:
        asked.append(values["schema_version"])
        return {"tone": "calm"}

    values = (await runner_of(session.id, settings).snapshot()).values
    update = versions.migration(values, (tone_became_calm,))
    assert update == {"tone": "calm", "schema_version": 2}
    assert versions.migration({**values, **update}, (tone_became_calm,)) == {}
    assert asked == [1]


async def test_a_session_of_an_older_graph_goes_on_where_its_values_say(
    cv: Path, ad: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may stand at a node that is gone, so it enters anew, and asks the same question."""
    session = await astart(cv, ad, settings=settings)
    await session.aaccept("key-qualifications")
    monkeypatch.setattr(versions, "GRAPH_VERSION", 2)
    reopened = await aresume(session.id, settings)
    assert reopened.pending == session.pending
    assert (await runner_of(session.id, settings).snapshot()).values["graph_version"] == 2


async def test_nothing_is_left_of_a_session_whose_cv_cannot_be_read(ad: Path, settings: Settings) -> None:
    """No folder, no row."""
    with pytest.raises(UserError):
        await astart("three words only", ad, settings=settings)
    assert Registry(Home(settings.home).registry).all() == ()
    assert list(Home(settings.home).sessions.iterdir()) == []


async def test_every_file_is_the_owners_alone(cv: Path, ad: Path, settings: Settings) -> None:
    """Files 0600, folders 0700, those of the write-ahead log among them."""
    session = await astart(cv, ad, settings=settings)
    runner = runner_of(session.id, settings)
    async with runner._graph() as graph:
        await graph.aupdate_state(runner._config, {"pages": 2}, as_node="receive")
        paths = list(settings.home.rglob("*"))
        assert any(path.name.endswith("-wal") for path in paths)
        modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in paths}
    assert modes == {(True, 0o700), (False, 0o600)}


def test_a_session_object_knows_nothing_before_it_is_opened(settings: Settings) -> None:
    """It holds no connection and no file."""
    assert Session("x", Toolbox(settings)).status == "running"
