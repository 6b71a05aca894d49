"""`aicvgen plan`: what a run will take, before anything is sent."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import aicvgen as package
from tests.groq_server.server import GroqServer
from tests.writers.scripted import writer

Aicvgen = Callable[..., Result]


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a key, and no network to use it in."""
    monkeypatch.setenv("GROQ_API_KEY", "gsk_of_this_test")


def test_a_run_is_foretold_without_a_network(here: Path, aicvgen: Aicvgen, key: None) -> None:
    """Calls, tokens, cost and time per model; in review `each` every item is a call."""
    told = json.loads(aicvgen("plan", "cv.md", "ad.md", "--review", "each", "--json").stdout)
    fast, quality = told["models"]
    assert (fast["model"], fast["calls"]) == ("groq:openai/gpt-oss-20b", 1)
    assert (quality["model"], quality["calls"]) == ("groq:openai/gpt-oss-120b", 4)
    assert told["calls"] == 5
    assert told["charged"] > told["input_tokens"] + told["output_tokens"] > 1000
    assert told["cost"] > 0 and told["finishes"] > told["starts"]
    assert package.list_sessions() == ()


def test_the_limit_that_binds_and_a_bound_that_is_passed_are_told(here: Path, aicvgen: Aicvgen, key: None) -> None:
    """On the free plan the tokens of a minute decide; more than `--max-cost` is said in words."""
    done = aicvgen("plan", "cv.md", "ad.md", "--review", "each", "--max-cost", "0.0001")
    assert done.exit_code == 0, done.output
    said = " ".join(done.stdout.split())
    assert "Review each: 5 calls, " in said
    assert "That is more than $0.0001: the calls that could pass it are not sent" in said
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_without_a_model_nothing_would_be_sent(here: Path, aicvgen: Aicvgen) -> None:
    """The plan is empty, and says how to plan with a model."""
    done = aicvgen("plan", "cv.md", "ad.md")
    assert "nothing is sent, and it costs nothing" in done.stdout
    assert "--model groq:openai/gpt-oss-120b" in done.stdout
    assert json.loads(aicvgen("plan", "cv.md", "ad.md", "--json").stdout)["calls"] == 0


def test_a_file_that_is_not_there_is_exit_2(here: Path, aicvgen: Aicvgen, key: None) -> None:
    """A plan needs the inputs of the run."""
    done = aicvgen("plan", "none.md", "ad.md")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "none.md" in done.stderr


@pytest.mark.parametrize("review", ["none", "page", "each"])
def test_the_calls_are_those_of_the_run(here: Path, review: str) -> None:
    """A run whose drafts all pass makes the calls that were foretold, and no prompt is larger than that."""
    with GroqServer(writer()) as server:
        settings = package.Settings(groq_api_base=server.url, groq_api_key="gsk_of_this_test", plan="developer")
        told = package.plan(here / "cv.md", here / "ad.md", review=review, settings=settings)
        assert server.log == []
        session = package.start(here / "cv.md", here / "ad.md", review=review, settings=settings)
        while session.pending:
            session.accept_all()
    used = session.result.usage
    assert told.calls == used.calls
    assert sum(row.input_tokens for row in told.models) >= used.input_tokens


def test_a_second_model_that_objects_is_foretold_too(here: Path) -> None:
    """With an objector each draft is one call more to the fast model."""
    known = {"groq_api_key": "gsk_of_this_test"}
    plain, more = (
        package.plan(
            here / "cv.md", here / "ad.md", review="none", settings=package.Settings(**known, objector=objector)
        )
        for objector in (False, True)
    )
    assert more.calls == plain.calls + 4


def test_values_of_ours_are_planned_as_they_are(here: Path, key: None) -> None:
    """A `CV` and a `Job` are structured already: nobody is asked about the ad."""
    done = package.tailor(here / "cv.md", here / "ad.md", settings=package.Settings(model="extractive"))
    told = package.plan(done.source, done.job, review="none")
    assert [row.model for row in told.models] == ["groq:openai/gpt-oss-120b"]
    assert told.calls == 2


def test_what_is_kept_from_before_costs_nothing(here: Path) -> None:
    """The plan of a run that was done before is empty; for another CV the ad at least is known."""
    with GroqServer(writer()) as server:
        settings = package.Settings(groq_api_base=server.url, groq_api_key="gsk_of_this_test", plan="developer")
        used = package.tailor(here / "cv.md", here / "ad.md", settings=settings).usage
        again = package.plan(here / "cv.md", here / "ad.md", review="none", settings=settings)
        (here / "cv.md").write_text((here / "cv.md").read_text().replace("40 clients", "41 clients"))
        other = package.plan(here / "cv.md", here / "ad.md", review="none", settings=settings)
    assert (again.calls, again.cached) == (0, used.calls)
    assert (other.calls, other.cached) == (used.calls - 1, 1)
