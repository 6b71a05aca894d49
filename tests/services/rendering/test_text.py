"""Text is cleaned for print, and addresses are told from other words."""

import pytest

from services.rendering.text import address, clean, is_sentence, words_of


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("  two\n\nlines\tand a tab ", "two lines and a tab"),
        ("ﬁne ﬂow", "fine flow"),
        ("Zoe\u0308 soft\u00adhyphen zero\u200bwidth", "Zoë softhyphen zerowidth"),
        ("10\u00a0000\u202f€", "10 000 €"),
        ("\x07bell\x00", "bell"),
    ],
)
def test_text_is_printed_with_composed_letters_and_single_spaces(text: str, printed: str) -> None:
    """Nothing invisible reaches a document."""
    assert clean(text) == printed


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("ada@example.org", "mailto:ada@example.org"),
        ("+49 (40) 123-4567", "tel:+49401234567"),
        ("https://example.org/a_b", "https://example.org/a_b"),
        ("github.com/ada", "https://github.com/ada"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("Hamburg", ""),
        ("2019 – 2021", ""),
        ("", ""),
    ],
)
def test_only_addresses_become_links(text: str, target: str) -> None:
    """A link goes to the web, to a mailbox or to a phone, and nowhere else."""
    assert address(text) == target


def test_words_are_compared_without_glyphs_and_separators() -> None:
    """A bullet or a bar is layout."""
    assert words_of("• Led a team | 2019\n\fnext") == ("Led", "a", "team", "2019", "next")


def test_a_paragraph_of_two_sentences_is_no_sentence() -> None:
    """One sentence ends once."""
    assert is_sentence("Builds services that stay up.")
    assert not is_sentence("Builds services. Runs them.")
    assert not is_sentence("Python, Go")
