"""A name is the one that a fact has, word for word, and an employer is one that the CV names as such."""

import pytest

from tests.services.grounding.builders import RulesOf

PRIZE = ("Named Rep of the Quarter in 2021", "Organised the Year of Trees")
CLUBS = ("Worked with Kestrel Rowing Club", "Designed Alder Bridge")
PLANS = "Drew floor plans in Figma"


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (PRIZE, "Rep of the Quarter 2021"),
        (PLANS, "Drew floor plans using Figma"),
        ("Tested the API in Postman", "Tested the Postman API"),
        (CLUBS, "Worked with the Kestrel Rowing Club"),
    ],
)
def test_a_name_of_a_fact_passes(against: RulesOf, facts: str | tuple[str, ...], line: str) -> None:
    """A name keeps its words; an acronym next to a tool is what was done with it."""
    assert against(facts, line) == set()


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (PRIZE, "Named Rep of the Year in 2021"),
        (PLANS, "Drew floor plans in Figma Make"),
        (CLUBS, "Worked with Kestrel Bridge"),
        ("Kept dental records in Keeptooth", "Kept records in Dentally"),
        ("Accessibility Partner Specialist (APS) since 2020", "Author of a prized Story"),
    ],
)
def test_a_name_put_together_is_refused(against: RulesOf, facts: str | tuple[str, ...], line: str) -> None:
    """An award of another span, a tool with one more word, and halves of two names are names of nothing."""
    assert "name" in against(facts, line)


@pytest.mark.parametrize("line", ["Worked for Harrowgate Build", "Joined Corvane Homes in 2015"])
def test_an_employer_passes(career: RulesOf, line: str) -> None:
    """An employer is named with its legal form or without."""
    assert career(line) == set()


@pytest.mark.parametrize("line", ["Worked for University of Wharfe", "Joiner at Aire College", "Worked for Lean Guild"])
def test_a_school_is_no_employer(career: RulesOf, line: str) -> None:
    """Who taught or certified the owner did not employ them."""
    assert "employer" in career(line)
