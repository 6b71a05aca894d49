"""What happens during a run, as it is told to whoever watches."""

from typing import Literal

from models.base import Model

EventKind = Literal[
    "started",
    "reading",
    "writing",
    "drafted",
    "reverted",
    "waiting",
    "decided",
    "refused",
    "formatting",
    "retried",
    "limit",
    "fallback",
    "done",
]


class Event(Model):
    """One thing that happened. `item` and `title` name the item it is about, `detail` says more in plain words.

    The first one, `started`, carries the session's id as its detail.
    """

    kind: EventKind
    item: str = ""
    title: str = ""
    detail: str = ""
