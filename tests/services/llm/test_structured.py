"""From schema to text and back."""

from typing import Literal

import pytest
from pydantic import BaseModel, Field

from services.llm.errors import InvalidOutputError
from services.llm.structured import bare, in_words, parse_answer, repair_messages, schema_of
from services.prompts import Message
from tests.services.llm.words import GOOD, Draft


class Inner(BaseModel):
    """A nested value with bounds."""

    kind: Literal["a", "b"] = "a"
    note: str | None = Field(default=None, max_length=12, description="a note")


class Outer(BaseModel):
    """A value with a list of nested ones."""

    rows: list[Inner] = Field(min_length=1, max_length=3)
    count: int = Field(ge=0)


def objects(node: object) -> list[dict]:
    """Return every object schema inside."""
    if isinstance(node, list):
        return [found for inner in node for found in objects(inner)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("type") == "object" else []
    return own + [found for inner in node.values() for found in objects(inner)]


def test_the_schema_is_what_constrained_decoding_takes():
    """Every object is closed and requires all of its fields, nested ones too."""
    found = objects(schema_of(Outer))
    assert len(found) == 2
    for node in found:
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])


def test_bounds_become_words():
    """Keywords that a provider may refuse are told in the description instead."""
    schema = schema_of(Outer)
    assert "maxItems" not in str(schema)
    assert "at least 1 entries" in schema["properties"]["rows"]["description"]
    assert "at most 12 characters" in in_words(schema)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}```",
        f"<think>\nIs {{this}} it?\n</think>\n\n{GOOD}",
        f"I was thinking …</think>{GOOD}",
        f'<think>Perhaps {{"lines": ["a decoy"]}}?</think>{GOOD}',
        f"Here you are: {GOOD} Anything else?",
        f'Two tries: {{"lines": 3}} and {GOOD}',
        f"Sure.\n```json\n{GOOD}\n```\nDone.",
        f"{{broken {GOOD}",
    ],
)
def test_the_value_is_found_wherever_it_stands(text):
    """Fences, reasoning and chatter around the object are no reason to ask again."""
    assert parse_answer(text, Draft).lines == ["Ran the night shift of a ward."]


@pytest.mark.parametrize("text", ["", "nothing", "[]", '{"lines": "x"}', '{"lines": []', "<think>never ends {"])
def test_no_value_is_a_named_error_with_reasons(text):
    """What can't be read is refused with the validator's reasons."""
    with pytest.raises(InvalidOutputError) as raised:
        parse_answer(text, Draft)
    assert raised.value.reasons


def test_reasons_do_not_quote_the_answer():
    """What the validator says names the field, never the text of a CV."""
    with pytest.raises(InvalidOutputError) as raised:
        parse_answer('{"lines": [{"secret": "of the CV"}]}', Draft)
    assert "lines.0" in raised.value.reasons[0]
    assert "secret" not in " ".join(raised.value.reasons)


def test_a_repair_shows_the_answer_and_the_reasons():
    """The second turn holds what the model said and what is wrong with it."""
    messages = repair_messages((Message(role="user", content="q"),), "```json\n{}\n```", ("lines: Field required",))
    assert [message.role for message in messages] == ["user", "assistant", "user"]
    assert messages[1].content == "{}"
    assert "lines: Field required" in messages[2].content


def test_only_an_outer_fence_is_taken_off():
    """A fence inside the answer belongs to it."""
    assert bare('{"code": "```x```"}') == '{"code": "```x```"}'
