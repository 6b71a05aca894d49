"""A session: what a person does with one CV and one job. Start, review, take back, resume, export.

Plain methods are synchronous, their twins with an `a` in front are coroutines; both do the same work. A session object
holds no connection: it may be kept, dropped and reopened by its id at any time.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from agents.formatter import DEFAULT_FORMATS, produce
from models.cv import CV
from models.errors import UserError
from models.event import Event
from models.item import Item
from models.job import Job
from models.review import Action, Decision
from models.revision import Revision
from models.tailored import TailoredCV
from services.journal import Journal
from services.rendering.files import write_files
from services.toolbox import Toolbox
from sessions.ahead import LookAhead
from sessions.feed import Feed, OnEvent
from sessions.home import Home
from sessions.inputs import Given
from sessions.pending import Pending, pending_of
from sessions.portal import run, submit
from sessions.registry import Registry, SessionStatus, row_of
from sessions.runner import Runner, Snapshot

__all__ = ["Pending", "Session"]


class Session:
    """One CV tailored to one job, step by step. `status` is `running`, `waiting` or `done`."""

    def __init__(self, session_id: str, toolbox: Toolbox, on_event: OnEvent | None = None) -> None:
        self.id = session_id
        self._toolbox = toolbox
        self._feed = Feed(on_event)
        home = Home(toolbox.home)
        self._registry = Registry(home.registry, toolbox.vault)
        self._runner = Runner(session_id, home.session(session_id), toolbox, self._feed, self._register)
        self._ahead = LookAhead(session_id, toolbox)
        self._snapshot = Snapshot(values={})
        self._background: Future[None] | None = None

    @property
    def status(self) -> SessionStatus:
        """Return whether the session is running, waiting for a person, or done."""
        return "done" if self._snapshot.done else "waiting" if self._snapshot.interrupt else "running"

    @property
    def items(self) -> tuple[Item, ...]:
        """Return all items in the order in which they are written."""
        return self._snapshot.items

    @property
    def pending(self) -> list[Pending]:
        """Return the items that wait for a decision now."""
        return pending_of(self._snapshot)

    @property
    def history(self) -> tuple[Revision, ...]:
        """Return every decision so far, also those taken back: what was shown, what was said, and what came of it."""
        return self.journal.since()

    @property
    def journal(self) -> Journal:
        """Return where the decisions are written down."""
        return self._runner.journal

    @property
    def result(self) -> TailoredCV:
        """Return the tailored CV.

        Raises:
            UserError: items still wait for a decision.
        """
        if not self._snapshot.done:
            waiting = ", ".join(item.id for item in self._snapshot.asked) or "nothing"
            raise UserError(f"Session {self.id} is not done; it waits for {waiting}.")
        result: TailoredCV = self._snapshot.values["result"]
        return result

    def events(self) -> Iterator[Event]:
        """Yield the events of the run under way as they come, or those of the last one, and end with it.

        What a run in the background raises is raised here at the end.
        """
        yield from self._feed
        if self._background:
            self._background.result()

    async def aevents(self) -> AsyncIterator[Event]:
        """Yield the events of the run under way as they come, or those of the last one; see `events`."""
        async for event in self._feed:
            yield event
        if self._background:
            await asyncio.wrap_future(self._background)

    async def aaccept(self, item_id: str) -> None:
        """Take the draft of this item as it is."""
        await self._decide(item_id, "accept")

    async def aaccept_all(self) -> None:
        """Take every draft that waits as it is, all at once."""
        await self._answer([self._decision(item.id, "accept") for item in self._snapshot.asked])

    async def aedit(self, item_id: str, lines: Sequence[str] | str, *, confirm: bool = False) -> None:
        """Put the owner's lines in place of the draft.

        Lines that the gate can't ground leave the item pending, with the reasons in its verdict; accepting it then, or
        `confirm` now, makes them "asserted by you".
        """
        text = lines if isinstance(lines, str) else "\n".join(lines)
        await self._decide(item_id, "edit", text=text, confirmed=confirm)

    async def aregenerate(self, item_id: str, feedback: str = "") -> None:
        """Write this item anew, following the feedback."""
        await self._decide(item_id, "regenerate", feedback=feedback)

    async def askip(self, item_id: str) -> None:
        """Leave this item as the owner's CV has it."""
        await self._decide(item_id, "skip")

    async def aundo(self, count: int = 1) -> None:
        """Take back the last decisions, the last one first; each draft is open again.

        Raises:
            UserError: there are not so many, or the CV or the ad has changed since.
        """
        await self._keep(self._runner.undo(count))

    async def aredo(self, count: int = 1) -> None:
        """Decide again what was undone last.

        Raises:
            UserError: not so many were undone since the last decision.
        """
        await self._keep(self._runner.redo(count))

    async def aexport(self, directory: Path | str, formats: Sequence[str] = DEFAULT_FORMATS) -> dict[str, Path]:
        """Write the documents and the report, each checked on its own text, and return their paths by file name."""
        files = await produce(self.result, formats, self._toolbox)
        return write_files(files, Path(directory))

    def accept(self, item_id: str) -> None:
        """Take the draft of this item as it is."""
        run(self.aaccept(item_id))

    def accept_all(self) -> None:
        """Take every draft that waits as it is, all at once."""
        run(self.aaccept_all())

    def edit(self, item_id: str, lines: Sequence[str] | str, *, confirm: bool = False) -> None:
        """Put the owner's lines in place of the draft; see `aedit`."""
        run(self.aedit(item_id, lines, confirm=confirm))

    def regenerate(self, item_id: str, feedback: str = "") -> None:
        """Write this item anew, following the feedback."""
        run(self.aregenerate(item_id, feedback))

    def skip(self, item_id: str) -> None:
        """Leave this item as the owner's CV has it."""
        run(self.askip(item_id))

    def undo(self, count: int = 1) -> None:
        """Take back the last decisions, the last one first; see `aundo`."""
        run(self.aundo(count))

    def redo(self, count: int = 1) -> None:
        """Decide again what was undone last; see `aredo`."""
        run(self.aredo(count))

    def export(self, directory: Path | str, formats: Sequence[str] = DEFAULT_FORMATS) -> dict[str, Path]:
        """Write the documents and the report, each checked on its own text, and return their paths by file name."""
        return run(self.aexport(directory, formats))

    async def proceed(self) -> None:
        """Begin, or go on where the session stopped, up to the next question or the end."""
        await self._keep(self._runner.proceed())

    async def change_inputs(self, given: Mapping[str, Given | CV | Job | None]) -> None:
        """Go on with other inputs; without any, the files that were given are read again."""
        await self._keep(self._runner.change_inputs(given))

    async def seed(self, values: Mapping[str, Any]) -> None:
        """Put the values of another session into this one, which has none yet."""
        await self._runner.seed(dict(values))

    async def look(self) -> Snapshot:
        """See where the session stands, without running anything."""
        self._snapshot = await self._runner.snapshot()
        return self._snapshot

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Let the work go on while the caller follows `events`."""
        self._feed.begin()
        self._background = submit(work)
        self._background.add_done_callback(lambda _: self._feed.end())

    def publish(self, event: Event) -> None:
        """Tell whoever watches."""
        self._feed(event)

    def _decision(self, item_id: str, action: Action, **details: object) -> Decision:
        """Return a decision about the draft that this object has seen, which may not be the latest one."""
        seen = next((item.attempt for item in self._snapshot.items if item.id == item_id), 0)
        return Decision.model_validate({"item": item_id, "action": action, "attempt": seen, **details})

    async def _decide(self, item_id: str, action: Action, **details: object) -> None:
        await self._answer([self._decision(item_id, action, **details)])

    async def _answer(self, decisions: Sequence[Decision]) -> None:
        await self._keep(self._runner.answer(decisions))

    async def _keep(self, work: Awaitable[Snapshot]) -> None:
        """Await a run, and begin to prepare what will be asked next."""
        with self._feed.running():
            self._snapshot = await work
        if self._snapshot.interrupt:
            self._ahead.begin(self._snapshot.state)

    async def _register(self, snapshot: Snapshot) -> None:
        """Put the session into the list as it stands; the runner calls this while it holds the lock."""
        cost = (await self._toolbox.llm.usage(self.id)).cost if self._toolbox.llm else 0.0
        await asyncio.to_thread(self._registry.put, row_of(self.id, snapshot, self._runner.folder, cost))
