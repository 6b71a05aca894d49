"""Words next to a number limit it, name what it belongs to, or only say that it moved."""

import pytest

from tests.services.grounding.builders import RulesOf

WEEKENDS = "Rebuilt the jetty over five weekends"
CALLS = "Handled 30 calls a day on average"
SEATS = "Seat 90 guests at most"
LOSSES = "Brought losses from 9 to 4"


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (WEEKENDS, "Rebuilt the jetty in five weekends"),
        ("Rebuilt the jetty in five weekends", WEEKENDS),
        ("Rebuilt the quay in nine months", "Rebuilt the quay over nine months"),
        ("Raised pass rates from 41 % to 58 % in nine months", "Raised pass rates from 41 % to 58 % over nine months"),
        ("Taught Grade 8 geography", "Taught 8th-grade geography"),
        (SEATS, "Seat up to 90 guests"),
        (CALLS, "Handled an average of 30 calls a day"),
        (CALLS, "Handled about 30 calls a day"),
        (LOSSES, "Brought losses down from 9 to 4"),
        ("Brought losses down from 9 to 4", LOSSES),
        ("Cut losses from 50 a year to 14", "Cut losses to 14 a year, down from 50"),
        ("Editor of the newsletter, starting in 2018", "Editor of the newsletter since 2018"),
        ("Serve 12+ schools", "Serve more than 12 schools"),
        ("Budgets of 40,000 euros or less", "Budgets of at most 40,000 euros"),
    ],
)
def test_the_same_limit_in_other_words_passes(against: RulesOf, fact: str, line: str) -> None:
    """Over five weekends is during them, a limit may stand before or after, and "down" is in the numbers."""
    assert against(fact, line) == set()


@pytest.mark.parametrize(
    ("rule", "fact", "line"),
    [
        ("limit", WEEKENDS, "Rebuilt the jetty in more than five weekends"),
        ("limit", "Rebuilt the quay over nine months", "Rebuilt the quay in more than nine months"),
        ("limit", "Repaired five boats", "Repaired over five boats"),
        ("number", "Taught Grade 8 geography", "Taught 9th-grade geography"),
        ("limit", SEATS, "Seat 90 guests"),
        ("limit", "Seat at most 90 guests", "Seat 90 guests"),
        ("limit", CALLS, "Handled at least 30 calls a day"),
        ("direction", LOSSES, "Brought losses down to 9 from 4"),
        ("limit", "Serve 12 schools", "Serve 12+ schools"),
        ("limit", "Passed alarms on within 30 minutes", "Passed alarms on after 30 minutes or more"),
        ("limit", "Budgets of 40,000 euros or less", "Budgets of 40,000 euros"),
        ("limit", "Worked 10 to 12 nights a month", "Worked 12 nights a month"),
    ],
)
def test_another_limit_is_refused(against: RulesOf, rule: str, fact: str, line: str) -> None:
    """A limit lost, put in or turned round, and the upper end of a range alone, say more than the fact."""
    assert rule in against(fact, line)
