"""What happens during a run, as it is told to whoever watches."""

from typing import Literal

from models.base import Model

EventKind = Literal[
    "reading", "writing", "drafted", "reverted", "waiting", "formatting", "retried", "limit", "fallback", "done"
]


class Event(Model):
    """One thing that happened. `item` and `title` name the item it is about, `detail` says more in plain words."""

    kind: EventKind
    item: str = ""
    title: str = ""
    detail: str = ""
