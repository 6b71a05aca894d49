"""Word diffs against the owner's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aicvgen.worddiff import closest, styled, unused, word_diff

TEXTS = st.text(st.sampled_from("ab .,é1%\n "), max_size=40)


@given(TEXTS, TEXTS)
def test_both_versions_can_be_read_off_the_diff(before: str, after: str) -> None:
    """What stays and goes is the old text, what stays and comes is the new one."""
    pieces = word_diff(before, after)
    assert "".join(text for kind, text in pieces if kind != "new") == before
    assert "".join(text for kind, text in pieces if kind != "gone") == after


def test_neighbouring_changes_are_one_phrase() -> None:
    """Changed words that only a space parts are shown as one change."""
    pieces = word_diff("Ran two small teams in Leeds", "Ran a large team in Leeds")
    assert [kind for kind, _ in pieces] == ["same", "gone", "new", "same"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Kept the books for years.", "Kept the books for six years."),
        ("Taught chess.", "Taught chess."),
        ("Flew to Rome.", ""),
    ],
)
def test_a_line_is_shown_against_the_closest_sentence(line: str, found: str) -> None:
    """The sentence that resembles the line most is found, or none."""
    assert closest(line, ["Ran a club. Taught chess.", "Kept the books for six years."]) == found


def test_what_no_line_came_from_is_left_out() -> None:
    """Lines and single sentences that were not used are named."""
    assert unused(["Ran a club. Taught chess.", "Kept books."], ["Taught chess."]) == ("Ran a club.", "Kept books.")


def test_without_colours_brackets_mark_the_changes() -> None:
    """The diff reads without colours too."""
    assert styled(word_diff("Ran it", "Led it"), colour=False).plain == "[-Ran-] {+Led+} it"
