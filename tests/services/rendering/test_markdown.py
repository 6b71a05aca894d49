"""Markdown shows the owner's text as it is: nothing of it becomes markup."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from models.base import Text
from models.cv import CV, Basics, Link, Role
from services.rendering.markdown import escape
from services.rendering.render import document_lines, render, words_of

_NASTY = st.text(alphabet="ab1 #*_`[]()<>!&;~|+-=.\\\"'$:/@\n{}", min_size=1, max_size=40)


def _shown(markdown: str) -> str:
    """Return what a reader of the page sees, with tags left standing so that they would be noticed."""
    html = MarkdownIt("commonmark").enable("strikethrough").render(markdown)
    return unescape(html).strip()


@given(_NASTY)
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    """Whatever the characters, the page shows them, in one paragraph and without any tag of its own."""
    text = " ".join(text.split())
    assert _shown(escape(text)) == (f"<p>{text}</p>" if text else "")


@pytest.mark.parametrize(
    "text", ["C++ and C#", "1.3", "+49 40 123", "snake_case", "A | B", "R&D", "85 % – done", "$1.2M"]
)
def test_plain_text_stays_plain(text: str) -> None:
    """Nothing is escaped that needs no escape: people read Markdown as it is."""
    assert escape(text) == text


def test_the_page_reads_as_the_document(cv: CV) -> None:
    """Words of the rendered page, in order, are the words of the document."""
    page = re.sub(r"<[^>]+>", " ", MarkdownIt("commonmark").render(render(cv, "md").decode()))
    page = re.sub(r"\s+([:|])", r"\1", unescape(page)).replace(":", ": ")
    expected = " ".join(document_lines(cv)).replace(":", ": ")
    assert words_of(page.replace("|", " ")) == words_of(expected.replace("|", " "))


def test_a_script_in_a_cv_is_text() -> None:
    """Tags and links that an owner typed are shown, not followed."""
    role = Role(id="role-1", title="<script>x</script>", bullets=(Text(text="[a](javascript:x) ![i](http://e/x)"),))
    html = MarkdownIt("commonmark").render(render(CV(roles=(role,)), "md").decode())
    assert "<script" not in html
    assert "<img" not in html
    assert "<a" not in html


def test_addresses_stay_as_they_are() -> None:
    """Viewers make links of them by themselves; brackets would only be in the way of people and of other programs."""
    links = (Link(url="https://example.org/a_b~c(d)", label="Site"),)
    cv = CV(basics=Basics(name="Ada", email="ada_b@example.org", links=links))
    assert render(cv, "md").decode().splitlines()[2] == "ada_b@example.org | Site: https://example.org/a_b\\~c(d)"
