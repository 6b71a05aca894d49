"""In a summary, work is told of the employer, the town, the position or the project where it was done."""

import pytest

from models.cv import CV, Role
from services.grounding.gate import Gate
from tests.services.grounding.builders import RulesOf, texts


@pytest.mark.parametrize(
    "line",
    [
        "At Corvane Homes, inspected 52 plots a month",
        "At Corvane, reduced material waste by 12 %",
        "As a joiner at Pellwood Joinery, fitted 300 oak doors",
        "Fitted 300 oak doors as a joiner",
        "As an assistant, inspected 52 plots a month",
        "In Whitby, fitted 300 oak doors",
        "In Dovetail Atlas, mapped 90 timber frames",
        "Dovetail Atlas: a map of 90 timber frames in Python",
    ],
)
def test_work_is_told_where_it_was_done(career: RulesOf, line: str) -> None:
    """An employer in full or by its first word, a town, a title and a project name where it was."""
    assert career(line) == set()


@pytest.mark.parametrize(
    "line",
    [
        "At Harrowgate Build, inspected 52 plots a month",
        "Inspected 52 plots a month at Harrowgate Build",
        "Inspected 52 plots a month as a joiner",
        "At Pellwood, reduced material waste by 12 %",
        "In York, fitted 300 oak doors",
        "In Dovetail Atlas, fitted 300 oak doors",
        "As an assistant, fitted 300 oak doors",
    ],
)
def test_work_told_elsewhere_is_refused(career: RulesOf, line: str) -> None:
    """Another employer, town, title or project than that of the fact is refused."""
    assert "other-role" in career(line)


@pytest.mark.parametrize(
    "line",
    [
        "Worked for Corvane Homes and Pellwood Joinery",
        "At Corvane Homes and Pellwood Joinery, inspected plots and fitted doors",
        "Fitted 300 oak doors in Whitby and inspected 52 plots a month in York",
        "Restored staircases (Pellwood Joinery) and planned scaffolding (Corvane Homes)",
        "Joiner at Pellwood Joinery before joining Corvane Homes as assistant site manager",
        "Fitted 300 oak doors at Pellwood Joinery before inspecting 52 plots a month at Corvane Homes",
        "Restored staircases at Pellwood Joinery, then inspected 52 plots a month",
        "Worked as a joiner before planning scaffolding in Zentool",
        "From oak doors in Whitby to 52 plots in York",
        "At Harrowgate Build, led a team of 14, then restored staircases at Pellwood Joinery",
    ],
)
def test_several_places_share_a_line(career: RulesOf, line: str) -> None:
    """Employers in a list or in brackets, and the stages of a career, have each its own work."""
    assert career(line) == set()


@pytest.mark.parametrize(
    "line",
    [
        "At Corvane Homes and Pellwood Joinery, introduced a rota for night deliveries",
        "Fitted 300 oak doors in York and inspected 52 plots a month in Whitby",
        "Restored staircases (Corvane Homes) and planned scaffolding (Pellwood Joinery)",
        "Fitted 300 oak doors at Corvane Homes before inspecting 52 plots a month at Pellwood Joinery",
    ],
)
def test_places_that_changed_are_refused(career: RulesOf, line: str) -> None:
    """Work that has changed its employer or its town with other work of the line is refused."""
    assert "other-role" in career(line)


def test_a_firm_is_named_without_its_legal_form() -> None:
    """A firm with no word of its own is known by all its words before "Ltd"."""
    mill = Role(id="role-1", title="Sawyer", employer="Stone Bay Ltd", bullets=texts("Sawed oak for barns"))
    farm = Role(id="role-2", title="Baker", employer="Slate Hill", bullets=texts("Baked rye bread on hot stone"))
    gate = Gate(CV(roles=(mill, farm)))
    assert gate.judge("At Stone Bay, sawed oak").grounded
    assert not gate.judge("At Stone Bay, baked rye bread").grounded
