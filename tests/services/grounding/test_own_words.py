"""What a section of the owner's own making says: prizes and memberships, with the years that go with them."""

import pytest

from models.cv import CV, Basics, Education, Role, Section
from services.grounding.gate import Gate
from tests.services.grounding.builders import dates, texts

CV_OF_A_WEAVER = CV(
    basics=Basics(name="Runa Holt", headline="Weaver"),
    roles=(
        Role(
            id="role-1",
            title="Weaver",
            employer="Tarn Looms",
            dates=dates((2013, 9), None, "Sep 2013 – present"),
            bullets=texts("Weave up to 9 rugs a week", "Shortlisted for the Shuttle award in 2019"),
        ),
    ),
    education=(
        Education(id="education-1", degree="BA", field="Textiles", institution="Cliff College", dates=None),
    ),
    other=(
        Section(id="section-1", heading="Prizes", lines=texts("Indigo prize, Hemp Fair, 2018.")),
        Section(id="section-2", heading="Memberships", lines=texts("Member of the Weavers' Circle since 2018.")),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Winner of the Indigo prize at the Hemp Fair in 2018",
        "Member of the Weavers' Circle since 2018",
        "Up to 9 rugs a week at Tarn Looms",
    ],
)
def test_it_may_be_told_in_a_summary(line: str) -> None:
    """Who has a prize won it, and a number goes with the employer where it was reached."""
    assert Gate(CV_OF_A_WEAVER).judge(line).reasons == ()


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("superlative", "Winner of the Shuttle award in 2019"),
        ("number-binding", "Member of the Weavers' Circle since 2013"),
    ],
)
def test_it_says_no_more(rule: str, line: str) -> None:
    """A place on a shortlist is no prize, and a position's first year is not that of a membership."""
    assert rule in {reason.rule for reason in Gate(CV_OF_A_WEAVER).judge(line).reasons}
