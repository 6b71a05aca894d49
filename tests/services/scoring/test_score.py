"""The score is a printed formula over the lines of a document."""

from collections.abc import Callable

import pytest

from models.facts import Fact
from models.job import Job
from models.score import Score
from services.scoring.score import score
from services.scoring.support import Matcher

Jobs = Callable[..., Job]
Facts = Callable[..., list[Fact]]
TEXTS = ("Baked sourdough bread", "Led six cooks", "Sold flowers")


@pytest.fixture
def scored(matcher: Matcher, job: Jobs, facts: Facts) -> Callable[..., Score]:
    """Return a function that scores lines for one job and three facts."""
    wanted = job("Baking bread", "Leading a team", "Welding certificate", nice=("Selling flowers",))
    supports = matcher.supports(wanted, facts(*TEXTS))
    return lambda *lines: score(wanted, [(line, ()) for line in lines], supports, matcher)


def test_shown_weight_over_total_weight(scored: Callable[..., Score]) -> None:
    """Musts weigh 3 and wishes 1: one must and one wish of three musts and one wish are 40 of 100."""
    result = scored("Baked sourdough bread", "Sold flowers")
    assert result.value == 40.0
    assert "2 of 4 requirements shown: weight 4 of 10 × 100 = 40" in result.formula


def test_headroom_is_what_facts_support_beyond(scored: Callable[..., Score]) -> None:
    """What a fact supports and no line shows is headroom; what no fact supports is a gap and no headroom."""
    result = scored("Baked sourdough bread", "Sold flowers")
    assert result.headroom == 30.0
    assert result.gaps == ("req-3",)


def test_each_requirement_names_its_line(scored: Callable[..., Score]) -> None:
    """Each requirement that is shown names the line that shows it best."""
    result = scored(*TEXTS, "Baking bread")
    assert [row.line for row in result.coverage] == ["Baking bread", "Led six cooks", "", "Sold flowers"]
    assert result.headroom == 0.0


def test_an_empty_document_shows_nothing(scored: Callable[..., Score]) -> None:
    """Without lines the score is 0 and all support is headroom."""
    result = scored()
    assert (result.value, result.headroom) == (0.0, 70.0)


def test_a_job_without_requirements(matcher: Matcher) -> None:
    """A job that asks for nothing scores 0 and divides by nothing."""
    assert score(Job(), [("Baked bread", ())], {}, matcher).value == 0.0


def test_more_lines_never_lower_the_score(scored: Callable[..., Score]) -> None:
    """A further line can only add to what is shown."""
    values = [scored(*TEXTS[:count]).value for count in range(4)]
    assert values == sorted(values)


def test_recurrence_multiplies(matcher: Matcher, job: Jobs, facts: Facts) -> None:
    """A requirement that recurs in similar ads counts by its raised weight."""
    plain = job("Baking bread", "Welding certificate")
    raised = plain.requirements[0].model_copy(update={"weight": 6.0, "recurs": 3})
    wanted = plain.model_copy(update={"requirements": (raised, plain.requirements[1])})
    supports = matcher.supports(wanted, facts(*TEXTS))
    assert score(wanted, [("Baked sourdough bread", ())], supports, matcher).value == pytest.approx(66.67)


def test_a_line_can_not_show_years_that_no_fact_supports(matcher: Matcher, job: Jobs, facts: Facts) -> None:
    """Where the years worked are too few, a line about the work does not show the requirement either."""
    wanted = job("5+ years of experience in baking bread")
    line = [("Baked sourdough bread", ())]
    too_few = matcher.supports(wanted, facts(*TEXTS), years=2)
    assert score(wanted, line, too_few, matcher).value == 0.0
    assert score(wanted, line, matcher.supports(wanted, facts(*TEXTS), years=8), matcher).value == 100.0
