"""Words of one sound or one root are not one word; compounds, acronyms and parted verbs are."""

import pytest

from models.cv import CV, Education
from services.grounding.gate import Gate
from tests.services.grounding.builders import RulesOf

FOOD = "Brought food cost down by 6 %"
LANGUAGE = "Taught English as an additional language"
TEETH = "Applied SDF to milk teeth"


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        ("Ran a monthly meet-up for weavers", "Ran a monthly meetup for weavers"),
        ("Ran a monthly meetup for weavers", "Ran a monthly meet-up for weavers"),
        (FOOD, "Reduced food cost by 6 %"),
        ("Reduced food cost by 6 %", FOOD),
        ("Set the workshop up in a barn", "Established the workshop in a barn"),
        (LANGUAGE, "Taught EAL"),
        (TEETH, "Applied silver diamine fluoride to milk teeth"),
        ("Wrote the harbour dredging plan", "Wrote the HDP"),
        ("Answered RFIs", "Answered an RFI"),
    ],
)
def test_one_word_in_two_forms_passes(against: RulesOf, fact: str, line: str) -> None:
    """A hyphen, a verb in two parts, initials and a long form change nothing."""
    assert against(fact, line) == set()


@pytest.mark.parametrize(
    ("rule", "fact", "line"),
    [
        ("new-words", "Worked in a car park", "Worked in care"),
        ("new-words", "Took care of the garden", "Took a car to the garden"),
        ("new-words", "Drew a plan of the mill", "Flew a plane to the mill"),
        ("new-words", "Ran a monthly meet-up for weavers", "Ran a monthly mix-up for weavers"),
        ("new-words", FOOD, "Increased food cost by 6 %"),
        ("name", LANGUAGE, "Taught EFL"),
        ("new-words", TEETH, "Applied silver nitrate to milk teeth"),
    ],
)
def test_another_word_is_refused(against: RulesOf, rule: str, fact: str, line: str) -> None:
    """Care is no car, a plane no plan, down not up, and other initials are another name."""
    assert rule in against(fact, line)


@pytest.mark.parametrize(
    ("degree", "line", "passes"),
    [
        ("MEd", "Master of Education, University of Wharfe", True),
        ("MEd", "Doctor of Medicine, University of Wharfe", False),
        ("LLM", "Master of Laws, University of Wharfe", True),
        ("LLM", "Master of Science, University of Wharfe", False),
    ],
)
def test_capitals_tell_a_degree(degree: str, line: str, passes: bool) -> None:
    """Degrees that only their capitals tell from other words are read by them."""
    education = Education(id="education-1", degree=degree, institution="University of Wharfe")
    assert Gate(CV(education=(education,))).judge(line).grounded is passes
