"""The units of batch work: a row, the task that is put to many of them, and the question that one call asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from pydantic import BaseModel, JsonValue

from models.batch import RowStatus
from services.batch.form import Form
from services.prompts import Prompt

ROWS = "rows"
"""The input of a batch prompt that holds the rows; it stands last, after what is the same for every call."""
SPARE_TOKENS = 400
"""Room for the answer's frame and for what a reasoning model thinks before it."""


@dataclass(frozen=True)
class Row:
    """One thing to ask about. `number` is how the model names it; rows of one `key` have one answer."""

    number: int
    text: str
    key: str
    label: str = ""
    """What the caller knows it by; the engine does not look at it."""
    refused: tuple[str, ...] = ()
    """Why its last answer was not taken: shown to the model when it is asked again."""
    outages: int = 0
    alone: int = 0
    """How often it was asked in a call of its own."""

    def shown(self) -> str:
        """Return what the model reads."""
        told = "".join(f"\n(your last answer was refused: {reason})" for reason in self.refused[:3])
        return self.text + told


Check = Callable[[Row, BaseModel], tuple[str, ...]]


def _anything(row: Row, answer: BaseModel) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Task:
    """What is asked about each row. The prompt's `max_tokens` is for one row; `check` returns reasons to refuse."""

    prompt: Prompt
    form: Form
    fixed: Mapping[str, str] = field(default_factory=dict)
    check: Check = _anything
    max_rows: int = 20
    session: str = ""

    @property
    def name(self) -> str:
        """Return name and version, as stored answers are kept under."""
        return f"{self.prompt.name}@{self.prompt.version}"


@dataclass(frozen=True)
class Question:
    """One call: a task put to some rows. `fresh` asks again although an answer is in the cache."""

    task: Task
    rows: tuple[Row, ...]
    fresh: bool = False

    @cached_property
    def prompt(self) -> Prompt:
        """Return the task's prompt with room for as many answers as there are rows."""
        room = self.task.prompt.max_tokens * len(self.rows) + SPARE_TOKENS
        return self.task.prompt.model_copy(update={"max_tokens": room})

    @cached_property
    def inputs(self) -> dict[str, str]:
        """Return the prompt's inputs."""
        return {**self.task.fixed, ROWS: "\n".join(row.shown() for row in self.rows)}

    @property
    def output(self) -> type[BaseModel]:
        """Return the model of the answer."""
        return self.task.form.model

    def halves(self) -> tuple["Question", ...]:
        """Return the question in two, or itself when there is nothing to halve."""
        middle = (len(self.rows) + 1) // 2
        parts = (self.rows[:middle], self.rows[middle:])
        return tuple(replace(self, rows=part) for part in parts if part)


@dataclass(frozen=True)
class Outcome:
    """What happened to one row."""

    row: Row
    status: RowStatus
    value: Mapping[str, JsonValue] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    model: str = ""
