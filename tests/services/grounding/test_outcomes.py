"""What came of something came of that thing alone: a cause put in front, an outcome added at the end."""

import pytest

from tests.services.grounding.builders import RulesOf

APART = ("Moved the archive to new shelves", "Cut search times by 20 %")
TIED = "Moved the archive to new shelves, cutting search times by 20 %"

RESULTS = ("Wrote the survey", "Published results in the register")
KNOTS = ("Taught knots at the sailing school", "Lifted takings by 8 %")


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (TIED, "Through new shelves, cut search times by 20 %"),
        (TIED, "Moved the archive to new shelves, reducing search times by 20 %"),
        ("Reduced timber waste by 12 % by reusing beams", "By reusing beams, reduced timber waste by 12 %"),
        (RESULTS, "Wrote the survey and published results in the register"),
    ],
)
def test_an_outcome_keeps_its_cause(against: RulesOf, facts: str | tuple[str, ...], line: str) -> None:
    """A cause may go to the front of the line, and "results" that were reported are no outcome."""
    assert against(facts, line) == set()


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (APART, "Through new shelves, cut search times by 20 %"),
        (APART, "Thanks to the archive, cut search times by 20 %"),
        (APART, "By moving the archive, cut search times by 20 %"),
        (APART, "Moved the archive to new shelves, cutting search times by 20 %"),
        (KNOTS, "Knots lifted takings by 8 %"),
        ("Logged 40 falls on the ward", "Logged 40 cases, which reduced falls"),
    ],
)
def test_an_outcome_without_its_cause_is_refused(against: RulesOf, facts: str | tuple[str, ...], line: str) -> None:
    """Two facts side by side are no cause and outcome, and falls that were logged reduced nothing."""
    assert "outcome" in against(facts, line)


def test_a_cause_of_another_fact_of_the_position_is_refused(career: RulesOf) -> None:
    """What was reused saved the waste; what was planned did not."""
    assert career("By reusing timber, reduced material waste by 12 %", "role-2") == set()
    assert "outcome" in career("Through scaffolding, reduced material waste by 12 %", "role-2")
