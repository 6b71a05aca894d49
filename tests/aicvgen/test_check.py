"""`aicvgen check`: what a parser will miss."""

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Aicvgen = Callable[..., Result]


def test_a_plain_cv_misses_only_its_phone_number(here: Path, aicvgen: Aicvgen) -> None:
    """The finding says what and why, and the exit code lets a script know."""
    done = aicvgen("check", "cv.md")
    assert done.exit_code == 1
    assert "contact: No phone found at the top of the CV." in done.stdout
    assert "1 finding." in done.stdout


def test_nothing_found_is_exit_0(here: Path, aicvgen: Aicvgen) -> None:
    """With the number added, nothing is left to say, in JSON too."""
    cv = here / "cv.md"
    cv.write_text(cv.read_text().replace("nadia@example.org", "nadia@example.org | 020 7946 0958"))
    done = aicvgen("check", "cv.md", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["findings"] == []
    assert aicvgen("check", "cv.md").stdout.strip() == "Nothing here that a parser would miss."


def test_a_cv_of_ours_is_clean(here: Path, aicvgen: Aicvgen) -> None:
    """What we write as PDF and DOCX has nothing but the finding that its source has."""
    aicvgen("tailor", "cv.md", "ad.md", "--out", "out", "--formats", "pdf,docx")
    for name in ("cv.pdf", "cv.docx"):
        findings = json.loads(aicvgen("check", f"out/{name}", "--json").stdout)["findings"]
        assert [finding["kind"] for finding in findings] == ["contact"]
