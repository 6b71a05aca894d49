"""Numbers of several words, halves, lengths in two steps, ranges and bounds are read as what they mean."""

import pytest

from tests.services.grounding.builders import RulesOf

SAILED = "Sailed for three years and eight months"
RUN = "Finished the run in 1 h 35 min"
STUDY = "Led a study for a year and a half"
REPLY = "Cut the response time from 9 minutes to 4"
FAIR = "Ran the fair in 2010–14"
SEATS = "Sat four six-month seats"
LOCK = "Kept the lock open for 10 hours instead of 4"
HERONS = "Counted 26 herons"


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (SAILED, "Sailed for 44 months"),
        (RUN, "Finished the run in 95 minutes"),
        (STUDY, "Led a study for 18 months"),
        ("Led a two-and-a-half-year study", "Led a study of 30 months"),
        (REPLY, "Cut the response time from nine to four minutes"),
        (FAIR, "Ran the fair from 2010 to 2014"),
        (SEATS, "Sat four 6-month seats"),
        (LOCK, "Kept the lock open for 10 hours instead of 4 hours"),
        ("Wrote two hundred and ten labels", "Wrote 210 labels"),
        ("Store samples at -20 °C", "Store samples at minus 20 degrees Celsius"),
        ("Tended half a dozen hives", "Tended six hives"),
        (HERONS, "Counted more than 25 herons"),
        ("Lost 0.9 % of stock", "Lost under 1 % of stock"),
        ("Downloaded 12,500 times", "12,500 downloads"),
    ],
)
def test_another_reading_of_a_number_passes(against: RulesOf, fact: str, line: str) -> None:
    """Lengths in two steps are one length, one unit serves both ends of a range, and a close bound is safe."""
    assert against(fact, line) == set()


@pytest.mark.parametrize(
    ("rule", "fact", "line"),
    [
        ("duration", SEATS, "Sat ten-month seats"),
        ("duration", SAILED, "Sailed for three years"),
        ("duration", RUN, "Finished the run in 35 minutes"),
        ("duration", STUDY, "Led a one-year study"),
        ("duration", REPLY, "Cut the response time from 9 hours to 4"),
        ("date", FAIR, "Ran the fair from 2010 to 2016"),
        ("number", "Store samples at minus 20 °C", "Keep samples at 20 °C"),
        ("number-binding", "Kept 10 goats instead of 4 hens", "Kept 4 goats instead of 10 hens"),
        ("number", "Tended half a dozen hives", "Tended 12 hives"),
        ("number", HERONS, "Counted more than 10 herons"),
        ("money", "Raised $1-2M a year", "Raised $3M a year"),
    ],
)
def test_another_value_is_refused(against: RulesOf, rule: str, fact: str, line: str) -> None:
    """A part of a length, neighbouring numbers added up, a lost sign and a far bound are other values."""
    assert rule in against(fact, line)
