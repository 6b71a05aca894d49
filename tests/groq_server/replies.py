"""What the stand-in answers: a script's text, or the smallest value that fits the schema."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Request = dict[str, Any]


@dataclass(frozen=True)
class Scripted:
    """A reply with more than its text. `completion_tokens` None means counted from the text."""

    text: str
    finish_reason: str = "stop"
    completion_tokens: int | None = None


Responder = Callable[[Request], "str | Scripted"]


def minimal(request: Request) -> str:
    """Answer with the smallest value of the requested schema, an empty object, or a word of prose."""
    form = request.get("response_format") or {}
    if form.get("type") == "json_schema":
        schema = form["json_schema"]["schema"]
        return json.dumps(value_of(schema, schema.get("$defs", {})))
    return "{}" if form.get("type") == "json_object" else "All good."


def value_of(schema: dict[str, Any], defs: dict[str, Any]) -> Any:
    """Return a value that fits a schema of the strict subset."""
    if "$ref" in schema:
        return value_of(defs[schema["$ref"].rsplit("/", 1)[-1]], defs)
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    if "anyOf" in schema:
        return value_of(schema["anyOf"][-1], defs)
    match schema.get("type"):
        case "object":
            return {name: value_of(inner, defs) for name, inner in schema.get("properties", {}).items()}
        case "array":
            return []
        case "integer" | "number":
            return 1
        case "boolean":
            return True
        case "null":
            return None
    return "text"


def by_schema(rules: dict[str, Responder | str], otherwise: Responder = minimal) -> Responder:
    """Return a responder that chooses by the name of the requested schema."""

    def respond(request: Request) -> str | Scripted:
        form = request.get("response_format") or {}
        rule = rules.get((form.get("json_schema") or {}).get("name", ""), otherwise)
        return rule if isinstance(rule, str) else rule(request)

    return respond
