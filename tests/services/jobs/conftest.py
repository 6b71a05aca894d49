"""Ads are given as text."""

from collections.abc import Callable

import pytest

from models.base import Origin
from models.document import Document, LayoutLine
from models.job import Job
from services.jobs.ad import parse_job


def _document(text: str) -> Document:
    lines = (LayoutLine(text=line, origin=Origin(line=at)) for at, line in enumerate(text.splitlines(), 1) if line)
    return Document(kind="txt", lines=tuple(lines))


@pytest.fixture
def document() -> Callable[[str], Document]:
    """Return a function that makes a document of a text, empty lines dropped as readers do."""
    return _document


@pytest.fixture
def read() -> Callable[[str], Job]:
    """Return a function that parses an ad given as text."""
    return lambda text: parse_job(_document(text))
