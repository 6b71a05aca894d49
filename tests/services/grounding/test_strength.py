"""How much of the work was the owner's, what widens it, and verbs that belong to something else."""

import pytest

from tests.services.grounding.builders import RulesOf

AUDIT = "Contributed to the audit by reviewing 40 records"
QUAY = "Under the supervision of a surveyor, measured the quay"
FAIR = "Drew the plans before a partner agency ran the fair"
SITE = "Drew the maps for the tide site, built by Aire Studios in Pelt"
POTTERS = "Hired two potters, both promoted since"


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (AUDIT, "Reviewed 40 records"),
        (AUDIT, "Reviewed 40 records for the audit"),
        (QUAY, "Measured the quay under supervision of a surveyor"),
        (FAIR, "Drew the plans before the fair was run"),
        (POTTERS, "Hired two potters who were both promoted"),
        ("Inspected the mill at intervals of two weeks", "Inspected the mill every two weeks"),
        ("Covered the lock 24/7", "Provided 24/7 lock cover"),
        ("Led a team of five on the quay", "Headed a team of five"),
        ("Wrote two chapters of the tide manual", "Wrote two chapters of the manual on tides"),
        ("Assist two surgeons, seeing 28 patients a day", "Seeing 28 patients a day, assist two surgeons"),
        ("Main contact for 17 growers, including Orrin Pears", "Main contact for 17 growers, Orrin Pears among them"),
    ],
)
def test_the_same_part_passes(against: RulesOf, fact: str, line: str) -> None:
    """By what somebody contributed they did themselves, and "every two weeks" widens nothing."""
    assert against(fact, line) == set()


@pytest.mark.parametrize(
    ("rule", "facts", "line"),
    [
        ("responsibility", AUDIT, "Led the audit"),
        ("responsibility", AUDIT, "Managed the audit"),
        ("responsibility", "Contributed to the audit while reviewing 40 records", "Reviewed 40 records"),
        ("responsibility", "Assisted with reviewing 40 records", "Reviewed 40 records"),
        ("responsibility", QUAY, "Supervised a surveyor"),
        ("responsibility", "Under supervision of a surveyor, led the dredging", "Led the dredging"),
        ("responsibility", "Led the survey of the quay in a team of five", "Led a team of five"),
        ("responsibility", FAIR, "Ran the fair"),
        ("responsibility", "Co-supervised two divers", "Supervised two divers"),
        ("limit", "Wrote two chapters of the tide manual", "Wrote the tide manual"),
        ("number", "Mentored one apprentice in the forge", "Mentored several apprentices in the forge"),
        ("number", "Mentored a junior porter on the ward", "Mentored junior porters on the ward"),
        ("mixed-facts", ("Hired two potters", "Promoted the spring fair"), "Hired two potters, both promoted"),
        ("superlative", "Hired cooks for the mill", "Hired the most skilled cooks for the mill"),
        ("superlative", "Set up a monthly reading group", "Set up an award-winning monthly reading group"),
        (
            "responsibility",
            SITE,
            "Built the tide site in Pelt",
        ),
    ],
)
def test_a_larger_part_is_refused(against: RulesOf, rule: str, facts: str | tuple[str, ...], line: str) -> None:
    """A part is not the lead, help is not the work, one is not many, and an appended verb needs its own fact."""
    assert rule in against(facts, line)
