"""Every example CV tailored offline to an ad that suits it: each line is the owner's and accounted for."""

import json
from pathlib import Path

import pytest

import aicvgen
from services.rendering.render import document_lines, render

EXAMPLES = Path(__file__).parents[2] / "examples"
PAIRS = json.loads((EXAMPLES / "pairs.json").read_text(encoding="utf-8"))[:7]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> dict[str, aicvgen.TailoredCV]:
    """Return the results by CV, each run once."""
    settings = aicvgen.Settings(home=tmp_path_factory.mktemp("home"), model="extractive")
    return {
        pair["cv"]: aicvgen.tailor(EXAMPLES / pair["cv"], EXAMPLES / pair["job"], settings=settings) for pair in PAIRS
    }


@pytest.mark.parametrize("name", [pair["cv"] for pair in PAIRS])
def test_verify_finds_no_ungrounded_line_in_the_final_document(
    finished: dict[str, aicvgen.TailoredCV], name: str
) -> None:
    """The Markdown we write passes the gate it is sold with, against the CV it came from."""
    text = render(finished[name].cv, "md").decode()
    found = aicvgen.verify(EXAMPLES / name, text)
    assert len(found.lines) > 20
    assert [(line.text, [reason.why for reason in line.reasons]) for line in found.lines if not line.grounded] == []


@pytest.mark.parametrize("name", [pair["cv"] for pair in PAIRS])
def test_at_least_as_much_is_shown_as_before(finished: dict[str, aicvgen.TailoredCV], name: str) -> None:
    """Tailoring never hides a supported requirement, and leaves nothing supported unshown."""
    result = finished[name]
    assert result.after.value >= result.before.value
    assert result.after.headroom == 0


@pytest.mark.parametrize("name", [pair["cv"] for pair in PAIRS])
def test_every_line_of_the_document_has_provenance(finished: dict[str, aicvgen.TailoredCV], name: str) -> None:
    """No text is printed that nobody can trace, section headings aside."""
    result = finished[name]
    traced = " ".join(" ".join(row.text for row in result.provenance).split())
    written = [line.text for item in result.items for line in item.lines if item.status != "skipped"]
    assert written and document_lines(result.cv)
    assert [line for line in written if line not in traced] == []
