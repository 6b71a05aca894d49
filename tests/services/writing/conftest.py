"""A small fictional CV, job and analysis to write from."""

from datetime import date

import pytest

from models.analysis import Analysis
from models.base import Text
from models.cv import CV, Basics, Project, Role, SkillGroup
from models.dates import DateRange, YearMonth
from models.facts import facts_of
from models.job import Job, Requirement
from services.writing.brief import Brief


def texts(*lines: str) -> tuple[Text, ...]:
    """Return lines as the model holds them."""
    return tuple(Text(text=line) for line in lines)


@pytest.fixture
def cv() -> CV:
    """Return a baker's CV with two roles and a project."""
    return CV(
        basics=Basics(name="Ida Korn"),
        roles=(
            Role(
                id="role-1",
                title="Head baker",
                employer="Mill & Oven",
                dates=DateRange(start=YearMonth(year=2020, month=1), present=True, text="01/2020 - present"),
                description=texts("A bakery with nine staff."),
                bullets=texts(
                    "Baked 400 loaves a day.",
                    "Planned shifts for nine bakers in Excel.",
                    "Swept the floor.",
                    "Ordered flour.",
                    "Kept the oven log.",
                    "Trained two apprentices.",
                    "Opened the shop on Sundays.",
                ),
            ),
            Role(
                id="role-2",
                title="Baker",
                employer="Crumb",
                dates=DateRange(
                    start=YearMonth(year=2016, month=1), end=YearMonth(year=2019, month=12), text="2016 - 2019"
                ),
                bullets=texts("Made sourdough."),
            ),
        ),
        projects=(Project(id="project-1", name="Bread day", bullets=texts("Gave a class for 30 children.")),),
        skills=(SkillGroup(skills=("Sourdough", "Excel", "HACCP")),),
    )


@pytest.fixture
def brief(cv: CV) -> Brief:
    """Return what to write from: the ad asks for shift planning in Excel and for HACCP."""
    job = Job(
        title="Bakery lead",
        requirements=(
            Requirement(id="req-1", text="Shift planning in Excel"),
            Requirement(id="req-2", text="HACCP"),
            Requirement(id="req-3", text="Forklift licence"),
        ),
        skills=("Excel", "HACCP"),
    )
    ids = [fact.id for fact in facts_of(cv)]
    supports = {"req-1": (("role-1/line-3", 0.9), ("skill-2", 0.8)), "req-2": (("skill-3", 1.0),), "req-3": ()}
    ranking = (
        "role-1/line-3",
        "skill-3",
        "skill-2",
        *(i for i in ids if i not in ("role-1/line-3", "skill-3", "skill-2")),
    )
    analysis = Analysis(supports=supports, ranking=ranking, gaps=("req-3",))
    return Brief(cv=cv, job=job, analysis=analysis, tone="", today=date(2026, 1, 15))
