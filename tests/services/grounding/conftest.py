"""Fictional CVs and their gates, for every test of the truth gate."""

from datetime import date
from functools import cache

import pytest

from models.cv import CV, Basics, Certification, Education, Language, Project, Role, SkillGroup
from services.grounding.gate import Gate
from tests.services.grounding.builders import RulesOf, dates, one_role, texts
from tests.services.grounding.careers import CAREER

TODAY = date(2026, 11, 20)

BAKERY = Role(
    id="role-1",
    title="Operations Engineer",
    employer="Bellweather Bakeries",
    place="Norwich",
    dates=dates((2019, 3), (2023, 6), "Mar 2019 – Jun 2023"),
    bullets=texts(
        "Led a team of 12 engineers and technicians",
        "Built the order service in Go and PostgreSQL, which handles 50K orders per day",
        "Reduced flour waste by 18 % by rescheduling deliveries",
        "Assisted the finance department with the 2021 audit",
        "Did not use Kubernetes; all services ran on Nomad",
        "Part of the working group that chose a new payroll system",
        "Served 40 wholesale clients",
        "Prepare budgets of up to $1.2M",
    ),
)
LIBRARY = Role(
    id="role-2",
    title="Junior Developer",
    employer="Quillon Library Systems",
    dates=dates((2016, 9), (2019, 2), "Sep 2016 – Feb 2019"),
    bullets=texts("Wrote catalogue reports in Python", "Trained 9 librarians in the use of the search page"),
)


@pytest.fixture(scope="session")
def cv() -> CV:
    """Return a CV with two roles, a project, a degree, a certificate, skills, languages and a talent."""
    return CV(
        basics=Basics(name="Odile Marchetti", headline="Operations Engineer", email="odile@mail.example"),
        summary=texts("Engineer at home between bakeries and databases."),
        roles=(BAKERY, LIBRARY),
        projects=(Project(id="project-1", name="Crumbtrail", skills=("Rust",), bullets=texts("Recipe scaling tool")),),
        education=(
            Education(id="education-1", degree="B.S.", field="Computer Science", institution="University of Exmoor"),
        ),
        certifications=(Certification(id="certification-1", name="Scrum Master (PSM I)"),),
        skills=(SkillGroup(label="Tools", skills=("Go", "Python", "PostgreSQL", "Terraform")),),
        languages=(Language(name="French", level="B2"), Language(name="Italian", level="native")),
        talents=texts("At Quillon Library Systems I also ran the staff chess club."),
    )


@pytest.fixture(scope="session")
def gate(cv: CV) -> Gate:
    """Return the gate of that CV, on a fixed day."""
    return Gate(cv, today=TODAY)


@pytest.fixture(scope="session")
def career() -> RulesOf:
    """Return what names the rules that refuse a line about a career in building."""
    gate = Gate(CAREER, today=TODAY)
    return lambda line, under="": {reason.rule for reason in gate.judge(line, under).reasons}


@pytest.fixture(scope="session")
def against() -> RulesOf:
    """Return what names the rules that refuse a line where a position has these facts and no others."""
    gate_of = cache(lambda facts: Gate(one_role(facts), today=TODAY))

    def rules(facts: str | tuple[str, ...], line: str, under: str = "role-1") -> set[str]:
        gate = gate_of((facts,) if isinstance(facts, str) else facts)
        return {reason.rule for reason in gate.judge(line, under).reasons}

    return rules
