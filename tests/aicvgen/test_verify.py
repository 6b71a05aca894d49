"""`aicvgen verify` and `aicvgen.verify`: any text against a CV."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import aicvgen

Aicvgen = Callable[..., Result]


@pytest.fixture(name="run")
def command_line(aicvgen: Aicvgen) -> Aicvgen:  # the fixture, not the package
    """Return the command line under a name that leaves `aicvgen` to the package."""
    return aicvgen


def test_a_grounded_line_is_exit_0(here: Path, run: Aicvgen) -> None:
    """The owner's own sentence passes, with the fact it rests on."""
    done = run("verify", "--source", "cv.md", "Kept the ledgers of 40 clients in Xero.")
    assert done.exit_code == 0
    assert "✓ Kept the ledgers" in done.stdout and "role-1/line-1" in done.stdout
    assert "1 of 1 lines are grounded." in done.stdout


def test_a_line_that_is_not_grounded_is_exit_1(here: Path, run: Aicvgen) -> None:
    """An invented number fails, and the JSON has exactly the promised form."""
    done = run("verify", "--source", "cv.md", "--json", "Kept the ledgers of 90 clients in Xero.")
    (line,) = json.loads(done.stdout)["lines"]
    assert done.exit_code == 1
    assert list(json.loads(done.stdout)) == ["lines"]
    assert list(line) == ["text", "under", "grounded", "reasons", "facts"]
    assert line["grounded"] is False
    assert list(line["reasons"][0]) == ["rule", "words", "why"]
    assert "90" in " ".join(line["reasons"][0]["words"])


def test_a_role_is_named_with_under(here: Path, run: Aicvgen) -> None:
    """A fact of one role is refused under another."""
    sentence = "Entered invoices in Sage."
    assert run("verify", "--source", "cv.md", "--under", "Tern Press", sentence).exit_code == 0
    assert run("verify", "--source", "cv.md", "--under", "Sallow & Finch", sentence).exit_code == 1
    assert run("verify", "--source", "cv.md", "--under", "Moon Base", sentence).exit_code == 2


@pytest.mark.parametrize("name", ["cv.md", "cv.docx", "cv.pdf"])
def test_a_whole_document_takes_its_scopes_from_its_headings(here: Path, run: Aicvgen, name: str) -> None:
    """A tailored CV in Markdown, DOCX or PDF is grounded line by line in the CV it came from."""
    run("tailor", "cv.md", "ad.md", "--out", "out")
    done = run("verify", "--source", "cv.md", f"out/{name}", "--json")
    lines = json.loads(done.stdout)["lines"]
    assert [line for line in lines if not line["grounded"]] == []
    assert len(lines) >= 10


def test_talents_are_facts_and_stdin_is_a_text(here: Path, run: Aicvgen) -> None:
    """What the owner adds grounds a line; `-` reads the text from standard input."""
    (here / "more.txt").write_text("Ran payroll for 60 staff.\n")
    arguments = ("verify", "--source", "cv.md", "-")
    assert run(*arguments, stdin="Ran payroll for 60 staff.").exit_code == 1
    assert run(*arguments, "--talents", "more.txt", stdin="Ran payroll for 60 staff.").exit_code == 0


def test_the_api_judges_models_bytes_and_text(here: Path) -> None:
    """Pure and synchronous: the same answer from a path, bytes and a CV."""
    from services.documents.reader import read_cv

    path = here / "cv.md"
    given = (path, path.read_bytes(), path.read_text(), read_cv(path).cv)
    answers = [aicvgen.verify(source, "Entered invoices in Sage.\nLed 12 people.") for source in given]
    assert [[line.grounded for line in answer.lines] for answer in answers] == [[True, False]] * 4
    assert answers[0].lines[0].facts == ("role-2/line-1",)
    assert answers[0].lines[1].reasons[0].why
    assert not answers[0].grounded
