"""What nodes find beside the state: the toolbox of the run, the session's folder, and a way to tell what happens."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from langgraph.config import get_config, get_stream_writer
from langgraph.runtime import Runtime

from graph.state import TailorState
from models.event import Event, EventKind
from models.item import Item
from services.documents.sources import Stored
from services.home import Home
from services.journal import Journal
from services.llm.types import Event as ModelEvent
from services.toolbox import Caller, Toolbox
from services.writing.brief import Brief

INPUTS = "inputs/"
"""How references to what a session keeps of its inputs begin."""

_KINDS: dict[str, EventKind] = {"limit": "limit", "waiting": "limit", "fallback": "fallback"}


@dataclass(frozen=True)
class Context:
    """What `sessions` hands to a run. A server that runs the graph on its own hands over nothing."""

    toolbox: Toolbox | None = None
    session: str = ""


@cache
def _own_toolbox() -> Toolbox:
    return Toolbox()


def is_ours(runtime: Runtime[Context]) -> bool:
    """Tell whether `sessions` runs the graph, and not a server for a client that we don't know."""
    return isinstance(runtime.context, Context) and runtime.context.toolbox is not None


def toolbox_of(runtime: Runtime[Context]) -> Toolbox:
    """Return the run's toolbox, or one built from the environment where a server runs the graph."""
    return (runtime.context.toolbox if isinstance(runtime.context, Context) else None) or _own_toolbox()


def session_of(runtime: Runtime[Context]) -> str:
    """Return the id of the session: that of the thread where a server runs the graph, "" without a thread."""
    if is_ours(runtime):
        return runtime.context.session
    return str(get_config().get("configurable", {}).get("thread_id", ""))


def folder_of(runtime: Runtime[Context]) -> Path | None:
    """Return the session's folder, or None for a run without a thread: nothing of it is kept."""
    session = session_of(runtime)
    return Home(toolbox_of(runtime).home).session(session) if session else None


def journal_of(runtime: Runtime[Context]) -> Journal | None:
    """Return the session's journal, or None for a run without a thread."""
    folder = folder_of(runtime)
    return Journal(folder, toolbox_of(runtime).vault) if folder else None


def given(reference: str, runtime: Runtime[Context]) -> str | Stored:
    """Return an input as agents read it: the content that the session keeps, or the path or text as it was given."""
    folder = folder_of(runtime)
    if not (folder and reference.startswith(INPUTS) and (folder / reference).is_file()):
        return reference
    path = folder / reference
    return Stored(toolbox_of(runtime).vault.read(path), path.name)


def caller_of(runtime: Runtime[Context]) -> Caller:
    """Return whom model calls are made for; what the client has to say goes out with the run's other events."""
    write = get_stream_writer()
    return Caller(session=session_of(runtime), on_event=lambda event: write(relayed(event).model_dump()))


def relayed(event: ModelEvent) -> Event:
    """Return what the client has to say as an event of the run."""
    return Event(kind=_KINDS.get(event.kind, "retried"), title=event.model, detail=event.text)


def brief_of(state: TailorState) -> Brief:
    """Return what items are written from."""
    return Brief(
        cv=state["source"],
        job=state["ad"],
        analysis=state["analysis"],
        tone=state.get("tone", ""),
        today=date.fromisoformat(state["day"]),
        recalled=tuple(state.get("recalled", ())),
    )


def tell(kind: EventKind, item: Item | None = None, detail: str = "") -> None:
    """Tell whoever watches the run what happened."""
    event = Event(kind=kind, item=item.id if item else "", title=item.title if item else "", detail=detail)
    get_stream_writer()(event.model_dump())
