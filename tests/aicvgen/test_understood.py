"""A CV that is hard to read: its owner sees what was understood, and is asked."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import aicvgen as package
from tests.aicvgen.terminal import Terminal

Aicvgen = Callable[..., Result]
HARD = """\
# Nadia Ferrol

nadia@example.org

## Experience

### Accountant

- Kept the ledgers of 40 clients in Xero.
- Prepared VAT returns every quarter.

### Bookkeeper

- Entered invoices in Sage.

## Skills

Xero, Sage

## Interests

Rowing
"""
ASK = "[y]es  [n]o > "


@pytest.fixture
def hard(here: Path) -> Path:
    """Work in a folder whose `cv.md` names no employers and no dates."""
    (here / "cv.md").write_text(HARD)
    return here


def test_what_was_understood_is_shown_and_no_starts_nothing(hard: Path) -> None:
    """Name, roles, sections, what is kept as it is, and which section is in doubt."""
    with Terminal("tailor", "cv.md", "ad.md", "--out", "out", "--formats", "md") as screen:
        shown = screen.expect(ASK)
        screen.type("n")
        assert screen.ends() == 2
    assert "Name: Nadia Ferrol\nRoles:\n  Accountant, no employer, no dates (2 lines)\n  Bookkeeper, " in shown
    assert "Skills: Xero, Sage\nKept as it is: Interests (1 line)" in shown
    assert "In doubt: Experience (40% sure)" in shown
    assert "Nothing was started." in screen.seen
    assert package.list_sessions() == ()


def test_yes_goes_on_with_the_review(hard: Path) -> None:
    """After the question the session starts as any other."""
    with Terminal("tailor", "cv.md", "ad.md", "--out", "out", "--formats", "md") as screen:
        screen.expect(ASK)
        screen.type("yes")
        assert "1 of 4  Key qualifications" in screen.expect("[q]uit > ")


def test_elsewhere_it_goes_on_and_says_so(hard: Path, aicvgen: Aicvgen) -> None:
    """Without a terminal: one line on stderr, and one among the report's notices."""
    done = aicvgen("tailor", "cv.md", "ad.md", "--json", "--formats", "md")
    assert done.exit_code == 0, done.output
    said = "Your CV was hard to read in parts (Experience)"
    assert done.stderr.splitlines()[0].startswith(said)
    assert [notice["text"][: len(said)] for notice in json.loads(done.stdout)["notices"]] == [said]
    assert said in (hard / "out/ad/report.md").read_text()


def test_yes_as_an_option_accepts(hard: Path) -> None:
    """`--yes` asks nothing before the review."""
    with Terminal("tailor", "cv.md", "ad.md", "--yes", "--out", "out", "--formats", "md") as screen:
        before = screen.expect("[q]uit > ")
    assert ASK not in before
    assert "hard to read in parts" in before


def test_a_cv_that_was_understood_asks_nothing(here: Path, aicvgen: Aicvgen) -> None:
    """Most CVs: not a word about it."""
    done = aicvgen("tailor", "cv.md", "ad.md", "--json", "--formats", "md")
    assert "hard to read" not in done.output


def test_the_file_is_read_once(here: Path, aicvgen: Aicvgen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Showing what was understood does not cost the run a second reading."""
    from agents import cv_analyzer

    read, seen = cv_analyzer.read_cv, []
    monkeypatch.setattr(cv_analyzer, "read_cv", lambda source: seen.append(source) or read(source))
    cv_analyzer._last.cache_clear()
    assert aicvgen("tailor", "cv.md", "ad.md", "--json", "--formats", "md").exit_code == 0
    assert len(seen) == 1
