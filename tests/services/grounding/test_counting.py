"""A number counts what its own fact counts: all of it, as often as that says, and no other thing."""

import pytest

from tests.services.grounding.builders import RulesOf

BIDS = "Won four of eleven bids"
STUDENTS = "Supervised one doctoral student and two exchange students"
GUIDES = "Wrote 5 guides and updated 12 others"
CREW = "Supervised 18 pickers and 4 drivers"
ANIMALS = "Tended 45 dogs and 30 cats"
VISITS = "Carried out 18 visits a day and 4 operations a week"
PUFFINS = ("Counted 30 puffins a day", "Counted eggs every week")


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (BIDS, "Won 4 of 11 bids"),
        (BIDS, "Won four bids"),
        ("Mentored two ferry pilots", "Mentored two pilots of ferries"),
        (STUDENTS, "Supervised one doctoral student"),
        (GUIDES, "Updated 12 guides"),
        ("Mentored one ferry pilot and, later, two more ferry pilots", "Supported one ferry pilot"),
        (CREW, "Supervised 22 pickers and drivers"),
        (CREW, "Supervised 22 people"),
        (ANIMALS, "Tended 75 animals (45 dogs and 30 cats)"),
        (PUFFINS, "Counted 30 puffins daily"),
        (VISITS, "Carried out 4 operations weekly"),
        ("Teach two lessons in six", "Teach two in six lessons"),
        ("Trained 24 registered nurses", "Trained 24 nurses"),
        ("Tested 300 blood and urine samples a day", "Tested 300 samples a day"),
        ("Sorted 300 glass and paper bales a day", "Sorted 300 bales of glass and paper a day"),
        ("Mended 96 of the 110 faults found by a Tallow 2.1 audit", "Mended faults of Tallow 2.1"),
        ("Scored 98/100 at the county inspection", "98/100 at the county inspection"),
        ("Supervise 2 cooks and 1 apprentice on the section", "Run the section, supervising 2 cooks and 1 apprentice"),
        ("Built a footbridge with 11 other volunteers", "One of 12 volunteers who built a footbridge"),
    ],
)
def test_a_number_counts_what_its_fact_counts(against: RulesOf, fact: str, line: str) -> None:
    """A share, a sum of all that was added up, and the same things in other words keep their number."""
    assert against(fact, line) == set()


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (BIDS, "Won eleven bids"),
        ("Mentored two ferry pilots", "Mentored one ferry pilot"),
        ((GUIDES, "Drew 7 maps"), "Updated 12 maps"),
        (CREW, "Supervised 22 drivers"),
        (ANIMALS, "Tended 75 dogs"),
        (PUFFINS, "Counted 30 puffins a week"),
        (VISITS, "Carried out 18 visits weekly"),
        ("Supervised 18 pickers and 4 drivers", "Supervised 18 drivers"),
        ("Trained 24 registered nurses and 3 weavers", "Trained 24 weavers"),
        ("Taught 9 of 12 months abroad", "Taught abroad in all 12 months"),
    ],
)
def test_a_number_counts_nothing_else(against: RulesOf, fact: str, line: str) -> None:
    """The whole is not a share, one is not two, a sum is not of one side alone, a day is no week."""
    assert "number-binding" in against(fact, line)
