"""A whole CV is judged line by line, each line under the heading it stands under."""

import pytest

from models.cv import CV
from models.errors import UserError
from services.grounding.gate import Gate
from services.grounding.outline import Outline
from services.grounding.verify import as_data, verify

DOCUMENT = """# Odile Marchetti
odile@mail.example

## Summary
Operations engineer at home between bakeries and databases.

## Key qualifications
- Go and PostgreSQL

## Experience

### Operations Engineer, Bellweather Bakeries
Norwich | Mar 2019 – Jun 2023
- Led a team of 12 engineers and technicians
- Served **40** wholesale clients

### Junior Developer
*Quillon Library Systems, Sep 2016 – Feb 2019*
- Wrote catalogue reports in Python

## Education
B.S. Computer Science, University of Exmoor

## Skills
**Tools:** Go, Python, PostgreSQL, Terraform

## Languages
- French: B2
- Italian: native
"""


def refused(gate: Gate, document: str) -> list[str]:
    """Return the lines of a document that are not grounded."""
    return [line.text for line in Outline(gate).judge(document.splitlines()) if not line.verdict.grounded]


def test_truthful_document_passes(gate: Gate) -> None:
    """A document that restates the CV has no ungrounded line, headings and contact lines included."""
    assert refused(gate, DOCUMENT) == []


def test_plain_text_document_passes(gate: Gate) -> None:
    """The same document without Markdown, as it is read back from a PDF, passes too."""
    plain = DOCUMENT.replace("#", "").replace("*", "").replace("- ", "• ")
    assert refused(gate, plain) == []


def test_line_under_another_role_is_refused(gate: Gate) -> None:
    """A line moved under another role's heading is refused there."""
    moved = DOCUMENT.replace("- Wrote catalogue reports in Python", "- Led a team of 12 engineers and technicians")
    assert refused(gate, moved) == ["Led a team of 12 engineers and technicians"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Mar 2019 – Jun 2023", "Mar 2018 – Jun 2023"),
        ("Mar 2019 – Jun 2023", "Mar 2019 – present"),
        ("### Operations Engineer", "### Senior Operations Engineer"),
        ("### Junior Developer", "### Developer"),
        ("Bellweather Bakeries\n", "Bellweather Foods\n"),
        ("B.S. Computer", "M.S. Computer"),
        ("French: B2", "French: C2"),
        ("Terraform", "Kubernetes"),
        ("Norwich |", "London |"),
        ("# Odile Marchetti", "# Dr Odile Marchetti"),
    ],
)
def test_changed_identity_is_refused(gate: Gate, old: str, new: str) -> None:
    """A changed title, employer, place, date, degree, level or skill is refused where it stands."""
    assert len(refused(gate, DOCUMENT.replace(old, new, 1))) >= 1


def test_invented_role_is_refused_with_its_lines(gate: Gate) -> None:
    """A role that the CV does not have is refused, and so is all that stands under it."""
    invented = "### Architect, Globex\n- Led a team of 12 engineers and technicians\n\n## Education"
    lines = refused(gate, DOCUMENT.replace("## Education", invented))
    assert lines == ["Architect, Globex", "Led a team of 12 engineers and technicians"]


def test_under_names_a_heading(cv: CV) -> None:
    """`under` may be a scope id, a role's heading or a section."""
    for under in ("role-1", "Operations Engineer, Bellweather Bakeries", "Summary"):
        (line,) = verify(cv, "Led a team of 12 engineers and technicians", under)
        assert line.verdict.grounded
        assert line.under == under


def test_unknown_under_is_the_users_mistake(cv: CV) -> None:
    """A heading that names nothing in the CV is one clear sentence."""
    with pytest.raises(UserError, match="no role"):
        verify(cv, "Led a team", "Astronaut, Globex")


def test_result_has_the_published_form(cv: CV) -> None:
    """The data behind `verify --json` has exactly the published keys."""
    data = as_data(verify(cv, "Led a team of 14 engineers", "role-1"))
    (line,) = data["lines"]
    assert list(line) == ["text", "under", "grounded", "reasons", "facts"]
    assert line["grounded"] is False
    assert line["reasons"][0] == {"rule": "number", "words": ["14"], "why": "The number “14” stands in no fact."}
