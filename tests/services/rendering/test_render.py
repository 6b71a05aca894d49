"""Every format prints the same words in the same order, and the same bytes each time."""

import pytest

from models.cv import CV
from models.errors import UserError
from services.rendering.render import FORMATS, RenderOptions, document_lines, page_count, render


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
