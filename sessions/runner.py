"""Drive the tailor graph for one session: run it to the next question, answer it, and tell where it stands."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import AsyncFileLock, Timeout
from langchain_core.runnables import RunnableConfig
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command, Interrupt

from graph.context import Context
from graph.tailor import builder
from models.errors import UserError
from models.event import Event
from models.item import Item
from models.review import Decision
from services.toolbox import Toolbox
from sessions.checkpoints import open_saver

OnEvent = Callable[[Event], None]
LOCK_SECONDS = 300
"""How long an answer waits for another one to the same session; a model call may be under way."""


@dataclass(frozen=True)
class Snapshot:
    """Where a session stands: its state, and the question that is open, if any."""

    values: dict[str, Any]
    interrupt: Interrupt | None = None
    unfinished: bool = False
    """Work is left and no question is open: the run was stopped in between."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the items in the order of the plan."""
        items: dict[str, Item] = self.values.get("items", {})
        plan = self.values["analysis"].plan if "analysis" in self.values else ()
        return tuple(items[item_id] for item_id in plan)

    @property
    def asked(self) -> tuple[Item, ...]:
        """Return the items that the open question is about."""
        if self.interrupt is None:
            return ()
        items: dict[str, Item] = self.values["items"]
        return tuple(item for name in self.values["current"] if (item := items[name]).status in ("drafted", "reverted"))


@dataclass
class Runner:
    """One session's way through the graph, over the checkpoints in its folder."""

    session_id: str
    folder: Path
    toolbox: Toolbox
    on_event: OnEvent | None = None
    _config: RunnableConfig = field(init=False)

    def __post_init__(self) -> None:
        self._config = {"configurable": {"thread_id": self.session_id}, "recursion_limit": 10_000}

    async def start(self, inputs: dict[str, Any]) -> Snapshot:
        """Begin, and run to the first question or the end."""
        async with self._locked(), self._graph() as graph:
            return await self._run(graph, inputs)

    async def proceed(self) -> Snapshot:
        """Go on where a stopped run was; return at once where a question is open or all is done."""
        async with self._locked(), self._graph() as graph:
            snapshot = await self._snapshot(graph)
            return await self._run(graph, None) if snapshot.unfinished else snapshot

    async def answer(self, decisions: Sequence[Decision]) -> Snapshot:
        """Apply decisions to the open question and run to the next one.

        Raises:
            UserError: an item is not waiting for an answer, because it was answered already or its turn has not come.
        """
        async with self._locked(), self._graph() as graph:
            snapshot = await self._snapshot(graph)
            waiting = {item.id for item in snapshot.asked}
            for decision in decisions:
                if decision.item not in waiting:
                    raise UserError(_not_waiting(decision.item, snapshot))
            assert snapshot.interrupt is not None
            answer = {"decisions": [decision.model_dump() for decision in decisions]}
            return await self._run(graph, Command(resume={snapshot.interrupt.id: answer}))

    async def snapshot(self) -> Snapshot:
        """Return where the session stands, without running anything."""
        async with self._graph() as graph:
            return await self._snapshot(graph)

    async def _run(self, graph: "CompiledStateGraph[Any, Any, Any, Any]", given: Any) -> Snapshot:
        context = Context(self.toolbox, self.session_id)
        stream = graph.astream(given, self._config, context=context, stream_mode="custom", durability="sync")
        async for chunk in stream:
            if self.on_event:
                self.on_event(Event.model_validate(chunk))
        return await self._snapshot(graph)

    async def _snapshot(self, graph: "CompiledStateGraph[Any, Any, Any, Any]") -> Snapshot:
        state = await graph.aget_state(self._config)
        question = state.interrupts[0] if state.interrupts else None
        return Snapshot(values=state.values, interrupt=question, unfinished=bool(state.next) and question is None)

    @asynccontextmanager
    async def _graph(self) -> "AsyncIterator[CompiledStateGraph[Any, Any, Any, Any]]":
        async with open_saver(self.folder / "checkpoints.sqlite") as saver:
            yield builder.compile(checkpointer=saver)

    @asynccontextmanager
    async def _locked(self) -> AsyncIterator[None]:
        """Hold the session's lock, across processes: two resumes of one thread at once would both run."""
        lock = AsyncFileLock(self.folder / "lock", timeout=LOCK_SECONDS, mode=0o600)
        try:
            await lock.acquire()
        except Timeout as error:
            raise UserError(f"Session {self.session_id} is at work in another process; try again later.") from error
        try:
            yield
        finally:
            await lock.release()


def _not_waiting(item_id: str, snapshot: Snapshot) -> str:
    if not any(item.id == item_id for item in snapshot.items):
        return f"This session has no item {item_id}; its items are {', '.join(item.id for item in snapshot.items)}."
    waiting = ", ".join(item.id for item in snapshot.asked) or "none"
    return f"Item {item_id} is not waiting for an answer (waiting: {waiting}); it may have been answered elsewhere."
