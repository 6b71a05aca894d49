"""A date goes with what its own fact dates; the dates of an entry go with its header."""

import pytest

from tests.services.grounding.builders import RulesOf


@pytest.mark.parametrize(
    "line",
    [
        "HNC in Construction, completed in 2014",
        "Site manager since 2019",
        "Site manager at Harrowgate Build since April 2019",
        "Joined Corvane Homes in 2015",
        "Since 2019, have run a weekend class for 25 apprentices",
    ],
)
def test_the_dates_of_an_entry_date_its_header(career: RulesOf, line: str) -> None:
    """A degree has the year of its end, and a position that goes on has gone on since it began."""
    assert career(line) == set()


@pytest.mark.parametrize(
    "line",
    [
        "HNC in Construction, completed in 2012",
        "HNC in Construction, awarded in 2012",
        "Trained two apprentices in 2014",
        "Restored staircases in 2010",
    ],
)
def test_the_dates_of_an_entry_date_nothing_that_was_done(career: RulesOf, line: str) -> None:
    """A course is not completed when it begins, and a year of a position is not the year of each thing done."""
    assert "number-binding" in career(line)


def test_what_began_later_has_not_gone_on_since(against: RulesOf) -> None:
    """A position is told by its own beginning, not by the year of something done in it."""
    fact = "Opened the seed library in 2020"
    assert against(fact, "Coordinator since 2017") == set()
    assert "direction" in against(fact, "Coordinator since 2020")


@pytest.mark.parametrize(
    ("facts", "line", "rules"),
    [
        (("Opened the seed library in 2020", "Mended the greenhouse in 2022"), "Mended the greenhouse in 2022", set()),
        (
            ("Opened the seed library in 2020", "Mended the greenhouse in 2022"),
            "Mended the greenhouse in 2020",
            {"number-binding"},
        ),
        (("Trained two weavers", "Opened the shop in 2019"), "Trained two weavers in 2019", {"number-binding"}),
    ],
)
def test_a_year_dates_its_own_fact(against: RulesOf, facts: tuple[str, ...], line: str, rules: set[str]) -> None:
    """The year of one thing done is not the year of another."""
    assert against(facts, line) == rules
