"""A short CV and an ad, and settings with and without a model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.settings import Settings
from tests.groq_server.server import GroqServer
from tests.sessions.writer import WRITER

CV = """# Mara Quill
mara@quill.example

## Experience
### Baker, Mill & Oven
2019-03 – present
- Baked 400 loaves of rye bread a day.
- Trained 3 apprentices in sourdough.
- Cut flour waste by 20%.

### Assistant baker, Corner Bread
2015-01 – 2019-02
- Assisted the head baker at the oven.
- Kept the flour stock list in Excel.

### Barista, Bean Yard
2012-05 – 2014-12
- Served coffee to 150 guests a day.
- Repaired the espresso machine.

## Skills
Sourdough, Excel, Rye bread
"""

AD = """# Head baker at Hearth Hall

## Requirements
- Experience with sourdough and rye bread
- Training of apprentices
- Stock lists in Excel

## Nice to have
- Knowledge of coffee machines
"""


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    """Return a CV of three roles as a file."""
    path = tmp_path / "cv.md"
    path.write_text(CV)
    return path


@pytest.fixture
def ad(tmp_path: Path) -> Path:
    """Return an ad as a file."""
    path = tmp_path / "ad.md"
    path.write_text(AD)
    return path


@pytest.fixture
def settings(home: Path) -> Settings:
    """Return the settings of a home without a model."""
    return Settings(home=home)


@pytest.fixture
def server() -> Iterator[GroqServer]:
    """Run a stand-in for the model's server that writes honestly."""
    with GroqServer(WRITER) as running:
        yield running


@pytest.fixture
def with_model(home: Path, server: GroqServer) -> Settings:
    """Return the settings of a home whose model is the stand-in."""
    return Settings(home=home, groq_api_base=server.url, groq_api_key="any", plan="developer")
