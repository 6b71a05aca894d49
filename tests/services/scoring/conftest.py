"""One matcher with the embedded default for all tests, and jobs of requirements given as text."""

from collections.abc import Callable

import pytest

from models.facts import Fact
from models.job import Job
from services.embeddings.static import WordLlamaEmbedder
from services.jobs.requirements import number
from services.scoring.support import Matcher


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    """Return a matcher with the embedded default."""
    return Matcher(WordLlamaEmbedder())


@pytest.fixture
def job() -> Callable[..., Job]:
    """Return a function that makes a job of musts and wishes."""

    def make(*musts: str, nice: tuple[str, ...] = ()) -> Job:
        wanted = [*((text, "must") for text in musts), *((text, "nice") for text in nice)]
        return Job(requirements=tuple(number(wanted)))

    return make


@pytest.fixture
def facts() -> Callable[..., list[Fact]]:
    """Return a function that makes facts of lines: `f1`, `f2`, …"""
    return lambda *texts: [Fact(id=f"f{at}", kind="line", text=text) for at, text in enumerate(texts, 1)]
