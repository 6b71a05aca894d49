"""A task about numbered words, a model that answers as told, and an engine between them."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, Field

from services.batch.asking import Live
from services.batch.engine import Engine
from services.batch.form import Form
from services.batch.rows import Outcome, Row, Task
from services.batch.store import RowStore
from services.llm.client import LLM
from services.llm.types import Call
from services.prompts import parse
from services.settings import Settings
from services.vault import Vault
from tests.groq_server.scripted import ScriptedProvider

PROMPT = parse(
    """---
name: upper
version: 1
role: fast
inputs: {rows: 100000}
output: Words
max_tokens: 20
temperature: 0
---
## system
Write each word in capitals.
## user
{{ rows }}
"""
)


class Word(BaseModel):
    """One answer."""

    model_config = ConfigDict(extra="forbid")

    id: int
    word: str = Field(max_length=12)


FORM = Form("Words", "words", "id", Word)
Answers = list[dict[str, Any]]


@pytest.fixture
def task() -> Task:
    """Return a task that puts words in capitals."""
    return Task(PROMPT, FORM)


def rows_of(*words: str) -> list[Row]:
    """Return words as rows."""
    return [Row(number, f"{number}: {word}", key=f"key-{word}") for number, word in enumerate(words, 1)]


def asked(call: Call) -> dict[int, str]:
    """Return the words of a call by their numbers."""
    found = re.findall(r"^(\d+): (\w+)", call.messages[1].content, re.M)
    return {int(number): word for number, word in found}


def right(call: Call) -> Answers:
    """Answer every word as asked."""
    return [{"id": number, "word": word.upper()} for number, word in asked(call).items()]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RowStore]:
    """Return a row store of its own."""
    opened = RowStore(tmp_path / "rows.sqlite", Vault())
    yield opened
    opened.close()


class Bench:
    """An engine over a scripted model. `answer` makes the entries of each call, or raises."""

    def __init__(self, home: Path, store: RowStore, answer: Callable[[Call], Answers | Exception]) -> None:
        def respond(call: Call) -> str | Exception:
            given = answer(call)
            return given if isinstance(given, Exception) else json.dumps({"words": given})

        self.provider = ScriptedProvider(respond)
        settings = Settings(home=home, GROQ_API_KEY="k", fast_model="groq:openai/gpt-oss-20b", plan="developer")
        self.llm = LLM(settings, provider=self.provider)
        self.engine = Engine(Live(self.llm, 4), store)

    @property
    def sizes(self) -> list[int]:
        """Return how many words each call asked about."""
        return [len(asked(call)) for call in self.provider.calls]

    async def run(self, task: Task, rows: Sequence[Row]) -> list[Outcome]:
        """Return all outcomes."""
        try:
            return [outcome async for outcome in self.engine.run((task, rows))]
        finally:
            await self.llm.aclose()


@pytest.fixture
def bench(tmp_path: Path, store: RowStore) -> Callable[[Callable[[Call], Answers | Exception]], Bench]:
    """Return a maker of benches over one store, each with limits and a cache of its own."""
    homes = count()
    return lambda answer: Bench(tmp_path / f"home-{next(homes)}", store, answer)
