"""The match graph through its Python API: streaming, judging, paging, reports."""

import csv
import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import aicvgen
from models.errors import UserError
from models.match import Matching, Pair
from services.batch.overnight import Overnight
from services.llm.types import Call
from services.settings import Settings
from sessions.batch import cell
from tests.groq_server.replies import Request
from tests.groq_server.scripted import ScriptedProvider
from tests.groq_server.server import GroqServer

Places = tuple[Path, Path]
Opinions = list[dict[str, Any]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings without a model."""
    return Settings(home=tmp_path / "home", embedder="wordllama")


@pytest.fixture
def judged(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[list[Pair], ScriptedProvider, Matching]]:
    """Return a run whose finalists a scripted model judges."""

    def run(answer: Callable[[Call], Opinions], **more: Any) -> tuple[list[Pair], ScriptedProvider, Matching]:
        provider = ScriptedProvider(lambda call: json.dumps({"candidates": answer(call)}))
        monkeypatch.setattr("services.llm.engine.make_provider", lambda name, settings: provider)
        keyed = Settings(home=tmp_path / "home", embedder="wordllama", GROQ_API_KEY="k", plan="developer")
        done: list[Matching] = []
        pairs = list(
            aicvgen.match(
                jobs=places[0] / "data.md", cvs=places[1], rerank=2, settings=keyed, on_done=done.append, **more
            )
        )
        return pairs, provider, done[0]

    return run


def candidates_in(call: Call) -> dict[int, list[str]]:
    """Return the lines of each candidate of a call."""
    parts = re.split(r"^candidate (\d+)$", call.messages[1].content, flags=re.M)
    return {
        int(number): [line[2:] for line in body.splitlines() if line.startswith("- ")]
        for number, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def opinions(call: Call, **fields: object) -> Opinions:
    """Judge each candidate by the first line."""
    return [
        {
            "candidate": number,
            "reasons": [{"requirement": 1, "quote": lines[0]}],
            "gaps": [5],
            "fit": 90 - 10 * number,
            **fields,
        }
        for number, lines in candidates_in(call).items()
    ]


def test_every_job_meets_every_candidate(places: Places, settings: Settings) -> None:
    """Each number is explained; the one that can't be read says so."""
    pairs = list(aicvgen.match(jobs=places[0], cvs=places[1], settings=settings))
    assert len(pairs) == 6
    best = max((pair for pair in pairs if pair.status == "scored"), key=lambda pair: pair.fit or 0)
    assert (best.job, best.cv) == ("nurse.md", "nurse.md")
    shown = [row for row in best.coverage if row.shown]
    assert shown
    assert all(row.line and row.strength >= 0.5 for row in shown)
    broken = [pair for pair in pairs if pair.cv == "broken.pdf"]
    assert {(pair.status, pair.score, bool(pair.why)) for pair in broken} == {("unreadable", None, True)}


def test_the_same_input_gives_the_same_numbers(places: Places, tmp_path: Path) -> None:
    """Also in another home, where nothing is kept."""
    runs = [
        [
            pair.model_dump()
            for pair in aicvgen.match(jobs=places[0], cvs=places[1], settings=Settings(home=tmp_path / home))
        ]
        for home in ("one", "two", "one")
    ]
    assert runs[0] == runs[1] == runs[2]


def test_an_empty_set_is_answered_at_once(places: Places, settings: Settings, tmp_path: Path) -> None:
    """No CVs, no pairs, no error; a folder that is not there is one."""
    (tmp_path / "none").mkdir()
    assert list(aicvgen.match(jobs=places[0], cvs=tmp_path / "none", settings=settings)) == []
    with pytest.raises(UserError, match="no file or folder"):
        list(aicvgen.match(jobs=places[0], cvs=tmp_path / "nowhere", settings=settings))


def test_pages_are_cut_from_the_ranking(places: Places, settings: Settings) -> None:
    """The best first, each with its rank."""
    pages = [
        [
            (pair.cv, pair.rank)
            for pair in aicvgen.match(
                jobs=places[0] / "nurse.md", cvs=places[1], page=page, per_page=1, settings=settings
            )
        ]
        for page in (1, 2, 3)
    ]
    assert pages == [[("nurse.md", 1)], [("engineer.md", 2)], []]


def test_a_model_judges_the_best_without_knowing_who_they_are(judged: Callable[..., Any]) -> None:
    """Several a call; its order counts, and its reasons are the candidates' words."""
    pairs, provider, done = judged(opinions)
    assert len(provider.calls) == 1
    sent = json.dumps([message.content for message in provider.calls[0].messages])
    assert not re.search("Percival|Oakhurst|Rosalie|1988|British|Larch|@|male", sent)
    best = next(pair for pair in pairs if pair.rank == 1)
    assert best.cv == "engineer.md"
    assert best.opinion
    assert (best.opinion.fit, best.opinion.gaps) == (80, ("Scala",))
    assert best.opinion.reasons[0].quote == "Percival is a data engineer, and he likes quiet pipelines."
    assert (done.reranked, done.calls) == (2, 1)


@pytest.mark.parametrize("quote", ["Built data pipelines in Rust", "used Scala in production", ""])
def test_a_reason_that_does_not_quote_the_cv_is_dropped(judged: Callable[..., Any], quote: str) -> None:
    """Made up, cut so that it says the opposite, or empty; the others stay."""

    def answer(call: Call) -> Opinions:
        more = {"requirement": 2, "quote": quote}
        return [{**entry, "reasons": [*entry["reasons"], more]} for entry in opinions(call)]

    pairs, _, _ = judged(answer)
    best = next(pair for pair in pairs if pair.rank == 1)
    assert [reason.requirement for reason in best.opinion.reasons] == ["Experience with Python"]


def test_a_claim_without_any_quote_is_asked_about_again(judged: Callable[..., Any]) -> None:
    """And a candidate that can't be judged keeps the place that our number gives."""
    pairs, provider, done = judged(lambda call: opinions(call, reasons=[]))
    assert len(provider.calls) > 1
    assert done.rerank_failed == 2
    assert [pair.cv for pair in sorted(pairs, key=lambda pair: pair.rank or 9)][:2] == ["engineer.md", "nurse.md"]


def test_a_second_run_asks_the_model_nothing(judged: Callable[..., Any]) -> None:
    """Opinions are kept by job and CV."""
    first, _, _ = judged(opinions)
    second, provider, _ = judged(opinions)
    assert provider.calls == []
    assert [pair.opinion for pair in first] == [pair.opinion for pair in second]


def test_the_report_is_a_heat_map_with_a_page_for_each_pair(places: Places, settings: Settings, tmp_path: Path) -> None:
    """Every link leads somewhere, other people's file names are text, and the table opens in a spreadsheet."""
    (places[1] / "nurse.md").rename(places[1] / "=<b>nurse & co.md")
    list(aicvgen.match(jobs=places[0], cvs=places[1], settings=settings, out=tmp_path / "out"))
    page = (tmp_path / "out" / "matches.html").read_text()
    links = re.findall(r'href="(pairs/[^"]+)"', page)
    assert len(set(links)) == 4
    assert all((tmp_path / "out" / link).is_file() for link in links)
    assert "<b>nurse" not in page
    assert "&lt;b&gt;nurse &amp; co.md" in page
    rows = list(csv.DictReader((tmp_path / "out" / "matches.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["status"] for row in rows].count("unreadable") == 2
    assert {row["cv"] for row in rows} == {"'=<b>nurse & co.md", "engineer.md", "broken.pdf"}


def test_a_pair_leads_to_its_files(places: Places, settings: Settings) -> None:
    """To tailor the one to the other; the beginning of its id is enough."""
    pair = next(pair for pair in aicvgen.match(jobs=places[0], cvs=places[1], settings=settings) if pair.id)
    cv, ad = cell(pair.id[:8], settings)
    assert (cv.name, ad.name) == (pair.cv, pair.job)
    with pytest.raises(UserError, match="no pair"):
        cell("000000000000", settings)


def test_all_jobs_are_judged_in_one_batch_overnight(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At half the price, with the opinions that ordinary calls give; the next run asks nothing."""

    def respond(request: Request) -> str:
        parts = re.split(r"^candidate (\d+)$", request["messages"][1]["content"], flags=re.M)
        lines = [next(line[2:] for line in body.splitlines() if line.startswith("- ")) for body in parts[2::2]]
        found = zip(map(int, parts[1::2]), lines, strict=True)
        entries = [
            {"candidate": number, "reasons": [{"requirement": 1, "quote": line}], "gaps": [], "fit": 70}
            for number, line in found
        ]
        return json.dumps({"candidates": entries})

    monkeypatch.setattr("services.batch.workshop.Overnight", partial(Overnight, poll=0.01))
    with GroqServer(respond) as server:
        keyed = Settings(home=tmp_path / "home", embedder="wordllama", GROQ_API_KEY="k", GROQ_API_BASE=server.url)
        for calls in (2, 0):
            done: list[Matching] = []
            run = aicvgen.match(
                jobs=places[0], cvs=places[1], rerank=2, overnight=True, settings=keyed, on_done=done.append
            )
            opinions = [pair.opinion for pair in run if pair.opinion]
            assert [opinion.fit for opinion in opinions] == [70] * 4
            assert done[0].calls == calls
            assert done[0].cost == pytest.approx((done[0].ordinary_cost or 0) / 2)
        assert len(server.batches.batches) == 1
