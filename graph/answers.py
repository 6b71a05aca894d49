"""The answers that clients send to a review interrupt, brought to the one form that nodes work with.

Agent Chat UI and LangChain's own middleware answer `{"decisions": [{"type": "approve" | "edit" | "reject", …}]}`; Agent
Inbox answers `[{"type": "accept" | "edit" | "response" | "ignore", "args": …}]`. Anything else is malformed: it
raises, and the interrupt stays open.
"""

from typing import Any

from pydantic import Field, RootModel, model_validator

from models.review import Action, Decision

_ACTIONS: dict[str, Action] = {
    "approve": "accept",
    "accept": "accept",
    "edit": "edit",
    "reject": "regenerate",
    "response": "regenerate",
    "ignore": "skip",
    "skip": "skip",
}  # fmt: skip


class ReviewAnswer(RootModel[list[Decision]]):
    """One decision for each item that was asked about, in the order of the question."""

    root: list[Decision] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _from_any_client(cls, value: Any) -> Any:
        answers = value.get("decisions") if isinstance(value, dict) else value
        if not isinstance(answers, list) or not answers:
            raise ValueError("an answer is a list of decisions, or an object with the list `decisions`")
        return [_decision(answer) for answer in answers]


def _decision(answer: Any) -> Decision:
    if isinstance(answer, dict) and "action" in answer:
        return Decision.model_validate(answer)  # our own sessions send the form that nodes work with
    if not isinstance(answer, dict) or answer.get("type") not in _ACTIONS:
        raise ValueError(f"a decision has a type out of {', '.join(sorted(_ACTIONS))}")
    action = _ACTIONS[answer["type"]]
    args = answer.get("args")
    feedback = answer.get("message") or (args if isinstance(args, str) else "")
    text = _edited_text(answer) if action == "edit" else ""
    if action == "edit" and not text.strip():
        raise ValueError("an edit needs the new text")
    return Decision(action=action, item=_named(answer), text=text, feedback=feedback)


def _edited_text(answer: dict[str, Any]) -> str:
    """Return the text of an edit: Chat nests it in `edited_action`, Inbox in `args`, each once more in `args`."""
    inner = answer.get("edited_action") or answer.get("args")
    if isinstance(inner, dict) and isinstance(inner.get("args"), dict):
        inner = inner["args"]
    text = inner.get("text") if isinstance(inner, dict) else None
    return text if isinstance(text, str) else ""


def _named(answer: dict[str, Any]) -> str:
    """Return the name of the question that is answered, where the client sends it along: Chat as `name`, Inbox as
    `action`. It tells an answer to another question, from a page that was left open."""
    inner = answer.get("edited_action") or answer.get("args")
    name = inner.get("name") or inner.get("action") if isinstance(inner, dict) else None
    return name if isinstance(name, str) else ""
