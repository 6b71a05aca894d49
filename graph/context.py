"""What nodes find beside the state: the toolbox of the run, and a way to tell what happens."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from langgraph.config import get_stream_writer
from langgraph.runtime import Runtime

from graph.state import TailorState
from models.event import Event, EventKind
from models.item import Item
from services.llm.types import Event as ModelEvent
from services.toolbox import Caller, Toolbox
from services.writing.brief import Brief

_KINDS: dict[str, EventKind] = {"limit": "limit", "waiting": "limit", "fallback": "fallback"}


@cache
def _own_toolbox() -> Toolbox:
    return Toolbox()


@dataclass(frozen=True)
class Context:
    """What `sessions` hands to a run. A server that runs the graph on its own gets it built from the environment."""

    toolbox: Toolbox = field(default_factory=_own_toolbox)
    session: str = ""


def toolbox_of(runtime: Runtime[Context]) -> Toolbox:
    """Return the run's toolbox, or one built from the environment where a server runs the graph."""
    return runtime.context.toolbox if isinstance(runtime.context, Context) else _own_toolbox()


def caller_of(runtime: Runtime[Context]) -> Caller:
    """Return whom model calls are made for; what the client has to say goes out with the run's other events."""
    session = runtime.context.session if isinstance(runtime.context, Context) else ""
    write = get_stream_writer()

    def relay(event: ModelEvent) -> None:
        kind: EventKind = _KINDS.get(event.kind, "retried")
        write(Event(kind=kind, title=event.model, detail=event.text).model_dump())

    return Caller(session=session, on_event=relay)


def brief_of(state: TailorState) -> Brief:
    """Return what items are written from."""
    return Brief(
        cv=state["source"],
        job=state["ad"],
        analysis=state["analysis"],
        tone=state.get("tone", ""),
        today=date.fromisoformat(state["day"]),
    )


def tell(kind: EventKind, item: Item | None = None, detail: str = "") -> None:
    """Tell whoever watches the run what happened."""
    event = Event(kind=kind, item=item.id if item else "", title=item.title if item else "", detail=detail)
    get_stream_writer()(event.model_dump())
