"""A number, and its year, is the one of the fact that the line is about, whatever other facts count."""

import pytest

from tests.services.grounding.builders import RulesOf

CLUBS = ("Coach a chess club of 25 pupils", "Taught a reading group of 52 pupils")
HIVES = ("Tended 8 hives on the roof of the library", "Sold honey from 31 hives at the winter fair")
GIFTS = ("Raised £4,000 for the lifeboat", "Raised £9,000 for the playground")
TARGET = "Reached 104 % of the target in 2022 and 112 % in 2023"


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (CLUBS, "Coached a chess club of 25 pupils"),
        (HIVES, "Looked after 8 hives on the library roof"),
        (GIFTS, "Raised £4,000 for the lifeboat"),
    ],
)
def test_a_number_stays_with_its_fact(against: RulesOf, facts: tuple[str, ...], line: str) -> None:
    """The number that the fact of the line has passes, though another fact counts the same things."""
    assert against(facts, line) == set()


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (CLUBS, "Coached a chess club of 52 pupils"),
        (HIVES, "Tended 31 hives on the roof of the library"),
        (GIFTS, "Raised £9,000 for the lifeboat"),
        (GIFTS, "For the lifeboat, raised £9,000"),
    ],
)
def test_the_number_of_a_rival_is_refused(against: RulesOf, facts: tuple[str, ...], line: str) -> None:
    """A number of another fact is refused where the fact of the line has its own in that place."""
    assert "number-binding" in against(facts, line)


@pytest.mark.parametrize("line", ["Run a weekend class for 25 apprentices", "Trained two apprentices"])
def test_a_rival_in_another_position_changes_nothing(career: RulesOf, line: str) -> None:
    """Two positions may each have apprentices, and each its own number of them."""
    assert career(line) == set()


def test_the_number_of_another_position_is_refused(career: RulesOf) -> None:
    """Two apprentices of one position are not the weekend class of another."""
    assert "number-binding" in career("Ran a weekend class for two apprentices")


@pytest.mark.parametrize(
    "line",
    [
        "Reached 112 % of the target in 2023 and 104 % in 2022",
        "Achieved 112 % of the target in 2023",
    ],
)
def test_a_value_keeps_its_year(against: RulesOf, line: str) -> None:
    """Two years may change places with all that belongs to them, and one may be left out."""
    assert against(TARGET, line) == set()


@pytest.mark.parametrize(
    "line",
    [
        "Reached 112 % of the target in 2022 and 104 % in 2023",
        "Reached 112 % of the target in 2022",
    ],
)
def test_a_value_with_the_year_of_another_is_refused(against: RulesOf, line: str) -> None:
    """Values that have changed their years are refused."""
    assert "number-binding" in against(TARGET, line)
