"""What became of an item, one decision after another: nothing that a person decided is ever overwritten."""

from typing import Literal

from models.base import Model
from models.item import Item
from models.review import Decision

RevisionKind = Literal["decided", "undone", "redone"]


class Revision(Model):
    """One step in the history of an item, numbered through the session from 1.

    `shown` is the draft that the person saw, with its verdicts; `outcome` the item after it. `of` is the number of the
    revision that was undone or redone. `at` is ISO 8601 in UTC.
    """

    number: int = 0
    kind: RevisionKind = "decided"
    item: str
    attempt: int
    decision: Decision | None = None
    shown: Item
    outcome: Item
    of: int = 0
    at: str = ""
