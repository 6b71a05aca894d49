"""What a reviewer answers, in the one form that nodes work with."""

from typing import Literal

from models.base import Model

Action = Literal["accept", "edit", "regenerate", "skip"]


class Decision(Model):
    """One answer to one item.

    `item` is its id or the name of its question, "" for the one at this place. `attempt` is the draft that the person
    saw, None for the one at hand. `text` replaces the draft when editing, `feedback` steers a regeneration. `confirmed`
    says that the owner stands by an edit the truth gate can't ground.
    """

    action: Action
    item: str = ""
    text: str = ""
    feedback: str = ""
    confirmed: bool = False
    attempt: int | None = None
