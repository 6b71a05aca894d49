"""The plain calls, and the commands, that go beyond one review."""

import json
from pathlib import Path

import pytest

import aicvgen
from tests.sessions.conftest import AD, CV


@pytest.fixture
def done(tmp_path: Path) -> aicvgen.Session:
    """Return a session in which everything was accepted, begun in the background."""
    (tmp_path / "cv.md").write_text(CV)
    (tmp_path / "ad.md").write_text(AD)
    session = aicvgen.start(tmp_path / "cv.md", tmp_path / "ad.md", wait=False)
    assert [event.kind for event in session.events()][-1] == "waiting"
    while session.pending:
        session.accept(session.pending[0].id)
    return session


def test_a_session_is_undone_forked_retailored_moved_and_removed(done: aicvgen.Session, tmp_path: Path) -> None:
    """The whole of it with plain calls."""
    done.undo(2)
    done.redo(2)
    assert [revision.kind for revision in done.history][-4:] == ["undone", "undone", "redone", "redone"]
    assert aicvgen.fork(done.id, AD).result.cv == done.result.cv
    assert aicvgen.retailor(done.id).status == "done"
    path = aicvgen.export_session(done.id, tmp_path / "s.aicv")
    assert all(line.verdict.grounded for line in aicvgen.verify_bundle(path))
    assert aicvgen.import_session(path).result == done.result
    aicvgen.remove(done.id)
    aicvgen.rename(aicvgen.list_sessions()[0].id, "the copy")
    assert aicvgen.prune(older_than=0).removed
    assert aicvgen.list_sessions() == ()


def test_the_commands_do_the_same(done: aicvgen.Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each prints where the session stands, as JSON when asked."""
    from typer.testing import CliRunner

    from aicvgen.cli import app

    def call(*arguments: str) -> str:
        result = CliRunner().invoke(app, list(arguments))
        assert result.exit_code == 0, result.output
        return result.stdout

    assert json.loads(call("undo", done.id, "--json"))["pending"][0]["id"] == "summary"
    assert json.loads(call("redo", done.id, "--json"))["status"] == "done"
    history = json.loads(call("show", done.id, "--history", "--json"))["history"]
    assert [revision["kind"] for revision in history][-2:] == ["undone", "redone"]
    assert "Executive summary: undone (no. 5)" in call("show", done.id, "--history")
    forked = json.loads(call("fork", done.id, "--job", str(tmp_path / "ad.md"), "--json"))
    assert {item["status"] for item in forked["items"]} == {"accepted"}
    call("rename", done.id, "the first")
    assert "the first" in call("sessions")
    call("session", "export", done.id, str(tmp_path / "s.aicv"))
    assert "lines are grounded" in call("session", "verify", str(tmp_path / "s.aicv"))
    call("rm", done.id, forked["session"])
    assert json.loads(call("session", "import", str(tmp_path / "s.aicv"), "--json"))["session"] == done.id
    assert "is done" in call("retailor", done.id)
    assert "0 lines; the memory is on." in call("memory", "list")
    call("memory", "off")
    assert "0 lines; the memory is off." in call("memory", "list")
    assert "MB freed" in call("prune")
