"""`import aicvgen`: the names, and what they do."""

from pathlib import Path

import pytest

import aicvgen

NAMES = [
    "AicvgenError", "CV", "Enhancement", "Enrichment", "Event", "InternalError", "Item", "Job", "Matching", "Pair",
    "Pending", "Plan", "ProviderError", "Revision", "Score", "Session", "Settings", "TailoredCV", "UserError",
    "Verification", "VerifiedLine", "__version__", "aenhance", "aenrich", "aexport_session", "afork",
    "aimport_session", "amatch", "aplan", "aprune", "aremove", "aresume", "aretailor", "astart", "atailor",
    "enhance", "enrich", "export_session", "fork", "import_session", "list_profiles", "list_sessions", "match",
    "plan", "profile", "prune", "remove", "rename", "resume", "retailor", "start", "tailor", "verify",
    "verify_bundle",
]  # fmt: skip


def test_the_names_are_those_we_promised() -> None:
    """Removing or renaming one breaks somebody's code."""
    assert sorted(aicvgen.__all__) == NAMES
    assert all(getattr(aicvgen, name) is not None for name in NAMES)
    assert set(NAMES) <= set(dir(aicvgen))


def test_another_name_is_an_attribute_error() -> None:
    """A typo is told as Python tells it."""
    with pytest.raises(AttributeError, match="no attribute 'tailer'"):
        aicvgen.tailer  # noqa: B018 - the access is the test


def test_a_session_is_reviewed_item_by_item(here: Path) -> None:
    """Start, accept, edit, regenerate and skip, export: the whole way with plain calls."""
    session = aicvgen.start(cv=here / "cv.md", job=here / "ad.md", review="each")
    assert session.status == "waiting"
    first = session.pending[0]
    assert (first.id, first.verdict.grounded) == ("key-qualifications", True)
    session.accept(first.id)
    role = session.pending[0]
    assert role.before == ("Kept the ledgers of 40 clients in Xero.", "Prepared VAT returns every quarter.")
    session.regenerate(role.id, "name the returns")
    session.edit(role.id, ["Prepared VAT returns every quarter."])
    session.skip(session.pending[0].id)
    session.accept("summary")
    assert [item.status for item in session.items] == ["accepted", "edited", "skipped", "accepted"]
    files = session.export(here / "out", ("md",))
    assert session.status == "done"
    assert "Kept the ledgers" not in files["cv.md"].read_text().partition("Prepared VAT")[0]


def test_a_session_is_reopened_by_its_id(here: Path) -> None:
    """`resume` finds it at the item where it stopped; `list_sessions` lists it."""
    started = aicvgen.start("cv.md", "ad.md")
    started.accept("key-qualifications")
    again = aicvgen.resume(started.id)
    assert [waiting.id for waiting in again.pending] == [waiting.id for waiting in started.pending] == ["role-1"]
    assert [row.id for row in aicvgen.list_sessions()] == [started.id]


async def test_plain_calls_work_where_a_loop_is_running(here: Path) -> None:
    """A notebook's loop is no obstacle, and the coroutine gives the same document."""
    plain = aicvgen.tailor("cv.md", "ad.md")
    awaited = await aicvgen.atailor("cv.md", "ad.md")
    assert plain.cv == awaited.cv
    assert plain.after.value >= plain.before.value


def test_models_bytes_and_text_are_accepted(here: Path) -> None:
    """A run on the text, the bytes or the models of the same inputs comes to the same document."""
    usual = aicvgen.tailor(here / "cv.md", here / "ad.md")
    from_text = aicvgen.tailor((here / "cv.md").read_text(), (here / "ad.md").read_bytes())
    from_models = aicvgen.tailor(usual.source, usual.job)
    assert from_text.cv == usual.cv
    assert from_models.cv == usual.cv


def test_events_tell_what_happens(here: Path) -> None:
    """Whoever watches learns the session's id first and the end last."""
    events: list[aicvgen.Event] = []
    aicvgen.tailor("cv.md", "ad.md", on_event=events.append)
    assert events[0].kind == "started" and events[-1].kind == "done"
    assert {event.item for event in events if event.kind == "writing"} == {
        "key-qualifications", "role-1", "role-2", "summary",
    }  # fmt: skip


def test_a_mistake_raises_and_leaves_nothing(here: Path, home: Path) -> None:
    """A UserError is one sentence, and no session is kept."""
    with pytest.raises(aicvgen.UserError, match="only 3 words"):
        aicvgen.tailor("cv.md", b"Come work here")
    assert aicvgen.list_sessions() == ()
    assert list((home / "sessions").iterdir()) == []
