"""Read JSON: a JSON Resume keeps its data, and every text in it is a line."""

import json
from collections.abc import Iterator

from pydantic import JsonValue

from models.base import Origin
from models.document import Document, LayoutLine
from models.errors import UserError
from services.documents.sources import MOST_CHARACTERS, decode, too_long

_MOST_DEPTH = 40


def read_json(data: bytes, name: str) -> Document:
    """Return the parsed JSON and its texts as lines.

    Raises:
        UserError: not JSON, or nested deeper than any CV is.
    """
    text = decode(data, name)
    if len(text) > 4 * MOST_CHARACTERS:
        raise too_long(name)
    if max_depth(text) > _MOST_DEPTH:
        raise UserError(f"{name} is nested deeper than any CV; give a JSON Resume.")
    try:
        value: JsonValue = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(f"{name} is no valid JSON: {_where(error)}.") from error
    if not isinstance(value, dict):
        raise UserError(f"{name} is JSON, but no JSON Resume: it should be one object with `basics`, `work`, ….")
    lines = [LayoutLine(text=text, origin=Origin()) for text in texts(value)]
    return Document(kind="json", lines=tuple(lines), data=value)


def max_depth(text: str) -> int:
    """Return how deep brackets nest, strings not excluded, which can only overstate it."""
    depth = deepest = 0
    for char in text:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest


def _where(error: Exception) -> str:
    return (
        f"line {error.lineno}, column {error.colno}"
        if isinstance(error, json.JSONDecodeError)
        else "it can't be parsed"
    )


def texts(value: JsonValue) -> Iterator[str]:
    """Yield every text in a JSON value, in order."""
    if isinstance(value, str):
        yield from (line for line in value.split("\n") if line.strip())
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
