"""Numbers are compared as what they mean."""

import pytest

from services.grounding.lexicons import Lexicons
from services.grounding.parser import Parser

SAME = [
    ("50K", "50,000"),
    ("$1.2M", "1,200,000 dollars"),
    ("EUR 4.500", "4,500 euros"),
    ("1'200'000 CHF", "CHF 1.2 million"),
    ("twenty-five", "25"),
    ("two hundred and ten", "210"),
    ("a dozen", "12"),
    ("half a million", "500,000"),
    ("18 months", "1.5 years"),
    ("22 per cent", "22%"),
    ("twenty-two percent", "22 %"),
    ("5 working days", "5 days"),
    ("0.25 s", "250 ms"),
    ("15,000 W", "15 kW"),
    ("Mar 2019", "03/2019"),
    ("March 2019", "2019-03"),
    ("１２", "12"),
    ("١٢", "12"),
    ("12,5 %", "12.5 %"),
    ("3½ years", "42 months"),
    ("within a year", "within 12 months"),
]
DIFFERENT = [
    ("50K", "500K"),
    ("40 %", "40 percentage points"),
    ("$5", "€5"),
    ("5 years", "5 months"),
    ("12", "120"),
    ("10²", "102"),
    ("Mar 2019", "Apr 2019"),
    ("15 kW", "15 kV"),
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    """Return a parser for English."""
    return Parser(Lexicons.load())


def carried(parser: Parser, claim: str, fact: str) -> bool:
    """Tell whether every value of a claim is carried by a fact."""
    keys = parser.parse(fact).provided
    values = [term for term in parser.parse(claim).terms if term.value is not None]
    assert values, claim
    return all(not term.needs.isdisjoint(keys) for term in values)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_value_in_another_form(parser: Parser, one: str, other: str) -> None:
    """Two ways to write one value carry each other."""
    assert carried(parser, one, other) and carried(parser, other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_values(parser: Parser, one: str, other: str) -> None:
    """Two values that look alike do not carry each other."""
    assert not carried(parser, one, other) and not carried(parser, other, one)
