"""The last check before a file leaves."""

import pytest

from models.base import Text
from models.cv import CV, Basics, Role
from models.errors import InternalError
from services.rendering.options import RenderOptions
from services.rendering.readback import checked
from services.rendering.render import render

CV_ = CV(basics=Basics(name="Ida Korn", email="ida@example.org"), summary=(Text(text="Bakes 400 loaves a day."),))


def test_what_readers_find_is_returned_by_their_names() -> None:
    """PDF and DOCX are read by programs of other people's making."""
    files = {name: render(CV_, name) for name in ("pdf", "docx", "md")}
    texts = checked(files, CV_, RenderOptions())
    assert len(texts) == 2
    assert all("400 loaves" in text for text in texts.values())


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_a_file_that_says_something_else_does_not_leave(name: str) -> None:
    """One changed number is enough."""
    other = CV_.model_copy(update={"summary": (Text(text="Bakes 4,000 loaves a day."),)})
    with pytest.raises(InternalError, match=f"The {name} file does not read back"):
        checked({name: render(other, name)}, CV_, RenderOptions())


def test_a_word_wider_than_the_page_is_no_failure() -> None:
    """An address of two hundred letters breaks over lines, and every letter is there."""
    wide = "https://example.org/" + "a-rather-long-part/" * 10 + "W" * 120
    role = Role(id="role-1", title=wide, bullets=(Text(text=f"see {wide} now"),))
    cv = CV_.model_copy(update={"roles": (role,)})
    assert checked({name: render(cv, name) for name in ("pdf", "docx")}, cv, RenderOptions())
