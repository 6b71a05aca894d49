"""Degrees, years, languages and licences are read as values."""

import pytest

from services.scoring.values import is_open, speaks, values_of


@pytest.mark.parametrize(
    ("text", "years"),
    [("5+ years of Java", 5), ("at least two (2) years", 2), ("mindestens drei Jahre", 3), ("2-4 years' work", 2),
     ("5 ans d'expérience", 5), ("3 años", 3), ("in recent years", 0), ("Year 5 class", 0)],
)  # fmt: skip
def test_years(text: str, years: int) -> None:
    """Years are read in figures and words; a range asks for its lower end."""
    assert values_of(text).years == years


@pytest.mark.parametrize(
    ("text", "least", "highest"),
    [("Bachelor's or Master's degree", 2, 3), ("PhD in chemistry", 4, 4), ("BTS Gestion", 1, 1), ("MBA", 3, 3),
     ("Abgeschlossenes Studium", 2, 2), ("Scrum Master", 0, 0), ("a high degree of care", 0, 0)],
)  # fmt: skip
def test_degrees(text: str, least: int, highest: int) -> None:
    """Degrees have an order, and the word alone does not make one."""
    values = values_of(text)
    assert (values.degree, values.highest_degree) == (least, highest)


@pytest.mark.parametrize(
    ("text", "languages"),
    [("Fluent English", {"en": 5}), ("Deutsch (Muttersprache)", {"de": 6}), ("Englischkenntnisse B2", {"en": 4}),
     ("Polish or Romanian", {"pl": 0, "ro": 0}), ("Polish the floors", {}), ("English teacher in Madrid", {}),
     ("Anglais courant", {"en": 5})],
)  # fmt: skip
def test_languages(text: str, languages: dict[str, int]) -> None:
    """A language counts where the text is about it, with its level."""
    assert values_of(text).languages == languages


def test_a_level_counts_where_both_state_one() -> None:
    """A lower level is not enough, an unstated one is taken at its word, one of two languages is enough."""
    assert speaks({"de": 4}, {"de": 5}) and speaks({"de": 4}, {"de": 0}) and speaks({"pl": 0, "ro": 0}, {"ro": 6})
    assert not speaks({"de": 4}, {"de": 2}) and not speaks({"de": 4}, {"fr": 6})


def test_open_requirements() -> None:
    """ "or similar" opens a requirement to others of its kind."""
    assert is_open("Tableau or similar") and is_open("BI-Tools (z. B. Tableau)") and not is_open("Tableau")
