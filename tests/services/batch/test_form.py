"""An answer held against its question, entry by entry."""

import json

from tests.services.batch.conftest import FORM, Word


def test_each_entry_is_judged_for_itself() -> None:
    """A row answered twice is nobody's, foreign ones are counted, and one that is too long harms no other."""
    entries = [
        {"id": 1, "word": "ONE"}, {"id": 2, "word": "A"}, {"id": 2, "word": "B"}, {"id": 3, "word": "X" * 13},
        {"id": 9, "word": "NINE"}, {"word": "nameless"},
    ]  # fmt: skip
    found = FORM.sort([1, 2, 3, 4], FORM.model.model_validate_json(json.dumps({"words": entries})))
    assert found.good == {1: Word(id=1, word="ONE")}
    assert set(found.bad) == {2, 3, 4}
    assert "at most 12 characters" in found.bad[3][0]
    assert (found.double, found.missing, found.unknown) == ((2,), (4,), (9,))


def test_the_provider_is_held_to_the_strict_schema() -> None:
    """What is read leniently is asked for strictly."""
    from services.llm.structured import schema_of

    schema = schema_of(FORM.model)
    entry = schema["$defs"]["Word"]
    assert schema["required"] == ["words"]
    assert (entry["required"], entry["additionalProperties"]) == (["id", "word"], False)
    assert "at most 12 characters" in entry["properties"]["word"]["description"]
