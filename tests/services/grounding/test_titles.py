"""A title is one that the owner had: at that employer, with the rank and the limits that it had there."""

import pytest

from tests.services.grounding.builders import RulesOf


@pytest.mark.parametrize(
    "line",
    [
        "Joiner and site manager",
        "Worked as a joiner at Pellwood Joinery",
        "Assistant Site Manager at Corvane Homes",
        "Site Manager at Harrowgate Build",
        "Worked as a joiner, assistant site manager and site manager",
    ],
)
def test_a_title_of_the_owner_passes(career: RulesOf, line: str) -> None:
    """A title stands alone, after "as", in a list, or with the employer that gave it."""
    assert career(line) == set()


@pytest.mark.parametrize(
    "line",
    [
        "Senior site manager",
        "Head joiner",
        "Worked as lead joiner",
        "Worked as an electrician",
        "Worked as a joiner, electrician and site manager",
        "Python developer",
    ],
)
def test_a_title_of_nobody_is_refused(career: RulesOf, line: str) -> None:
    """A rank put before a title, and a title of the people who were led, are not the owner's."""
    assert "title" in career(line)


@pytest.mark.parametrize(
    "line",
    [
        "Joiner at Corvane Homes",
        "Site Manager at Corvane Homes",
        "Site Manager at Pellwood Joinery",
        "Site manager at Corvane Homes, once an assistant",
        "As a joiner at Corvane Homes, fitted 300 oak doors",
    ],
)
def test_a_title_at_another_employer_is_refused(career: RulesOf, line: str) -> None:
    """An assistant site manager was no site manager there, and a joiner was one elsewhere."""
    assert "title" in career(line)


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        ("Assisted the head gardener with grafting", "Helped the head gardener with grafting"),
        ("Acting coordinator of the reserve for a year", "Acting coordinator of the reserve"),
        ("Co-author of the book Tides", "Co-author of Tides"),
        ("Wrote the book Tides", "Author of the book Tides"),
        ("Spent nine months as assistant quay engineer", "Nine months as assistant quay engineer"),
        ("Volunteer nurse on a team that neutered 63 cats", "Volunteer nurse, neutering 63 cats in a team"),
        ("Take radiographs as prescribed by the dentist", "Took radiographs, as prescribed by the dentist, and more"),
    ],
)
def test_a_title_told_by_a_fact_passes(against: RulesOf, fact: str, line: str) -> None:
    """A title that a fact names is told as the fact has it, and who wrote a book is its author."""
    assert against(fact, line) == set()


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ("Assisted the head gardener with grafting", "Worked as head gardener"),
        ("Co-wrote the book Tides", "Author of the book Tides"),
        (("Author of a column on tides", "Sold the book Moorland"), "Author of the book Moorland"),
    ],
)
def test_a_title_of_somebody_else_is_refused(against: RulesOf, facts: str | tuple[str, ...], line: str) -> None:
    """Neither whom somebody helped, nor a book they sold or wrote half of, gives them a title."""
    assert "title" in against(facts, line)
