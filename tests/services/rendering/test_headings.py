"""Headings are in the language of the CV, and our own reader knows each of them."""

import pytest

from services.documents.vocabulary import heading_kind
from services.rendering.headings import heading, languages
from services.rendering.options import SECTIONS


def test_five_languages_at_least_are_known() -> None:
    """English, German, French, Spanish and Polish."""
    assert {"en", "de", "fr", "es", "pl"} <= set(languages())


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pl"])
def test_the_reader_knows_each_heading(language: str) -> None:
    """What is written under a heading is read back under the same one."""
    known = {section: heading_kind(heading(section, language)) for section in SECTIONS}
    assert known == {section: "experience" if section == "roles" else section for section in SECTIONS}


def test_an_unknown_language_gets_english_headings() -> None:
    """A CV in Finnish is printed all the same."""
    assert heading("roles", "fi") == "Experience"
    assert heading("roles", "de-AT") == "Berufserfahrung"
