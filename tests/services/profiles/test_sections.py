"""The sections of a profile, and enhanced wording beside them."""

import json

import pytest

from models.base import Text
from models.cv import CV, Project, Role
from models.facts import facts_of
from services.documents.reader import read_cv
from services.profiles.sections import Wording, sections_of, with_wordings, wording_of
from services.rendering.render import render

CV_GIVEN = CV(
    summary=(Text(text="Nurse with nine years on wards."),),
    roles=(
        Role(id="role-1", title="Nurse", employer="Elm Ward", bullets=(Text(text="Cared for five patients a shift."),)),
        Role(id="role-2", title="Aide", employer="Oak Home"),
    ),
    projects=(Project(id="project-1", name="Falls", bullets=(Text(text="Wrote a checklist."),)),),
)
WORDING = Wording(lines=(("Looked after five patients a shift.", ("role-1/line-1",)),))


def test_sections_are_numbered_in_order() -> None:
    """1 is the summary; a section without text has a number and is not asked about."""
    assert [(section.number, section.id) for section in sections_of(CV_GIVEN)] == [
        (1, "summary"), (2, "role-1"), (4, "project-1"),
    ]  # fmt: skip
    assert [section.number for section in sections_of(CV_GIVEN.model_copy(update={"summary": ()}))] == [2, 4]


@pytest.mark.parametrize("section", ["summary", "role-1", "project-1"])
def test_wording_is_no_fact(section: str) -> None:
    """It stands beside the original, and what the gate looks at is the same as before."""
    cv = with_wordings(CV_GIVEN, {section: WORDING})
    assert facts_of(cv) == facts_of(CV_GIVEN)
    assert wording_of(cv, section) == WORDING
    assert wording_of(CV_GIVEN, section).lines == ()


def test_both_texts_are_in_the_json_resume_and_come_back() -> None:
    """`enhanced_description` beside the original, for summary, roles and projects."""
    cv = with_wordings(CV_GIVEN, dict.fromkeys(("summary", "role-1", "project-1"), WORDING))
    resume = json.loads(render(cv, "json"))
    for entry in (resume["basics"], resume["work"][0], resume["projects"][0]):
        assert entry["enhanced_description"] == "Looked after five patients a shift."
    assert resume["work"][0]["highlights"] == ["Cared for five patients a shift."]
    again = read_cv(render(cv, "json")).cv
    assert wording_of(again, "role-1") == WORDING


@pytest.mark.parametrize("facts", ["none", [[1], [2], [3]], None])
def test_damaged_wording_is_none(facts: object) -> None:
    """A file that somebody edited is read all the same."""
    role = CV_GIVEN.roles[0].model_copy(update={"kept": {"enhanced_description": "a\nb", "enhanced_facts": facts}})
    assert wording_of(CV_GIVEN.model_copy(update={"roles": (role,)}), "role-1").lines == ()
