"""The estimate of tokens, which must not be too low."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.llm.tokens import estimate_messages, estimate_tokens
from services.prompts import Message


@pytest.mark.parametrize(
    ("text", "real"),
    [
        ("", 0),
        ("The nurse planned the shifts of twelve colleagues and taught three of them.", 14),
        ("2019-03 to 2023-11, 40 % of 1,250,000", 21),
        ("Größere Übergabe für die Äbtissin", 12),
        ('{"lines": ["a", "b"]}', 10),
    ],
)
def test_it_is_an_upper_estimate_within_reason(text, real):
    """Counts of a common tokenizer, written down here, are reached and not doubled."""
    assert real <= estimate_tokens(text) <= 2 * real + 2


@given(st.text(max_size=200), st.text(max_size=50))
def test_more_text_is_never_fewer_tokens(text, more):
    """Adding a line adds tokens or none."""
    assert estimate_tokens(f"{text}\n{more}") >= estimate_tokens(text)


def test_each_message_has_its_envelope():
    """The chat template is counted, so that an empty message is not free."""
    assert estimate_messages([Message(role="user", content="")] * 2) == 16
