"""Every example pair, tailored once for all the tests of this folder."""

import json
from functools import cache
from pathlib import Path

import pytest

from agents.formatter import DEFAULT_FORMATS
from models.tailored import TailoredCV
from services.settings import Settings
from sessions.portal import run
from sessions.start import astart

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PAIRS = [(pair["cv"], pair["job"]) for pair in json.loads((EXAMPLES / "pairs.json").read_text())]


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home that the runs of this folder share."""
    return tmp_path_factory.mktemp("whole")


@pytest.fixture(params=PAIRS, ids=lambda pair: f"{Path(pair[0]).stem}-{Path(pair[1]).stem}")
def outcome(request: pytest.FixtureRequest, shared_home: Path) -> tuple[TailoredCV, dict[str, Path]]:
    """Return the result of a pair, and its documents by file name."""
    return _tailored(*request.param, shared_home)


@cache
def _tailored(cv: str, job: str, home: Path) -> tuple[TailoredCV, dict[str, Path]]:
    settings = Settings(home=home / "home", model="extractive", embedder="wordllama")
    session = run(astart(EXAMPLES / cv, EXAMPLES / job, review="none", settings=settings))
    folder = home / f"{Path(cv).stem}-{Path(job).stem}"
    return session.result, run(session.aexport(folder, DEFAULT_FORMATS))
