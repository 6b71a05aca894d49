"""Progress of a batch run on stderr: a bar in a terminal, a plain line every few seconds elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from aicvgen.console import asides, plain
from aicvgen.failures import INTERRUPTED, say
from models.batch import Progress

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

EVERY = 5.0
"""Seconds between two plain lines."""


class BatchProgress:
    """What a batch run tells, shown as it comes. Called with each `Progress`, from whatever thread."""

    def __init__(self, what: str, console: "Console | None" = None) -> None:
        self._what = what
        self._console = console or asides()
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._note = ""
        self._said = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        """Show where the run stands."""
        if self._bar is not None and self._task is not None:
            self._bar.update(
                self._task, total=progress.total, completed=progress.settled, said=plain(sentence(progress))
            )
            return
        new_note = progress.note and progress.note != self._note
        if new_note or (progress.settled and time.monotonic() - self._said >= EVERY):
            self._said, self._note = time.monotonic(), progress.note
            done = f"{progress.settled} of {progress.total} {self._what}: {sentence(progress)}"
            self._console.print(plain(done), soft_wrap=True)

    @contextmanager
    def watching(self, again: str = "") -> Iterator[None]:
        """Show progress while the block runs; `again` says how to go on when the person interrupts it."""
        try:
            if not self._console.is_terminal:
                yield
                return
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
            from rich.progress import Progress as Bar

            columns = (
                TextColumn("{task.description}"),
                BarColumn(24),
                MofNCompleteColumn(),
                TextColumn("{task.fields[said]}"),
            )
            with Bar(*columns, console=self._console, transient=True) as self._bar:
                self._task = self._bar.add_task(self._what, total=None, said="")
                yield
        except KeyboardInterrupt as error:
            say(f"\nStopped. {again}".rstrip())
            raise typer.Exit(INTERRUPTED) from error
        finally:
            self._bar = self._task = None


def sentence(progress: Progress) -> str:
    """Return the counts of a run in words: cache hits, new, failed, rate, cost, time left."""
    parts = [f"{progress.cached} from cache", f"{progress.done} new"]
    if progress.failed:
        parts.append(f"{progress.failed} failed")
    if progress.rate:
        parts.append(f"{progress.rate:.1f}/s")
    if progress.usage.calls:
        parts.append(money(progress.usage.cost))
    if progress.seconds_left:
        parts.append(f"{duration(progress.seconds_left)} left")
    if progress.note:
        parts.append(progress.note)
    return ", ".join(parts)


def money(cost: float | None) -> str:
    """Return dollars with as many digits as say something."""
    return "cost unknown" if cost is None else f"${cost:.4f}" if cost < 1 else f"${cost:.2f}"


def duration(seconds: float) -> str:
    """Return `42 s`, `3 min 20 s` or `1 h 5 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
