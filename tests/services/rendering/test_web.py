"""The HTML file fetches nothing, runs nothing and shows the owner's text as text."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from models.base import Text
from models.cv import CV, Basics, Link, Role
from services.rendering.render import RenderOptions, document_lines, render, words_of


class _Page(HTMLParser):
    """Collects the text of a page and every tag with its attributes."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._hidden = False
        self.feed(html.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag; the text of head elements is none of the page's."""
        self.tags.append((tag, dict(attrs)))
        self._hidden = tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        """End the part that isn't shown."""
        self._hidden = self._hidden and tag not in ("style", "title")

    def handle_data(self, data: str) -> None:
        """Keep the text that is shown."""
        if not self._hidden:
            self.text.append(data)


@pytest.mark.parametrize("theme", ["classic", "modern", "compact"])
def test_the_page_says_what_the_document_says(cv: CV, theme: str) -> None:
    """The same words in the same order, in every theme."""
    options = RenderOptions.model_validate({"theme": theme})
    page = _Page(render(cv, "html", options))
    assert words_of("".join(page.text)) == words_of("\n".join(document_lines(cv, options)))


def test_the_page_fetches_and_runs_nothing(cv: CV) -> None:
    """No script, no frame, no address in the style, no picture but one that is inside."""
    html = render(cv, "html")
    tags = _Page(html).tags
    assert len(tags) > 20
    assert not {tag for tag, _ in tags} & {"script", "iframe", "object", "embed", "link", "base", "form"}
    assert not [attrs for _, attrs in tags if any(name.startswith("on") for name in attrs)]
    assert not re.search(rb"url\(|@import", html)


def test_hostile_text_stays_text() -> None:
    """Markup and script addresses in a CV are shown and never followed."""
    attack = '<script>alert(1)</script> " onmouseover=x {{ 7 * 7 }}'
    basics = Basics(name=attack, links=(Link(url="javascript:alert(1)", label="site"),))
    page = _Page(
        render(CV(basics=basics, roles=(Role(id="role-1", title=attack, bullets=(Text(text=attack),)),)), "html")
    )
    assert "script" not in {tag for tag, _ in page.tags}
    assert not [attrs for tag, attrs in page.tags if tag == "a"]
    assert "{{ 7 * 7 }}" in "".join(page.text)


def test_a_photo_is_inside_the_page(cv: CV, photo: Path) -> None:
    """It is data of the page, with the name as its alternative text."""
    page = _Page(render(cv, "html", RenderOptions(photo=photo)))
    picture = next(attrs for tag, attrs in page.tags if tag == "img")
    assert (picture["src"] or "").startswith("data:image/png;base64,")
    assert picture["alt"] == cv.basics.name
