"""What comes next: pure functions of the state. A run can be re-entered anywhere, since nothing else decides."""

import hashlib
import json
from collections.abc import Sequence
from typing import Literal

from graph.state import TailorState
from models.item import Item
from services.writing.plan import SUMMARY

PAGE_SIZE = 5
"""Items that a person reviews at once under the policy `page`."""

UNDECIDED = ("drafted", "reverted")

_READ = ("cv", "job", "similar", "talents", "style", "company")
_SIZES = {"each": 1, "page": PAGE_SIZE}

Next = Literal["read_cv", "research", "write", "summarise", "present", "review", "assure", "__end__"]


def basis_of(state: TailorState) -> str:
    """Return a digest of the inputs that everything rests on."""
    given = json.dumps({name: state.get(name) or "" for name in _READ}, sort_keys=True)
    return hashlib.blake2b(given.encode(), digest_size=12).hexdigest()


def onward(state: TailorState) -> Next | Sequence[Next]:
    """Return the next node: read what was not read, then let the first item that is not settled decide."""
    if state.get("basis") != basis_of(state):
        said = state.get("messages")
        return "__end__" if said and not (state.get("cv") and state.get("job")) else ["read_cv", "research"]
    unsettled = next((item for item in planned(state) if not _settled(item, state)), None)
    if unsettled is None:
        return "__end__" if _finished(state) else "assure"
    if unsettled.status == "pending":
        return "summarise" if unsettled.id == SUMMARY else "write"
    return "present" if state.get("messages") else "review"


def planned(state: TailorState) -> list[Item]:
    """Return the items in the order of the plan; none before there is a plan."""
    return [state["items"][item_id] for item_id in state["analysis"].plan] if "analysis" in state else []


def asked(state: TailorState) -> list[Item]:
    """Return the items that a person is asked about now."""
    if state.get("review", "none") == "none":
        return []
    return [item for item in planned(state) if item.status in UNDECIDED][: _size(state)]


def next_group(state: TailorState) -> list[Item]:
    """Return the items to write now: those sent back, else the next ones of the plan, the summary never among them."""
    pending = [item for item in planned(state) if item.status == "pending" and item.id != SUMMARY]
    sent_back = [item for item in pending if item.attempt or item.checks]
    return (sent_back or pending)[: _size(state)]


def _size(state: TailorState) -> int | None:
    return _SIZES.get(state.get("review", "none"))


def _settled(item: Item, state: TailorState) -> bool:
    """Tell whether nothing is left to do for this item: decided, or drafted where nobody reviews."""
    return item.status != "pending" and (item.status not in UNDECIDED or state.get("review", "none") == "none")


def _finished(state: TailorState) -> bool:
    """Tell whether the result is that of the items as they are now."""
    return "result" in state and {item.id: item for item in state["result"].items} == state["items"]
