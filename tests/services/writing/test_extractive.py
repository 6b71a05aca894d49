"""The writer that needs no model."""

from dataclasses import replace

from models.cv import CV
from models.item import Item
from services.writing.brief import Brief
from services.writing.experience import months_worked
from services.writing.extractive import MAX_LINES, extract, sentences
from services.writing.plan import plan_items
from tests.services.writing.conftest import texts


def items(brief: Brief) -> dict[str, Item]:
    """Return the planned items by id."""
    planned = plan_items(brief.cv, tuple(brief.facts.values()), brief.analysis.ranking)
    return {item.id: item for item in planned}


def test_every_line_of_a_role_is_the_owners_own(brief: Brief) -> None:
    """Nothing is rewritten: each line is the text of the one fact it cites."""
    item = extract(items(brief)["role-1"], brief)
    assert item.lines
    assert all(line.text == brief.facts[line.facts[0]].text for line in item.lines)


def test_the_line_that_a_requirement_needs_comes_first_and_the_rest_is_named(brief: Brief) -> None:
    """A long role keeps its most relevant lines; each of the others is reported as left out."""
    item = extract(items(brief)["role-1"], brief)
    assert item.lines[0].text == "Planned shifts for nine bakers in Excel."
    assert len(item.lines) == MAX_LINES["role"]
    assert {line.text for line in item.lines} | {left.text for left in item.left_out} == set(item.before)


def test_feedback_brings_a_line_back(brief: Brief) -> None:
    """Offline, the reviewer's words choose among the owner's lines."""
    item = items(brief)["role-1"].model_copy(update={"feedback": "mention the Sundays"})
    assert "Opened the shop on Sundays." in [line.text for line in extract(item, brief).lines]


def test_key_qualifications_start_with_what_the_ad_asks_for(brief: Brief) -> None:
    """HACCP and Excel are asked for and shown; no phrase passes 30 characters."""
    lines = [line.text for line in extract(items(brief)["key-qualifications"], brief).lines]
    assert set(lines[:2]) == {"HACCP", "Excel"}
    assert len(lines) == len(set(lines)) <= 10
    assert max(len(line) for line in lines) <= 30


def test_without_a_summary_one_is_computed(brief: Brief) -> None:
    """Title and years come from the roles and their dates."""
    lines = extract(items(brief)["summary"], brief).lines
    assert lines[0].text == "Head baker with 10 years of experience."
    assert "role-2/dates" in lines[0].facts


def test_overlapping_months_count_once(cv: CV, brief: Brief) -> None:
    """The same role twice is not twice the experience."""
    assert months_worked(cv.roles + cv.roles, brief.today) == months_worked(cv.roles, brief.today) == 121


def test_a_talent_stands_under_the_employer_it_names(brief: Brief, cv: CV) -> None:
    """What the owner adds about an employer is a line of that role; the rest goes where it is needed."""
    added = cv.model_copy(update={"talents": texts("At Crumb I also kept the HACCP files.", "I drive a forklift.")})
    supports = {**brief.analysis.supports, "req-3": (("talent-2", 0.9),)}
    analysis = brief.analysis.model_copy(update={"supports": supports})
    richer = replace(brief, cv=added, analysis=analysis)
    planned = items(richer)
    assert "At Crumb I also kept the HACCP files." in [line.text for line in extract(planned["role-2"], richer).lines]
    assert extract(planned["summary"], richer).lines[-1].text == "I drive a forklift."


def test_an_abbreviation_ends_no_sentence() -> None:
    """A degree in front of its subject stays with it; a year ends a sentence as a word does."""
    assert sentences("B.S. Computer Science. Since 2024. Ph.D. Physics") == [
        "B.S. Computer Science.",
        "Since 2024.",
        "Ph.D. Physics",
    ]
