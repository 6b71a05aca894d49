"""Every format prints the same words in the same order, and the same bytes each time."""

import pytest

from models.cv import CV, Basics
from models.errors import UserError
from services.rendering.render import FORMATS, RenderOptions, document_lines, page_count, reads_as, render


@pytest.mark.parametrize("format", FORMATS)
def test_equal_input_gives_equal_bytes(cv: CV, format: str) -> None:
    """A document depends on the CV and the options alone."""
    assert render(cv, format) == render(cv, format)


def test_talents_are_not_printed(cv: CV) -> None:
    """What the owner added beside the document is a fact and no line of it."""
    assert not any("Danish" in line for line in document_lines(cv))


def test_sections_follow_the_chosen_order(cv: CV) -> None:
    """The sections a person names come first, the others as usual."""
    lines = document_lines(cv, RenderOptions(section_order=("education", "skills")))
    order = [lines.index(heading) for heading in ("Education", "Skills", "Summary", "Experience", "Languages")]
    assert order == sorted(order)


def test_an_unknown_format_is_the_users_mistake(cv: CV) -> None:
    """The sentence names the formats there are."""
    with pytest.raises(UserError, match="md, html, pdf, docx, json"):
        render(cv, "odt")


def test_pages_are_counted_on_the_compiled_pdf(cv: CV) -> None:
    """A CV with twenty times the roles needs more pages."""
    assert page_count(cv) == 1
    assert page_count(cv.model_copy(update={"roles": cv.roles * 20})) > 3


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", ["en", "", "Deutsch", "pt-BR", "??"])
def test_an_almost_empty_cv_of_any_language_is_written(format: str, language: str) -> None:
    """A name, or not even that; a language nobody knows."""
    assert render(CV(language=language), format)
    assert render(CV(language=language, basics=Basics(name="Ada")), format)


def test_a_word_wider_than_the_page_is_still_the_same_document() -> None:
    """Readers return it in parts: no letter is lost, so it counts as the document; a lost word doesn't."""
    lines = ("see https://example.org/a-very-long-address", "end")
    assert reads_as("see https://example.org/a-very\n-long-address end", lines)
    assert not reads_as("see https://example.org/a-very-long-address", lines)
