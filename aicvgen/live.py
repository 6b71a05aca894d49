"""Progress on stderr: a live list of items in a terminal, plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from aicvgen.console import asides, plain
from aicvgen.failures import INTERRUPTED, PAUSED, say
from models.event import Event

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.live import Live
    from rich.text import Text

_MARKS = {
    "writing": ("…", "cyan"),
    "drafted": ("✓", "green"),
    "reverted": ("↺", "yellow"),
    "waiting": ("✓", "green"),
    "decided": ("✓", "green"),
}
_WORDS = {"writing": "writing", "drafted": "written", "reverted": "written, partly reverted to your own words"}
_SHOWN = 12
"""Items listed at once; those done longest ago scroll out of sight."""


class Progress:
    """What a run tells, shown as it comes. Called with each event; `session_id` is known from the first one on.

    `on_start` is called with that id before anything else happens, so that a run that is killed can be gone on with.
    """

    def __init__(self, console: "Console | None" = None, *, on_start: Callable[[str], None] | None = None) -> None:
        self.session_id = ""
        self._on_start = on_start
        self._console = console or asides()
        self._items: dict[str, Event] = {}
        self._stage = ""
        self._live: Live | None = None

    def __call__(self, event: Event) -> None:
        """Show an event. Events may come from another thread than the one that watches."""
        match event.kind:
            case "started":
                self.session_id = event.detail
                if self._on_start:
                    self._on_start(event.detail)
                return
            case "reading" | "formatting":
                self._stage = event.detail
            case "writing" | "drafted" | "reverted" | "waiting" | "decided":
                self._stage = ""
                self._items[event.item] = event
            case _:
                self._stage = event.detail or self._stage
        if self._live:
            self._live.update(self._picture())
        elif not self._console.is_terminal and (line := _line(event)):
            self._console.print(line, soft_wrap=True)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Show events while the block runs."""
        self._items.clear()
        self._stage = "starting"
        if not self._console.is_terminal:
            yield
            return
        from rich.live import Live

        try:
            with Live(self._picture(), console=self._console, transient=True, refresh_per_second=8) as self._live:
                yield
        finally:
            self._live = None

    @contextmanager
    def resumable(self) -> Iterator[None]:
        """Say how to go on with the session when the person or a limit of the day stops the block."""
        from services.llm.errors import DayLimitError

        try:
            yield
        except KeyboardInterrupt as error:
            say(f"\nStopped.{self._way_on()}")
            raise typer.Exit(INTERRUPTED) from error
        except DayLimitError as error:
            say(f"{error}{self._way_on()}")
            raise typer.Exit(PAUSED) from error

    def _way_on(self) -> str:
        return f" The session is kept; go on with: aicvgen review {self.session_id}" if self.session_id else ""

    def _picture(self) -> "RenderableType":
        from rich.console import Group
        from rich.spinner import Spinner
        from rich.text import Text

        rows: list[RenderableType] = []
        events = list(self._items.values())
        if len(events) > _SHOWN:
            rows.append(Text(f"  … {len(events) - _SHOWN} more done", style="dim"))
        for event in events[-_SHOWN:]:
            mark, style = _MARKS[event.kind]
            if event.kind == "writing":
                rows.append(Spinner("dots", text=_row(plain(event.title)), style=style))
            else:
                rows.append(_row((f"{mark} ", style), plain(event.title)))
        if self._stage:
            rows.append(Spinner("dots", text=_row((plain(self._stage), "dim")), style="cyan"))
        return Group(*rows)


def _row(*parts: str | tuple[str, str]) -> "Text":
    from rich.text import Text

    return Text.assemble(*parts, overflow="ellipsis", no_wrap=True)


def _line(event: Event) -> str:
    """Return an event as one plain line, "" for those that say nothing new."""
    if event.kind in ("waiting", "decided", "done"):
        return ""
    words = _WORDS.get(event.kind, event.detail)
    return plain(f"{event.title}: {words}" if event.title else words)
