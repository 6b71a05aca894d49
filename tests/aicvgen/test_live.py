"""Progress on stderr."""

from io import StringIO

import pytest
import typer
from rich.console import Console

from aicvgen.live import Progress
from models.event import Event

EVENTS = (
    Event(kind="started", detail="k3v9-t2mx"),
    Event(kind="reading", detail="reading the CV"),
    Event(kind="writing", item="role-1", title="Clerk\x1b[2J"),
    Event(kind="limit", title="groq:x", detail="waiting 12 s for the limit"),
    Event(kind="drafted", item="role-1", title="Clerk"),
    Event(kind="writing", item="summary", title="Summary"),
    Event(kind="reverted", item="summary", title="Summary"),
    Event(kind="done"),
)


def test_plain_lines_where_there_is_no_terminal() -> None:
    """Each step is one line, and nothing in it steers a terminal."""
    console = Console(file=StringIO(), width=80, emoji=False)
    progress = Progress(console)
    with progress.watching():
        for event in EVENTS:
            progress(event)
    assert console.file.getvalue().splitlines() == [  # type: ignore[attr-defined]
        "reading the CV",
        "Clerk [2J: writing",
        "groq:x: waiting 12 s for the limit",
        "Clerk: written",
        "Summary: writing",
        "Summary: written, partly reverted to your own words",
    ]


def test_a_live_list_in_a_terminal() -> None:
    """Items appear with their state, and the list is gone afterwards."""
    console = Console(file=StringIO(), width=60, force_terminal=True, color_system=None)
    progress = Progress(console)
    with progress.watching():
        for event in EVENTS[:-1]:
            progress(event)
            progress._live.refresh()  # type: ignore[union-attr]
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "✓ Clerk" in text and "↺ Summary" in text
    assert "waiting 12 s" in text
    assert text.endswith("\x1b[?25h") or "\x1b[2K" in text[-40:]


def test_the_session_is_known_before_any_work() -> None:
    """What a person chose is kept as soon as the session has an id."""
    kept: list[str] = []
    Progress(Console(file=StringIO()), on_start=kept.append)(EVENTS[0])
    assert kept == ["k3v9-t2mx"]


def test_an_interruption_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C is exit 130 with the command that continues."""
    progress = Progress(Console(file=StringIO()))
    progress(EVENTS[0])
    with pytest.raises(typer.Exit) as stopped, progress.resumable():
        raise KeyboardInterrupt
    assert stopped.value.exit_code == 130
    assert capsys.readouterr().err.strip() == "Stopped. The session is kept; go on with: aicvgen review k3v9-t2mx"
