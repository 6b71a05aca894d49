"""What one fact must state alone: numbers with what they count, rates, titles, names, studies and totals."""

import pytest

from models.base import Text
from models.cv import CV, Basics, Education, Role, SkillGroup
from models.dates import DateRange, YearMonth
from services.grounding.gate import Gate

LINES = (
    "Open the bridge for 40 ships a day with 3 deckhands.",
    "Won two of nine tenders in 2020.",
    "Rebuilt the lock three weeks ahead of schedule.",
    "Cut waiting times from 50 to 30 minutes.",
    "No serious accidents since 2016.",
    "Assisted the harbour master with the A$4 million dredging.",
    "Mentored two junior keepers.",
)
CV_OF_A_KEEPER = CV(
    basics=Basics(name="Oda Lund", headline="Bridge Keeper"),
    roles=(
        Role(
            id="role-1",
            title="Bridge Keeper",
            employer="Vik Harbour Board",
            place="Vik",
            dates=DateRange(start=YearMonth(year=2015, month=1), present=True, text="Jan 2015 – present"),
            bullets=tuple(Text(text=line) for line in LINES),
        ),
    ),
    education=(
        Education(id="education-1", degree="PGCE", field="Nautical Teaching", institution="Fjord University"),
        Education(id="education-2", degree="BA", field="Sea History", institution="Cliff College", grade="2:1"),
    ),
    skills=(SkillGroup(skills=("radar", "Norwegian charts (basic)")),),
)
LIES = {
    "another noun": ("role-1", "Open the bridge for 3 ships."),
    "another rate": ("role-1", "Open the bridge for 40 ships a week."),
    "the whole for the part": ("role-1", "Won nine tenders in 2020."),
    "the opposite": ("role-1", "Rebuilt the lock three weeks behind schedule."),
    "another dollar": ("role-1", "Assisted the harbour master with the US$4 million dredging."),
    "a limit lost": ("role-1", "No accidents since 2016."),
    "one of two": ("role-1", "Mentored one junior keeper."),
    "seniors for juniors": ("role-1", "Mentored two senior keepers."),
    "somebody else's title": ("", "Harbour Master with radar skills."),
    "another school": ("", "PGCE, Cliff College."),
    "another grade": ("", "BA in Sea History, first-class honours."),
    "a name put together": ("", "Worked for Vik University."),
    "years of a thing once done": ("", "Ten years of dredging experience."),
    "basics as a skill": ("", "Proficient in Norwegian charts."),
}
TRUTHS = {
    "a difference": ("role-1", "Cut waiting times by 20 minutes."),
    "a safe bound": ("role-1", "Open the bridge for more than 35 ships a day."),
    "the other name of a grade": ("", "BA in Sea History, upper second-class honours, Cliff College."),
    "the same rate": ("role-1", "Open the bridge daily for 40 ships."),
    "a label": ("role-1", "Safety: no serious accidents since 2016."),
    "years in a post": ("", "Over ten years as a bridge keeper."),
    "another spelling of money": ("role-1", "Assisted the harbour master with the AUD 4m dredging."),
}


@pytest.fixture(scope="module")
def gate() -> Gate:
    """Return a gate over the keeper's CV."""
    return Gate(CV_OF_A_KEEPER)


@pytest.mark.parametrize(("under", "text"), LIES.values(), ids=LIES.keys())
def test_what_no_single_fact_states_is_refused(gate: Gate, under: str, text: str) -> None:
    """Words that the CV has only apart, or only with a limit, ground no line."""
    assert not gate.judge(text, under).grounded


@pytest.mark.parametrize(("under", "text"), TRUTHS.values(), ids=TRUTHS.keys())
def test_what_follows_from_one_fact_passes(gate: Gate, under: str, text: str) -> None:
    """Another spelling, a difference, a bound and a label add nothing to what a fact states."""
    assert gate.judge(text, under).reasons == ()
