"""What comes next in the tailor graph."""

from typing import Any

import pytest

from graph.routing import PAGE_SIZE, after_check, after_review, next_group
from models.analysis import Analysis
from models.item import Item


def state(review: str, current: list[str], **statuses: str) -> Any:
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
    return {"review": review, "current": current, "items": items, "analysis": Analysis(supports={}, plan=tuple(ids))}


@pytest.mark.parametrize(("review", "count"), [("each", 1), ("page", PAGE_SIZE), ("none", 8)])
def test_a_policy_decides_how_many_items_are_written_at_once(review: str, count: int) -> None:
    """`each` writes one, `page` a page, `none` all but the summary, which is never in a group."""
    group = next_group(state(review, []))
    assert len(group) == count
    assert "summary" not in [item.id for item in group]


def test_what_was_sent_back_is_written_first() -> None:
    """A regenerated item keeps its turn."""
    assert [item.id for item in next_group(state("each", ["role-3"]))] == ["role-3"]


@pytest.mark.parametrize(
    ("review", "current", "statuses", "expected"),
    [
        ("each", ["role-1"], {"role_1": "pending"}, "write"),
        ("each", ["role-1"], {"role_1": "drafted"}, "review"),
        ("none", ["role-1"], {"role_1": "drafted"}, "write"),
        ("each", ["summary"], {"summary": "pending"}, "summarise"),
        ("none", ["summary"], {"summary": "drafted"}, "write"),
    ],
)
def test_after_a_check(review: str, current: list[str], statuses: dict[str, str], expected: str) -> None:
    """A refused draft goes back to the writer, a passed one to the person if there is one."""
    assert after_check(state(review, current, **statuses)) == expected


def test_the_summary_comes_last() -> None:
    """It is written from what was accepted, so everything else is decided before."""
    accepted = {"key_qualifications": "accepted"} | {f"role_{number}": "accepted" for number in range(1, 8)}
    assert after_review(state("each", ["role-7"], **accepted)) == "summarise"
    assert after_review(state("each", ["summary"], **accepted, summary="accepted")) == "assure"
    assert after_review(state("page", ["role-7"], **{**accepted, "role_7": "drafted"})) == "review"
