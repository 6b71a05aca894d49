"""What the tests of the client share: a prompt, an answer's model, settings of a home of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from services.llm.client import LLM
from services.prompts import Prompt, parse
from services.settings import Settings
from tests.groq_server.server import GroqServer
from tests.services.llm.words import PROMPT

Connect = Callable[..., LLM]


@pytest.fixture
def prompt() -> Prompt:
    """Return a small prompt that answers `Draft`."""
    return parse(PROMPT)


@pytest.fixture
def connect(tmp_path: Path) -> Connect:
    """Return a function that makes a client of a stand-in, under this test's home."""

    def make(server: GroqServer, **options: object) -> LLM:
        settings = Settings(home=tmp_path, groq_api_base=server.url, groq_api_key="gsk_secret_of_this_test", **options)
        return LLM(settings, clock=server.clock)

    return make
