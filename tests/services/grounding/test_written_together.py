"""Places in an order, words that begin with a number, averages and absences, in the language of the CV."""

import pytest

from services.grounding.lexicons import Lexicons
from services.grounding.parser import parser_of
from services.grounding.statement import Statement

PLACES = [
    ("de", "2. Platz beim Backwettbewerb", 2),
    ("de", "zweiter Platz beim Backwettbewerb", 2),
    ("de", "im 3. Lehrjahr", 3),
    ("fr", "1er prix du concours", 1),
    ("fr", "deuxième place au concours", 2),
    ("es", "3.er premio del certamen", 3),
    ("es", "primer premio del certamen", 1),
    ("pl", "II miejsce w konkursie", 2),
    ("pl", "w trzeciej klasie", 3),
]
PARTED = [
    ("de", "ein achtköpfiges Team", "#|8"),
    ("de", "ein dreijähriges Projekt", "month|36"),
    ("pl", "ośmioosobowy zespół", "#|8"),
    ("pl", "dwuletni projekt", "month|24"),
]
NO_PLACES = [("de", "Team von 8. Leitung der Küche"), ("de", "am 3. Mai"), ("es", "12 premios"), ("fr", "3 prix")]


def parsed(language: str, text: str) -> Statement:
    """Return a text as the parser of a language reads it."""
    return parser_of(Lexicons.load(language=language)).parse(text)


@pytest.mark.parametrize(("language", "text", "number"), PLACES)
def test_a_place_in_an_order_is_one_value(language: str, text: str, number: int) -> None:
    """A place is read the same in digits and words, and counts nothing."""
    keys = {key for term in parsed(language, text).terms for key in term.provides}
    assert f"nth|{number}" in keys
    assert f"#|{number}" not in keys


@pytest.mark.parametrize(("language", "text"), NO_PLACES)
def test_counts_and_dates_are_no_places(language: str, text: str) -> None:
    """A number at the end of a sentence, a day of a month and a count stay what they are."""
    values = [term.value for term in parsed(language, text).terms if term.value]
    assert values
    assert all(value.unit != "nth" for value in values)


@pytest.mark.parametrize(("language", "text", "key"), PARTED)
def test_a_word_that_begins_with_a_number_states_it(language: str, text: str, key: str) -> None:
    """Number and noun in one word count what they count apart."""
    assert key in {key for term in parsed(language, text).terms for key in term.provides}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "im Schnitt 9 Termine"),
        ("fr", "9 rendez-vous en moyenne"),
        ("es", "9 citas de media"),
        ("pl", "średnio 9"),
    ],
)
def test_an_average_is_about_its_number(language: str, text: str) -> None:
    """An average bounds nothing, before the number or after it."""
    assert [term.qualifier for term in parsed(language, text).terms if term.value] == ["~"]


@pytest.mark.parametrize(("language", "text"), [("pl", "Brak reklamacji"), ("es", "Ausencia de quejas")])
def test_an_absence_denies(language: str, text: str) -> None:
    """A noun of absence turns what follows it round."""
    assert parsed(language, text).terms[-1].negated


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "Mise à jour toutes les semaines"), ("es", "Informes todas las semanas")]
)
def test_all_the_weeks_are_each_week(language: str, text: str) -> None:
    """What French and Spanish say of all weeks is how often, and no wider than "each week"."""
    assert "per:week" in parsed(language, text).terms[-1].provides


def test_how_often_counts_no_things() -> None:
    """Twice a week is a number of times alone."""
    keys = {key for term in parsed("pl", "dwa razy w tygodniu").terms for key in term.provides}
    assert "x|2" in keys
    assert "#|2" not in keys


def test_a_name_that_ends_in_a_number_word_is_a_name() -> None:
    """A town called after nine, or new, counts nothing."""
    assert not [term for term in parsed("fr", "Mairie de Saint-Orens-le-Neuf").terms if term.value]
