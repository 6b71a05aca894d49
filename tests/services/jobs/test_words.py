"""Words of five languages: stems, content and the language of a text."""

import pytest

from services.jobs.words import content_words, language_of, stem


@pytest.mark.parametrize(
    "forms",
    [("manage", "manager", "management"), ("develop", "developed", "development"), ("nurse", "nursing", "nurses"),
     ("Entwicklung", "Entwickler"), ("Datenmodelle", "Datenmodellierung"), ("gestión", "gestor")],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    """Inflected, derived and compound forms meet in one stem."""
    assert len({stem(form.casefold()) for form in forms}) == 1


def test_words_that_every_ad_has_say_nothing() -> None:
    """Filler and stop words are no content."""
    assert content_words("You have several years of excellent experience in beekeeping") == ["beekeeping"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("Wir suchen eine Köchin für unser Team", "de"), ("Vous avez une expérience dans la vente", "fr"),
     ("Buscamos una persona con experiencia", "es"), ("doświadczenie w księgowości", "pl"), ("You bake", "en")],
)  # fmt: skip
def test_the_language_of_a_text(text: str, language: str) -> None:
    """A language is known by its common words and its letters."""
    assert language_of(text) == language
