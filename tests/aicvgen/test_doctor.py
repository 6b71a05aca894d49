"""`aicvgen doctor` with a key: whether the models answer, what is left, and never the key."""

import json
from collections.abc import Callable

import pytest
from typer.testing import Result

from tests.groq_server.server import GroqServer
from tests.writers.scripted import writer

Aicvgen = Callable[..., Result]
KEY = "gsk_that_nobody_may_see_0123456789"


def test_it_asks_the_models_and_tells_what_is_left(aicvgen: Aicvgen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both models answer; the limits left are told; an address with the path is corrected with a word."""
    with GroqServer(writer()) as server:
        monkeypatch.setenv("GROQ_API_KEY", KEY)
        monkeypatch.setenv("GROQ_API_BASE", f"{server.url}/openai/v1/")
        told = json.loads(aicvgen("doctor", "--json").stdout)
        table = aicvgen("doctor")
    assert table.exit_code == 0, table.output
    assert [row["problem"] for row in told["models"]] == ["", ""]
    assert told["models"][0]["limits"]["tpm"] > 0
    assert told["base"] == server.url
    said = " ".join(table.stdout.split())
    assert "tokens a minute" in said
    assert f"GROQ_API_BASE is the host alone ({server.url})" in said
    assert KEY not in table.output + json.dumps(told)


def test_a_refused_key_is_a_problem_and_is_not_shown(aicvgen: Aicvgen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 1 with the reason; the key is in none of it."""
    with GroqServer(writer(), keys=("gsk_another",)) as server:
        monkeypatch.setenv("GROQ_API_KEY", KEY)
        monkeypatch.setenv("GROQ_API_BASE", server.url)
        done = aicvgen("doctor")
    assert done.exit_code == 1
    assert "✗ " in done.stdout and "key" in done.stdout
    assert KEY not in done.output
