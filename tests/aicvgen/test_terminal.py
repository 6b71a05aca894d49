"""The review in a real terminal, from the first question to the documents."""

import re
from pathlib import Path

import pytest

import aicvgen
from tests.aicvgen.terminal import Terminal

ASK = "[q]uit > "
TAILOR = ("tailor", "cv.md", "ad.md", "--out", "out", "--formats", "md")


@pytest.fixture
def editor(tmp_path: Path) -> str:
    """Return an editor that adds a line which no CV grounds."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\necho "Led 12 people on the moon." >> "$1"\n')
    script.chmod(0o700)
    return str(script)


def session_in(text: str) -> str:
    """Return the session's id that a command for going on names."""
    found = re.search(r"aicvgen review ([a-z0-9]{4}-[a-z0-9]{4})", text)
    assert found, text
    return found[1]


def test_every_answer_in_one_review(here: Path, editor: str) -> None:
    """Accept, edit with an assertion, regenerate, skip, then the documents and the score."""
    with Terminal(*TAILOR, EDITOR=editor) as screen:
        assert "1 of 4  Key qualifications" in screen.expect(ASK)
        screen.type("a")
        role = screen.expect(ASK)
        assert "2 of 4  Role 1 of 2: Accountant, Sallow & Finch" in role
        assert "= Kept the ledgers of 40 clients in Xero.  role-1/line-1" in role.replace("  \n", "\n")
        screen.type("e")
        assert "«Led 12 people on the moon.»" in screen.expect("[y/n] ")
        screen.type("y")
        assert "3 of 4  Role 2 of 2" in screen.expect(ASK)
        screen.type("r name the software")
        assert "came out the same" in screen.expect(ASK)
        screen.type("s")
        assert "4 of 4  Executive summary" in screen.expect(ASK)
        screen.type("a")
        assert screen.ends() == 0
        assert "score, of 100" in screen.seen
    assert "Led 12 people on the moon." in (here / "out/cv.md").read_text()
    row = aicvgen.list_sessions()[0]
    assert (row.status, row.items_done) == ("done", 4)
    asserted = [line.transformation for line in aicvgen.resume(row.id).result.provenance if "moon" in line.text]
    assert asserted == ["asserted"]


@pytest.mark.parametrize(("leave", "code"), [("q", 3), ("\x03", 130)])
def test_leaving_keeps_the_session_and_says_how_to_go_on(here: Path, leave: str, code: int) -> None:
    """Quit and Ctrl-C each end in one line with the command that continues."""
    with Terminal(*TAILOR) as screen:
        screen.expect(ASK)
        screen.type("a")
        screen.expect(ASK)
        screen.interrupt() if leave == "\x03" else screen.type(leave)
        assert screen.ends() == code
        session = session_in(screen.seen)
    assert "Traceback" not in screen.seen
    assert [waiting.id for waiting in aicvgen.resume(session).pending] == ["role-1"]


def test_a_killed_review_goes_on_at_the_same_item_and_ends_with_the_same_documents(here: Path) -> None:
    """A power cut costs nothing: the same item is asked about, and the documents are those of an unbroken run."""
    with Terminal(*TAILOR) as screen:
        screen.expect(ASK)
        screen.type("a")
        shown = screen.expect(ASK)
        screen.kill()
    session = aicvgen.list_sessions()[0].id
    with Terminal("review", session) as screen:
        assert screen.expect(ASK).strip().endswith(shown.strip()[-200:])
        for _ in range(2):
            screen.type("a")
            screen.expect(ASK)
        screen.type("a")
        assert screen.ends() == 0
    unbroken = aicvgen.start("cv.md", "ad.md", review="none")
    assert (here / "out/cv.md").read_text() == unbroken.export(here / "other", ("md",))["cv.md"].read_text()
