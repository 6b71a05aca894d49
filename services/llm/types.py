"""What goes to a provider and what comes back; and the seam that a fake replaces in tests."""

from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

from models.usage import Usage
from services.prompts import Message, Prompt

T = TypeVar("T")

Request = tuple[Prompt, Mapping[str, str], type[BaseModel]]
"""A question before it is put to a model: the prompt, its variables, and the form of the answer."""

Mode = Literal["strict", "schema", "object", "text"]
"""How the form of the answer is asked for: constrained decoding, a schema, any JSON object, or in words."""


@dataclass(frozen=True)
class Call:
    """One request. `schema` describes the answer (None = prose); `estimate` is its size in prompt tokens."""

    model: str
    messages: tuple[Message, ...]
    max_tokens: int
    temperature: float
    schema: Mapping[str, Any] | None = None
    schema_name: str = "answer"
    mode: Mode = "text"
    params: Mapping[str, Any] = field(default_factory=dict)
    estimate: int = 0


@dataclass(frozen=True)
class Answer:
    """One response. Token counts of 0 mean that the provider did not say; `headers` are lower-case."""

    text: str
    finish_reason: str = "stop"
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)


class Provider(Protocol):
    """A way to a model. It raises only errors of our tree, and never tries again by itself."""

    async def send(self, call: Call, within: float) -> Answer:
        """Send one request and wait at most `within` real seconds for the whole answer."""
        ...

    def stream(self, call: Call, within: float) -> AsyncGenerator[str | Answer]:
        """Yield the text in pieces as it comes, and at the end one Answer."""
        ...

    async def aclose(self) -> None:
        """Close connections."""
        ...


EventKind = Literal["waiting", "retrying", "repairing", "enlarging", "fallback", "limit", "cut", "corrected"]


@dataclass(frozen=True)
class Event:
    """Something a person may want to see while a call is under way. `text` is one sentence without content."""

    kind: EventKind
    model: str
    text: str
    seconds: float = 0.0


OnEvent = Callable[[Event], None]


@dataclass(frozen=True)
class Reply(Generic[T]):
    """A valid answer: the value, what it cost, which model (`provider:model`), and whether the cache had it."""

    value: T
    usage: Usage
    model: str
    cached: bool = False
    cut: tuple[str, ...] = ()
    """Inputs that were longer than their bound and were cut."""
