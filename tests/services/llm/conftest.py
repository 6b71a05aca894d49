"""What the tests of the client share: a prompt, clients of a stand-in or of a script, a clock."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.llm.client import LLM
from services.llm.types import Answer, Call
from services.prompts import Prompt, parse
from services.settings import Settings
from tests.groq_server.scripted import ScriptedProvider
from tests.groq_server.server import GroqServer
from tests.services.llm.hands import HandClock
from tests.services.llm.words import KEY, PROMPT


@pytest.fixture
def prompt() -> Prompt:
    """Return a small prompt that answers `Draft`."""
    return parse(PROMPT)


@pytest.fixture
def clock() -> HandClock:
    """Return a clock that is moved by hand."""
    return HandClock()


@pytest.fixture
def connect(tmp_path: Path) -> Callable[..., LLM]:
    """Return a function that makes a client of a stand-in, under this test's home."""

    def make(server: GroqServer, **options: object) -> LLM:
        settings = Settings(home=tmp_path, groq_api_base=server.url, groq_api_key=KEY, **options)
        return LLM(settings, clock=server.clock)

    return make


@pytest.fixture
def scripted(tmp_path: Path, clock: HandClock) -> Iterator[Callable[..., tuple[LLM, ScriptedProvider]]]:
    """Return a function that makes a client whose provider is a script, its clock moved by hand."""
    made: list[LLM] = []

    def make(respond: Callable[[Call], str | Answer | Exception], **options: object) -> tuple[LLM, ScriptedProvider]:
        provider = ScriptedProvider(respond)
        settings = Settings(home=tmp_path, groq_api_key=KEY, **options)
        made.append(LLM(settings, provider=provider, clock=clock))
        return made[-1], provider

    yield make
    for llm in made:
        llm.close()
