"""What comes next in the tailor graph."""

from typing import Any

import pytest

from graph.routing import PAGE_SIZE, asked, basis_of, next_group, onward
from models.analysis import Analysis
from models.item import Item


def state(review: str, **statuses: str) -> Any:
    """Build a state of key qualifications, seven roles and the summary with these statuses."""
    ids = ["key-qualifications", *(f"role-{number}" for number in range(1, 8)), "summary"]
    items = {
        item_id: Item.model_validate(
            {
                "id": item_id,
                "kind": "role",
                "title": item_id,
                "status": statuses.get(item_id.replace("-", "_"), "pending"),
            }
        )
        for item_id in ids
    }
    read = {"cv": "cv.md", "job": "ad.md"}
    basis = basis_of(read)  # type: ignore[arg-type]
    return {
        **read,
        "review": review,
        "basis": basis,
        "items": items,
        "analysis": Analysis(supports={}, plan=tuple(ids)),
    }


def sent_back(given: Any, *item_ids: str) -> Any:
    """Return the state with these items pending for another attempt."""
    again = {"status": "pending", "attempt": 1}
    items = {item_id: given["items"][item_id].model_copy(update=again) for item_id in item_ids}
    return {**given, "items": given["items"] | items}


ALL = {"key_qualifications": "accepted"} | {f"role_{number}": "accepted" for number in range(1, 8)}


@pytest.mark.parametrize(("review", "count"), [("each", 1), ("page", PAGE_SIZE), ("none", 8)])
def test_a_policy_decides_how_many_items_are_written_at_once(review: str, count: int) -> None:
    """`each` writes one, `page` a page, `none` all but the summary, which is never in a group."""
    group = next_group(state(review))
    assert len(group) == count
    assert "summary" not in [item.id for item in group]


def test_what_was_sent_back_is_written_first() -> None:
    """A regenerated item keeps its turn."""
    assert [item.id for item in next_group(sent_back(state("each"), "role-3"))] == ["role-3"]


@pytest.mark.parametrize(
    ("review", "statuses", "expected"),
    [
        ("each", {"key_qualifications": "drafted"}, "review"),
        ("each", {"key_qualifications": "accepted"}, "write"),
        ("each", {"key_qualifications": "accepted", "role_1": "reverted"}, "review"),
        ("none", {"key_qualifications": "drafted"}, "write"),
        ("none", {**ALL, "role_7": "drafted"}, "summarise"),
        ("each", ALL, "summarise"),
        ("each", {**ALL, "summary": "accepted"}, "assure"),
        ("page", {**ALL, "role_7": "drafted"}, "review"),
    ],
)
def test_the_first_item_that_is_not_settled_decides(review: str, statuses: dict[str, str], expected: str) -> None:
    """Items are written and asked about in the order of the plan, the summary from what was accepted."""
    assert onward(state(review, **statuses)) == expected


def test_other_inputs_are_read() -> None:
    """A CV or an ad that was not read yet comes before everything that was planned on another one."""
    assert onward({**state("each"), "job": "another.md"}) == ["read_cv", "research"]


def test_a_page_is_asked_about_at_once_and_what_is_left_of_it_again() -> None:
    """Items that an answer leaves open stay on the page."""
    page = {f"role_{number}": "drafted" for number in range(1, 5)} | {"key_qualifications": "accepted"}
    assert [item.id for item in asked(state("page", **page))] == ["role-1", "role-2", "role-3", "role-4"]
    assert asked(state("none", **page)) == []


def test_a_chat_is_shown_the_item_before_it_is_asked() -> None:
    """Clients that live on messages get one before each interrupt."""
    assert onward({**state("each", key_qualifications="drafted"), "messages": ["hello"]}) == "present"
