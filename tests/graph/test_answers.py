"""Answers of every client arrive as decisions; anything else is malformed."""

from typing import Any

import pytest
from pydantic import ValidationError

from graph.answers import ReviewAnswer
from models.review import Decision


@pytest.mark.parametrize(
    ("answer", "decision"),
    [
        ({"decisions": [{"type": "approve"}]}, Decision(action="accept")),
        (
            {"decisions": [{"type": "edit", "edited_action": {"name": "n", "args": {"text": "New"}}}]},
            Decision(action="edit", item="n", text="New"),
        ),
        ({"decisions": [{"type": "reject", "message": "shorter"}]}, Decision(action="regenerate", feedback="shorter")),
        ([{"type": "accept", "args": None}], Decision(action="accept")),
        (
            [{"type": "edit", "args": {"action": "n", "args": {"text": "New"}}}],
            Decision(action="edit", item="n", text="New"),
        ),
        ([{"type": "response", "args": "shorter"}], Decision(action="regenerate", feedback="shorter")),
        ([{"type": "ignore", "args": None}], Decision(action="skip")),
        ([{"action": "skip", "item": "role-2"}], Decision(action="skip", item="role-2")),
    ],
)
def test_each_client_is_understood(answer: Any, decision: Decision) -> None:
    """Chat UI, Inbox and our own sessions mean the same by different forms."""
    assert ReviewAnswer.model_validate(answer).root == [decision]


@pytest.mark.parametrize(
    "answer",
    [
        "approve",
        {},
        [],
        {"decisions": []},
        [{"type": "delete"}],
        [{"type": "edit", "args": {}}],
        {"type": "approve"},
        None,
    ],
)
def test_a_malformed_answer_raises(answer: Any) -> None:
    """A bad answer must not be taken for a decision: the interrupt stays open."""
    with pytest.raises(ValidationError):
        ReviewAnswer.model_validate(answer)
