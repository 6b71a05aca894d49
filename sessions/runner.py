"""Drive the tailor graph for one session: run it to the next question, answer it, and tell where it stands.

Whatever a kill or an upgrade left undone is done first, whoever comes next: inputs that the thread has not taken,
decisions in the journal that its items don't know of, a state of an older version, a run that stopped in between.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from filelock import AsyncFileLock, Timeout
from langchain_core.runnables import RunnableConfig
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command, Interrupt

from graph import history
from graph.context import Context
from graph.routing import asked
from graph.state import TailorState, Update
from graph.tailor import graph as tailor
from models.cv import CV
from models.errors import UserError
from models.event import Event
from models.item import Item
from models.job import Job
from models.review import Decision
from services.journal import Journal
from services.toolbox import Toolbox
from sessions.checkpoints import open_saver, prune
from sessions.feed import OnEvent
from sessions.inputs import Given, change_inputs, read_inputs, write_inputs
from sessions.versions import check_version, migration

LOCK_SECONDS = 300
"""How long an answer waits for another one to the same session; a model call may be under way."""
PRUNE_BYTES = 2_000_000
"""Checkpoints grow with the square of the items; from this size on a session that goes on is pruned too."""
ENTRY = "receive"
"""The node in whose name the state is changed from outside: what comes next follows from the values."""

OnRest = Callable[["Snapshot"], Awaitable[None]]
Step = Callable[[TailorState, Journal], Update]
_Graph = CompiledStateGraph[Any, Any, Any, Any]


@dataclass(frozen=True)
class Snapshot:
    """Where a session stands: its state, and the question that is open, if any."""

    values: dict[str, Any]
    interrupt: Interrupt | None = None
    unfinished: bool = False
    """Work is left and no question is open: the run was stopped in between."""

    @property
    def state(self) -> TailorState:
        """Return the values under their types."""
        return cast(TailorState, self.values)

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the items in the order of the plan."""
        items: dict[str, Item] = self.values.get("items", {})
        plan = self.values["analysis"].plan if "analysis" in self.values else ()
        return tuple(items[item_id] for item_id in plan)

    @property
    def asked(self) -> tuple[Item, ...]:
        """Return the items that the open question is about."""
        return tuple(asked(self.state)) if self.interrupt else ()

    @property
    def done(self) -> bool:
        """Tell whether there is a result and nothing is left to do."""
        return "result" in self.values and self.interrupt is None and not self.unfinished


@dataclass
class Runner:
    """One session's way through the graph, over the checkpoints in its folder."""

    session_id: str
    folder: Path
    toolbox: Toolbox
    on_event: OnEvent
    on_rest: OnRest | None = None
    """Awaited with where the session stands whenever the runner has worked on it, before others may."""
    _config: RunnableConfig = field(init=False)
    _path: Path = field(init=False)
    _last: Snapshot | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._path = self.folder / "checkpoints.sqlite"
        self._config = {"configurable": {"thread_id": self.session_id}, "recursion_limit": 10_000}

    @property
    def journal(self) -> Journal:
        """Return the journal of the session's decisions."""
        return Journal(self.folder, self.toolbox.vault)

    async def proceed(self) -> Snapshot:
        """Begin, or go on where the last run stopped; return at once where a question is open or all is done."""
        async with self._at_work() as graph:
            return await self._brought_up(graph)

    async def answer(self, decisions: Sequence[Decision]) -> Snapshot:
        """Apply decisions to the open question and run to the next one.

        Raises:
            UserError: an item is not waiting for an answer, because it was answered already or its turn has not come.
        """
        async with self._at_work() as graph:
            snapshot = await self._brought_up(graph)
            waiting = {item.id: item.attempt for item in snapshot.asked}
            for decision in decisions:
                if waiting.get(decision.item) != decision.attempt:
                    raise UserError(_not_waiting(decision, snapshot))
            if not decisions or snapshot.interrupt is None:
                raise UserError(f"Nothing waits for an answer in session {self.session_id}.")
            answer = {"decisions": [decision.model_dump() for decision in decisions]}
            return await self._run(graph, Command(resume={snapshot.interrupt.id: answer}))

    async def undo(self, count: int) -> Snapshot:
        """Take back the last decisions."""
        return await self._stepped(history.undo, count)

    async def redo(self, count: int) -> Snapshot:
        """Decide again what was undone last."""
        return await self._stepped(history.redo, count)

    async def change_inputs(self, given: Mapping[str, Given | CV | Job | None]) -> Snapshot:
        """Take other inputs, or read those that came from files again, and run to the next question.

        Raises:
            UserError: one of them can't be read; the session stays as it was.
        """
        async with self._at_work() as graph:
            await self._brought_up(graph)
            vault = self.toolbox.vault
            before = await asyncio.to_thread(read_inputs, self.folder, vault)
            if before is None:
                raise UserError(f"Session {self.session_id} has no inputs of its own here; start a new one.")
            try:
                await asyncio.to_thread(change_inputs, self.folder, vault, before, given)
                return await self._brought_up(graph)
            except UserError:
                await asyncio.to_thread(write_inputs, self.folder, vault, before)
                await self._brought_up(graph)
                raise

    async def seed(self, values: Update) -> None:
        """Put values into an empty thread: those of another session, or of one that comes from another machine."""
        async with self.locked(), self._graph() as graph:
            await graph.aupdate_state(self._config, values, as_node=ENTRY)

    async def snapshot(self) -> Snapshot:
        """Return where the session stands, without running anything."""
        async with self._graph() as graph:
            return await self._snapshot(graph)

    @asynccontextmanager
    async def locked(self, seconds: float = LOCK_SECONDS) -> AsyncIterator[None]:
        """Hold the session's lock, across processes: two resumes of one thread at once would both run.

        Raises:
            UserError: another process has held it all the time.
        """
        lock = AsyncFileLock(self.folder / "lock", timeout=seconds, mode=0o600)
        try:
            await lock.acquire()
        except Timeout as error:
            raise UserError(f"Session {self.session_id} is at work in another process; try again later.") from error
        try:
            yield
        finally:
            await lock.release()

    @asynccontextmanager
    async def _at_work(self) -> AsyncIterator[_Graph]:
        """Hold lock and thread. A finished or a big thread keeps its last checkpoint; history is the journal's."""
        async with self.locked():
            async with self._graph() as graph:
                yield graph
            if self._last and (self._last.done or self._path.stat().st_size > PRUNE_BYTES):
                await asyncio.to_thread(prune, self._path)
            if self._last and self.on_rest:
                await self.on_rest(self._last)

    async def _brought_up(self, graph: _Graph) -> Snapshot:
        snapshot = await self._snapshot(graph)
        inputs, late = await asyncio.to_thread(self._not_taken, snapshot)
        if inputs:
            return await self._run(graph, inputs)
        if late:
            await graph.aupdate_state(self._config, late, as_node=ENTRY)
            return await self._run(graph, None)
        return await self._run(graph, None) if snapshot.unfinished else snapshot

    def _not_taken(self, snapshot: Snapshot) -> tuple[Update, Update]:
        """Return the inputs that the thread has not taken, and the update that its values lack."""
        inputs = read_inputs(self.folder, self.toolbox.vault)
        if inputs and any(snapshot.values.get(name) != value for name, value in inputs.values.items()):
            return inputs.values, {}
        late = history.catch_up(snapshot.state, self.journal) if snapshot.items else {}
        return {}, migration(snapshot.values) | late

    async def _stepped(self, step: Step, count: int) -> Snapshot:
        async with self._at_work() as graph:
            snapshot = await self._brought_up(graph)
            for _ in range(count):
                update = await asyncio.to_thread(step, snapshot.state, self.journal)
                await graph.aupdate_state(self._config, update, as_node=ENTRY)
                snapshot = await self._snapshot(graph)
            return await self._run(graph, None)

    async def _run(self, graph: _Graph, given: Any) -> Snapshot:
        context = Context(self.toolbox, self.session_id)
        stream = graph.astream(given, self._config, context=context, stream_mode="custom", durability="sync")
        async for chunk in stream:
            self.on_event(Event.model_validate(chunk))
        snapshot = await self._snapshot(graph)
        for item in snapshot.asked:
            self.on_event(Event(kind="waiting", item=item.id, title=item.title))
        return snapshot

    async def _snapshot(self, graph: _Graph) -> Snapshot:
        state = await graph.aget_state(self._config)
        check_version(state.values)
        question = state.interrupts[0] if state.interrupts else None
        # Tasks, not `next`: that leaves out nodes whose writes are on disk while the step's checkpoint is not.
        self._last = Snapshot(state.values, question, unfinished=bool(state.tasks) and question is None)
        return self._last

    @asynccontextmanager
    async def _graph(self) -> AsyncIterator[_Graph]:
        async with open_saver(self._path, self.toolbox.vault) as saver:
            yield tailor.copy(update={"checkpointer": saver})  # compiling anew would take longer than the answer


def _not_waiting(decision: Decision, snapshot: Snapshot) -> str:
    item_id = decision.item
    if not any(item.id == item_id for item in snapshot.items):
        return f"This session has no item {item_id}; its items are {', '.join(item.id for item in snapshot.items)}."
    if any(item.id == item_id for item in snapshot.asked):
        return f"Item {item_id} has another draft by now; it was answered elsewhere. Look at it and answer again."
    waiting = ", ".join(item.id for item in snapshot.asked) or "none"
    return f"Item {item_id} is not waiting for an answer (waiting: {waiting}); it may have been answered elsewhere."
