"""The document's lines: one grammar in reading order, with nothing empty in it."""

import pytest

from models.base import Text
from models.cv import CV, Basics, Education, Link, Project, Role, Section, SkillGroup
from models.dates import DateRange, YearMonth
from services.rendering.layout import blocks, document_lines
from services.rendering.options import SECTIONS, RenderOptions


def _texts(*lines: str) -> tuple[Text, ...]:
    return tuple(Text(text=line) for line in lines)


def test_every_section_is_printed_in_the_usual_order(cv: CV) -> None:
    """The headings of the fixture, which has something in every section."""
    headings = [block.text for block in blocks(cv) if block.kind == "section"]
    assert headings == [
        "Summary", "Key Qualifications", "Experience", "Projects", "Education", "Certifications", "Skills",
        "Languages", "Volunteering",
    ]  # fmt: skip


def test_a_role_is_a_heading_then_employer_place_and_dates_then_its_lines(cv: CV) -> None:
    """The shape that a parser finds easy."""
    lines = document_lines(cv)
    start = lines.index("Senior Backend Engineer")
    assert lines[start + 1] == "Nordlicht Energie GmbH | Hamburg | 03/2019 – present"
    assert lines[start + 2].startswith("Platform team")


@pytest.mark.parametrize(
    ("role", "lines"),
    [
        (Role(id="role-1", employer="Alpha", place="Bonn"), ("Alpha", "Bonn")),
        (Role(id="role-1", dates=DateRange(text="2019")), ("2019",)),
        (Role(id="role-1", title=" ", bullets=_texts("Wrote code.")), ("Wrote code.",)),
    ],
)
def test_what_a_role_does_not_have_leaves_no_trace(role: Role, lines: tuple[str, ...]) -> None:
    """No empty line, no bar at an end; the first thing known is the heading."""
    assert document_lines(CV(roles=(role,)))[1:] == lines


def test_dates_without_a_spelling_are_printed_in_the_language_of_the_cv() -> None:
    """Our own spelling is used only where the owner has none."""
    dates = DateRange(start=YearMonth(year=2019, month=3), present=True)
    lines = document_lines(CV(language="de", roles=(Role(id="role-1", title="Koch", dates=dates),)))
    assert lines == ("Berufserfahrung", "Koch", "2019-03 – heute")


def test_degree_and_grade_are_told_apart_from_their_neighbours() -> None:
    """A bare number says what it is; other words for a grade stay the owner's."""
    number = Education(id="education-1", degree="MSc", field="Physics", institution="TU Wien", grade="1.3")
    words = number.model_copy(update={"grade": "with distinction"})
    assert document_lines(CV(education=(number,)))[1:] == ("MSc, Physics", "TU Wien | Grade: 1.3")
    assert document_lines(CV(education=(words,)))[2] == "TU Wien | with distinction"


def test_the_tools_of_a_project_stand_under_its_heading() -> None:
    """They are labelled in the language of the CV."""
    project = Project(id="project-1", name="Pegel", skills=("Go", "SQLite"), bullets=_texts("Misst."))
    assert document_lines(CV(language="de", projects=(project,)))[1:] == ("Pegel", "Kenntnisse: Go, SQLite", "Misst.")


def test_a_skill_with_a_comma_of_its_own_stays_one_skill() -> None:
    """The list is then parted by semicolons."""
    group = SkillGroup(label="Office", skills=("Word, Excel", "Access"))
    assert document_lines(CV(skills=(group,)))[1] == "Office: Word, Excel; Access"


def test_sentences_of_a_summary_flow_and_paragraphs_stay_apart() -> None:
    """Written lines become one paragraph; a paragraph of the owner's remains one."""
    cv = CV(summary=_texts("Engineer.", "Builds things.", "First sentence. And a second one.", "An end."))
    paragraphs = [block.text for block in blocks(cv) if block.kind == "paragraph"]
    assert paragraphs == ["Engineer. Builds things.", "First sentence. And a second one.", "An end."]
    assert len(document_lines(cv)) == 5


def test_long_key_qualifications_are_bullets_and_short_ones_share_lines() -> None:
    """Ten phrases need no ten lines; a sentence does need its own."""
    short, long = CV(qualifications=_texts("Python", "Go")), CV(qualifications=_texts("Python", "x" * 41))
    assert {block.kind for block in blocks(short)} == {"section", "tag"}
    assert {block.kind for block in blocks(long)} == {"section", "bullet"}


def test_links_stand_on_a_line_of_their_own_when_the_contact_line_is_full() -> None:
    """Each piece stays whole, and a label that the address says already is not repeated."""
    links = (Link(url="https://github.com/ada", label="GitHub"), Link(url="https://ada.example.org", label="ada"))
    basics = Basics(name="Ada", email="ada@example.org", location="Bonn", links=links)
    assert document_lines(CV(basics=basics.model_copy(update={"links": links[:1]})))[1] == (
        "Bonn | ada@example.org | GitHub: https://github.com/ada"
    )
    assert document_lines(CV(basics=basics))[1:] == (
        "Bonn | ada@example.org",
        "GitHub: https://github.com/ada | https://ada.example.org",
    )


def test_a_section_without_a_heading_gets_one() -> None:
    """Lines that nobody could place are printed all the same."""
    assert document_lines(CV(language="fr", other=(Section(id="other-1", lines=_texts("Permis B")),))) == (
        "Divers",
        "Permis B",
    )


def test_each_section_is_printed_once_whatever_the_order() -> None:
    """A section named twice stands at its first place."""
    options = RenderOptions(section_order=("skills", "skills", "roles"))
    assert options.sections[:2] == ("skills", "roles")
    assert sorted(options.sections) == sorted(SECTIONS)


def test_an_empty_cv_has_no_lines() -> None:
    """Nothing in, nothing out: no heading stands over nothing."""
    assert document_lines(CV()) == ()
