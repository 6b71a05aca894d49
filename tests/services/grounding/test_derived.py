"""What follows from a fact by arithmetic: sums, differences, products of "each", teams, the way a change went."""

import pytest

from tests.services.grounding.builders import RulesOf

WAIT = "Cut waiting times from 50 to 30 minutes"
SCRAP = "Brought scrap from 9 % to 4 %"
VISITS = "Brought attendance from 40 to 65"
EACH = "Cooked six dinners for 30 guests each"
RAFT = "Built the raft with two colleagues"
KITCHEN = "Led two cooks and one waiter"
NIGHTLY = "Shortened the run from 6 hours for the nightly batch to 95 minutes"


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (WAIT, "Cut waiting times by 20 minutes"),
        (NIGHTLY, "Shortened the nightly batch by 265 minutes"),
        ("Cut scrap from 9 % to 4 %", "Cut scrap by 5 percentage points"),
        (SCRAP, "Reduced scrap from 9 % to 4 %"),
        (VISITS, "Increased attendance from 40 to 65"),
        (EACH, "Cooked for 180 guests"),
        ("Led eight divers", "Led a team of eight divers"),
        (RAFT, "Built the raft in a team of three"),
        (KITCHEN, "Led three people"),
        (KITCHEN, "Led a team of three"),
    ],
)
def test_what_follows_from_a_fact_passes(against: RulesOf, fact: str, line: str) -> None:
    """Two ends give the way and its length, counts of people add up, and a leader has a team."""
    assert against(fact, line) == set()


@pytest.mark.parametrize(
    ("rule", "fact", "line"),
    [
        ("direction", WAIT, "Cut waiting times by 30 minutes"),
        ("duration", WAIT, "Cut waiting times by 25 minutes"),
        ("percentage", "Cut scrap from 9 % to 4 %", "Cut scrap by 5 %"),
        ("new-words", SCRAP, "Increased scrap from 9 % to 4 %"),
        ("new-words", VISITS, "Reduced attendance from 40 to 65"),
        ("number", EACH, "Cooked for 150 guests"),
        ("number", "Cooked six dinners for 30 guests", "Cooked for 180 guests"),
        ("new-words", "Trained eight divers", "Trained a team of eight divers"),
        ("number", RAFT, "Built the raft in a team of four"),
        ("number-binding", KITCHEN, "Led three waiters"),
    ],
)
def test_what_does_not_follow_is_refused(against: RulesOf, rule: str, fact: str, line: str) -> None:
    """Another length, the other way, a product without "each" and a team of those trained follow from nothing."""
    assert rule in against(fact, line)
