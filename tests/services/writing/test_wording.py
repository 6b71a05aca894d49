"""Enhanced wording in place of the owner's lines."""

from models.item import Line
from services.profiles.sections import Wording
from services.writing.wording import reworded

OWN = (
    Line(text="Made dashboards in Tableau.", facts=("role-1/line-1",)),
    Line(text="Cleaned data with SQL.", facts=("role-1/line-2",)),
    Line(text="Taught juniors.", facts=("role-1/line-3",)),
)


def _wording(text: str, *facts: str) -> Wording:
    return Wording(lines=((text, facts),))


def test_a_line_is_said_in_better_words() -> None:
    """One line may stand for two; the others stay."""
    wording = _wording("Cleaned data with SQL for dashboards in Tableau.", "role-1/line-1", "role-1/line-2")
    lines = reworded(OWN, wording, "role-1")
    assert [line.text for line in lines] == ["Cleaned data with SQL for dashboards in Tableau.", "Taught juniors."]


def test_a_skill_that_would_be_lost_keeps_the_owners_line() -> None:
    """Better wording must not hide what a job asks for."""
    assert reworded(OWN, _wording("Made dashboards.", "role-1/line-1"), "role-1") == OWN


def test_wording_of_lines_that_were_not_selected_is_not_used() -> None:
    """It would bring back what was left out."""
    wording = _wording("Made dashboards in Tableau and led.", "role-1/line-1", "role-1/line-9")
    assert reworded(OWN, wording, "role-1") == OWN
