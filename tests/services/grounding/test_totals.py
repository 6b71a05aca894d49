"""Years are added up from the dates of positions: of all, of those at an employer, of those with a title."""

import pytest

from tests.services.grounding.builders import RulesOf


@pytest.mark.parametrize(
    "line",
    [
        "More than 16 years of experience",
        "Site manager with over 7 years of experience",
        "Four years as assistant site manager",
        "Four years at Corvane Homes",
        "7 years as a site manager, 4 years as an assistant site manager and 4 years as a joiner",
        "Seven years in Leeds",
        "Worked for three employers",
    ],
)
def test_what_the_dates_add_up_to_passes(career: RulesOf, line: str) -> None:
    """A career, a stay, a title and the number of employers are told by the positions of the CV."""
    assert career(line) == set()


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("duration", "More than 18 years of experience"),
        ("duration", "12 years as a site manager"),
        ("duration", "Seven years as assistant site manager"),
        ("duration", "Ten years at Corvane Homes"),
        ("duration", "Assistant site manager with Corvane Homes for over five years"),
        ("number", "Worked for four employers"),
    ],
)
def test_what_the_dates_do_not_reach_is_refused(career: RulesOf, rule: str, line: str) -> None:
    """Longer than the career, than the stay or than the title lasted, and one employer more, are refused."""
    assert rule in career(line)


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        ("Ran the seed bank for two years", "Ran the seed bank for nine years"),
        ("Wrote a plan for the orchard", "Wrote a nine-year plan for the orchard"),
        ("Wrote a five-year plan for the orchard", "Wrote a nine-year plan for the orchard"),
    ],
)
def test_a_stated_length_is_no_total(against: RulesOf, fact: str, line: str) -> None:
    """Nine years in the position are not nine years of what its fact says took two, nor a plan for nine."""
    assert "duration" in against(fact, line)
