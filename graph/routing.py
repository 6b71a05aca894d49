"""What comes next: pure functions of the state."""

from typing import Literal

from graph.state import TailorState
from models.item import Item
from services.writing.plan import SUMMARY

PAGE_SIZE = 5
"""Items that a person reviews at once under the policy `page`."""

UNDECIDED = ("drafted", "reverted")

Next = Literal["write", "summarise", "review", "assure"]


def next_group(state: TailorState) -> list[Item]:
    """Return the items to write now: those sent back, else the next ones of the plan, the summary never among them."""
    items = state["items"]
    sent_back = [items[item_id] for item_id in state.get("current", []) if items[item_id].status == "pending"]
    if sent_back:
        return sent_back
    size = {"each": 1, "page": PAGE_SIZE}.get(state.get("review", "none"))
    return _unwritten(state)[:size]


def after_check(state: TailorState) -> Next:
    """Return to the writer while a draft is refused; then to the person, or on when nobody reviews."""
    if _current(state, "pending"):
        return _writer(state)
    return "review" if state.get("review", "none") != "none" else after_review(state)


def after_review(state: TailorState) -> Next:
    """Write again what was sent back, ask again what is open, else go on along the plan."""
    if _current(state, "pending"):
        return _writer(state)
    if state.get("review", "none") != "none" and _current(state, *UNDECIDED):
        return "review"
    if _unwritten(state):
        return "write"
    return "summarise" if state["items"][SUMMARY].status == "pending" else "assure"


def _current(state: TailorState, *statuses: str) -> list[str]:
    return [item_id for item_id in state.get("current", []) if state["items"][item_id].status in statuses]


def _writer(state: TailorState) -> Next:
    return "summarise" if SUMMARY in _current(state, "pending") else "write"


def _unwritten(state: TailorState) -> list[Item]:
    planned = (state["items"][item_id] for item_id in state["analysis"].plan if item_id != SUMMARY)
    return [item for item in planned if item.status == "pending"]
