"""Scores of pairs: the tailor run's own, explained by lines, the same for the same input."""

from datetime import date
from pathlib import Path

import pytest

from agents import cv_analyzer
from agents.formatter import score_of
from services.matching.board import Filters, score_all
from services.matching.files import Candidate, candidates, files_in, read_ads
from services.matching.scoring import PairScorer
from services.matching.store import MatchStore
from services.settings import Settings
from services.toolbox import Toolbox
from services.writing.brief import Brief

TODAY = date(2026, 11, 20)
Places = tuple[Path, Path]
TOOLBOX = Toolbox(Settings(home=Path("/nonexistent"), embedder="wordllama"))


@pytest.fixture
def store(tmp_path: Path) -> MatchStore:
    """Return a store of its own."""
    return MatchStore(tmp_path / "home", TOOLBOX.vault)


def _people(places: Places, store: MatchStore) -> dict[str, Candidate]:
    return {candidate.name: candidate for candidate in candidates(files_in(places[1]), store)}


async def test_the_score_is_that_of_a_tailor_run(places: Places, store: MatchStore) -> None:
    """One formula, one rule; only the rounding for the report differs."""
    ads = read_ads(files_in(places[0]))
    scorer = PairScorer(ads, TOOLBOX.matcher, TODAY)
    for candidate in (_people(places, store)["engineer.md"], _people(places, store)["nurse.md"]):
        for ad, numbers in zip(ads, scorer.score(candidate), strict=True):
            analysis, _ = await cv_analyzer.analyse(candidate.cv, ad.job, TOOLBOX, TODAY)
            brief = Brief(cv=candidate.cv, job=ad.job, analysis=analysis, tone="", today=TODAY)
            tailored = score_of(candidate.cv, brief, TOOLBOX)
            assert round(numbers.score, 2) == tailored.value
            pair = scorer.pair(ad, candidate, numbers)
            assert [row.line for row in pair.coverage] == [row.line for row in tailored.coverage]
    store.close()


def test_other_jobs_do_not_change_a_pair(places: Places, store: MatchStore) -> None:
    """Scored alone or among others, a pair has one number."""
    ads = read_ads(files_in(places[0]))
    nurse = _people(places, store)["nurse.md"]
    together = PairScorer(ads, TOOLBOX.matcher, TODAY).score(nurse)
    alone = [PairScorer([ad], TOOLBOX.matcher, TODAY).score(nurse)[0] for ad in ads]
    assert [numbers.score for numbers in together] == [numbers.score for numbers in alone]
    assert [numbers.fit for numbers in together] == pytest.approx([numbers.fit for numbers in alone], abs=1e-3)
    store.close()


def test_each_text_is_embedded_once(places: Places, store: MatchStore) -> None:
    """However many jobs there are."""
    embedded: list[str] = []

    class Counting:
        name, dimensions = TOOLBOX.embedder.name, TOOLBOX.embedder.dimensions

        def embed(self, texts: list[str]) -> object:
            embedded.extend(texts)
            return TOOLBOX.embedder.embed(texts)

    from services.scoring.support import Matcher

    scorer = PairScorer(read_ads(files_in(places[0])), Matcher(Counting()), TODAY)  # type: ignore[arg-type]
    for candidate in _people(places, store).values():
        scorer.score(candidate)
    assert len(embedded) == len(set(embedded)) > 10
    store.close()


def test_a_second_run_scores_nothing(places: Places, store: MatchStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings and pairs are kept by content, also when the files were renamed."""
    ads = read_ads(files_in(places[0]))

    def run() -> list[tuple[float | None, ...]]:
        scorer = PairScorer(ads, TOOLBOX.matcher, TODAY)
        rows = score_all(ads, files_in(places[1]), scorer, store, Filters())
        return sorted((tuple(cell.fit if cell else None for cell in row.numbers) for row in rows), key=str)

    first = run()
    (places[1] / "engineer.md").rename(places[1] / "renamed.md")
    monkeypatch.setattr(PairScorer, "score", None)
    monkeypatch.setattr("services.matching.files.read_cv", None)
    assert run() == first
    store.close()


@pytest.mark.parametrize(
    ("filters", "selected"),
    [
        (Filters(), {"engineer.md", "nurse.md"}),
        (Filters(threshold=50), {"nurse.md"}),
        (Filters(all_musts=True), {"nurse.md"}),
        (Filters(wishes=("Experience with Kafka",)), {"engineer.md"}),
        (Filters(wishes=("Experience with Kafka", "Registered Nurse")), set()),
    ],
)
def test_filters_select(places: Places, store: MatchStore, filters: Filters, selected: set[str]) -> None:
    """By score, by the must-haves of the job, by what a CV must show."""
    ads = [ad for ad in read_ads(files_in(places[0])) if ad.name == "nurse.md"]
    scorer = PairScorer(ads, TOOLBOX.matcher, TODAY)
    rows = list(score_all(ads, files_in(places[1]), scorer, store, filters))
    assert {row.candidate.name for row in rows if any(row.selected)} == selected
    store.close()


def test_what_cannot_be_read_has_no_number(places: Places, store: MatchStore) -> None:
    """`unreadable` is not 0, and it ends nothing; files of other kinds are not looked at."""
    (places[0] / "thin.md").write_text("Join us.")
    ads = read_ads(files_in(places[0]))
    rows = list(
        score_all(
            ads,
            files_in(places[1]),
            PairScorer([ad for ad in ads if not ad.why], TOOLBOX.matcher, TODAY),
            store,
            Filters(),
        )
    )
    assert {row.candidate.name: [cell is None for cell in row.numbers] for row in rows} == {
        "broken.pdf": [True, True, True],
        "engineer.md": [False, False, True],
        "nurse.md": [False, False, True],
    }
    store.close()


def test_a_parser_that_breaks_harms_no_other_candidate(
    places: Places, store: MatchStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it raises."""
    from services.matching import files

    read = files.read_cv
    monkeypatch.setattr(files, "read_cv", lambda source: 1 / 0 if b"Rosalie" in source else read(source))
    found = _people(places, store)
    assert found["nurse.md"].why == "nurse.md can't be read (ZeroDivisionError)."
    assert not found["engineer.md"].why
    store.close()
