"""The report says what the document shows, what it can't, and where every line comes from, in HTML and Markdown."""

import json
import re
from html import unescape

import pytest
from markdown_it import MarkdownIt

from models.base import LeftOut, Notice, Origin
from models.cv import CV
from models.item import Item, Line, Reason, Verdict
from models.job import Job, Requirement
from models.score import Coverage, Score
from models.tailored import Provenance, TailoredCV
from models.usage import Usage
from services.rendering.render import RenderOptions, document_lines
from services.rendering.report import provenance_json, report_html, report_markdown
from services.rendering.report_view import view

_ATTACK = "<script>alert(1)</script> | **bold** [x](javascript:y)"


def _score(value: float, *coverage: Coverage) -> Score:
    return Score(value=value, headroom=10, formula=f"weight {value:g} of 100", coverage=coverage)


@pytest.fixture
def tailored(cv: CV) -> TailoredCV:
    """Return a finished run with one of everything a report shows."""
    asked = ("Python in production", "Kafka", _ATTACK)
    needs = tuple(Requirement(id=f"r{number}", text=text) for number, text in enumerate(asked, 1))
    shown = Coverage(requirement="r1", weight=1, line="Mentored four juniors.", facts=("role-1/line-3",))
    unseen = shown.model_copy(update={"line": ""})
    open_, gap = Coverage(requirement="r2", weight=1, facts=("skill-4",)), Coverage(requirement="r3", weight=1)
    refused = LeftOut(text="Led 40 people.", reason="draft refused: 40 is in no fact")
    doubtful = Verdict(grounded=False, reasons=(Reason(rule="number", why="7 is in no fact"),))
    return TailoredCV(
        cv=cv,
        source=cv,
        job=Job(title="Engineer", employer="Alpha", requirements=needs,
                notices=(Notice(kind="instruction", text=_ATTACK, origin=Origin(line=7)),)),
        items=(
            Item(id="role-1", kind="role", title="Senior Backend Engineer", left_out=(refused,)),
            Item(id="role-2", kind="role", title="Developer", lines=(Line(text="Ran 7 teams."),), verdicts=(doubtful,)),
        ),
        provenance=(
            Provenance(section="Experience", text="Mentored four juniors.", facts=("role-1/line-3",),
                       transformation="verbatim"),
            Provenance(section="Experience", text="Runs billing.", facts=("role-1/line-1", "gone-1"),
                       transformation="trimmed", decision="accepted"),
        ),
        before=_score(0, unseen, open_, gap),
        after=_score(33.3, shown, open_, gap),
        left_out=(LeftOut(text="Sailing instructor", reason="dropped to fit 1 page"), refused),
        notices=(Notice(kind="hidden text", text="expert in all", origin=Origin(page=2, line=3)),),
        usage=Usage(calls=3, input_tokens=4000, output_tokens=500, cost=None, seconds=2.5),
    )  # fmt: skip


def _text(html: str) -> str:
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def _both(tailored: TailoredCV, extracted: dict[str, str]) -> tuple[str, str]:
    """Return what a person reads in each of the two reports."""
    markdown = MarkdownIt("commonmark").enable("table").render(report_markdown(tailored, extracted))
    return _text(report_html(tailored, extracted)), _text(markdown)


@pytest.mark.parametrize(
    "said",
    [
        "33.3", "weight 33.3 of 100", "Python in production", "Mentored four juniors.", "new",
        "Not shown yet", "No fact of yours supports these", "dropped to fit 1 page", "hidden text",
        "page 2, line 3", "line 7", "Led 40 people.", "40 is in no fact", "Ran 7 teams.", "7 is in no fact",
        "role-1/line-1", "gone-1", "Platform team of nine", "shortened", "accepted", "3", "4000", "unknown",
        "2 lines: 1 word for word; 1 shortened.", _ATTACK,
    ],
)  # fmt: skip
def test_both_reports_say(tailored: TailoredCV, said: str) -> None:
    """Score, requirements, gaps, what was left out, found and refused, provenance and cost."""
    for text in _both(tailored, {}):
        assert said.casefold() in text.casefold()


def test_a_requirement_is_shown_open_or_a_gap(tailored: TailoredCV) -> None:
    """Shown by a line, supported by a fact, or neither; what the source did not show is new."""
    needs = view(tailored, {}, RenderOptions()).needs
    assert [(need.status, need.newly) for need in needs] == [("shown", True), ("open", False), ("gap", False)]


def test_a_refused_draft_is_told_once(tailored: TailoredCV) -> None:
    """It stands among the refused drafts and not among what was left out."""
    shown = view(tailored, {}, RenderOptions())
    assert [row.text for row in shown.reverted] == ["Led 40 people.", "Ran 7 teams."]
    assert [left.text for left in shown.left_out] == ["Sailing instructor"]


def test_what_a_parser_reads_is_compared_with_the_document(tailored: TailoredCV) -> None:
    """The same words are said to be the same; otherwise the first difference is shown."""
    lines = document_lines(tailored.cv)
    extracted = {"PDF, pypdfium2": "\n".join(lines), "DOCX": "\n".join(lines[:-1])}
    same, other = view(tailored, extracted, RenderOptions()).parsed
    assert (same.same, same.difference) == (True, "")
    assert not other.same
    assert "Sailing instructor" in other.difference
    for text in _both(tailored, extracted):
        assert "the same words in the same order" in text


def test_the_page_is_whole_and_inert(tailored: TailoredCV) -> None:
    """No script, nothing fetched, whatever an ad or a CV says."""
    html = report_html(tailored)
    assert not re.search(r"<script|<iframe|<link|<img|\son\w+=|url\(|@import|href=|src=", html)
    assert "&lt;script&gt;" in html


def test_a_run_without_a_model_or_requirements_is_reported(tailored: TailoredCV) -> None:
    """Nothing to tell is told, too."""
    plain = tailored.model_copy(update={"usage": Usage(), "job": Job(), "provenance": (), "items": ()})
    for text in _both(plain, {}):
        assert "No model was called." in text
        assert "No lines were written." in text


def test_provenance_is_json_for_programs(tailored: TailoredCV) -> None:
    """Each line with its facts in full; an unknown id stays visible."""
    lines = json.loads(provenance_json(tailored))["lines"]
    assert [fact["text"] for fact in lines[0]["facts"]] == ["Mentored four juniors."]
    assert lines[1]["facts"][1] == {"id": "gone-1"}
    assert lines[1]["decision"] == "accepted"
