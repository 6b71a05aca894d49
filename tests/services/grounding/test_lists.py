"""A number may count what the line itself lists, or add up the numbers in that list."""

import pytest

from tests.services.grounding.builders import RulesOf

WARDS = "Completed placements in stroke, surgery, orthopaedics and mental health"
TOWNS = "Completed placements in stroke (Leeds, York), surgery and mental health"
CLASSES = "Taught two evening classes and one morning class"


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (WARDS, "Completed four placements: stroke, surgery, orthopaedics and mental health"),
        (WARDS, "Completed four placements (stroke, surgery, orthopaedics and mental health)"),
        (TOWNS, "Completed three placements: stroke (Leeds, York), surgery and mental health"),
        (CLASSES, "Taught three classes: two in the evening and one in the morning"),
    ],
)
def test_a_line_may_count_what_it_lists(against: RulesOf, fact: str, line: str) -> None:
    """Four items listed behind the number are four, and two with one are three."""
    assert against(fact, line) == set()


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (WARDS, "Completed five placements: stroke, surgery, orthopaedics and mental health"),
        (WARDS, "Completed four placements: stroke, surgery and mental health"),
        (WARDS, "Completed four placements in stroke, surgery and mental health"),
        (CLASSES, "Taught four classes: two in the evening and one in the morning"),
    ],
)
def test_a_count_that_the_list_does_not_bear_out_is_refused(against: RulesOf, fact: str, line: str) -> None:
    """One more than the list has, or a list that does not follow the number, is refused."""
    assert "number" in against(fact, line)
