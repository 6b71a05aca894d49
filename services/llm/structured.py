"""From a pydantic model to a schema that the provider enforces, and from its text back to a valid value."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from services.llm.errors import InvalidOutputError
from services.prompts import Message

M = TypeVar("M", bound=BaseModel)

_THINK = re.compile(r"\A.*?</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```[a-zA-Z0-9_-]*[ \t]*\n(.*?)\n?[ \t]*```", re.DOTALL)
_KEPT = frozenset({"type", "properties", "required", "items", "enum", "const", "anyOf", "$ref", "$defs", "description"})
_MAX_REASONS = 8


@lru_cache(maxsize=256)  # a third of a call's own work otherwise; nobody changes what it returns
def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON schema in the subset that constrained decoding takes: every field required, objects closed.

    Bounds on lengths and numbers go into the description: the provider may refuse them as keywords, the model can
    read them, and our own validation holds them in any case.
    """
    schema: dict[str, Any] = _subset(model.model_json_schema())
    return schema


def _subset(node: Any) -> Any:
    if isinstance(node, list):
        return [_subset(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    kept = {key: value for key, value in node.items() if key in _KEPT}
    for key in ("properties", "$defs"):
        if key in kept:
            kept[key] = {name: _subset(inner) for name, inner in kept[key].items()}
    for key in ("items", "anyOf"):
        if key in kept:
            kept[key] = _subset(kept[key])
    if kept.get("type") == "object":
        kept["required"] = list(kept.get("properties", {}))
        kept["additionalProperties"] = False
    if "$ref" in kept:
        return {"$ref": kept["$ref"]}
    bounds = _bounds(node)
    if bounds:
        kept["description"] = " ".join(part for part in (kept.get("description"), f"({bounds})") if part)
    return kept


def _bounds(node: Mapping[str, Any]) -> str:
    words = {
        "maxLength": "at most {} characters",
        "minLength": "at least {} characters",
        "maxItems": "at most {} entries",
        "minItems": "at least {} entries",
        "maximum": "at most {}",
        "minimum": "at least {}",
        "pattern": "matching {}",
    }
    return ", ".join(text.format(node[key]) for key, text in words.items() if key in node)


def in_words(schema: Mapping[str, Any]) -> str:
    """Return the instruction for models that can't be held to a schema."""
    text = json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
    return f"Answer with one JSON object and nothing else, in the form of this JSON schema:\n{text}"


def bare(text: str) -> str:
    """Return the answer without reasoning blocks and without one code fence around it all."""
    text = _THINK.sub("", text).strip()
    fenced = _FENCE.fullmatch(text)
    return fenced[1].strip() if fenced else text


def parse_answer(text: str, model: type[M]) -> M:
    """Return the valid value that the text holds, wherever in it.

    Raises:
        InvalidOutputError: there is none; `reasons` say what the validator wants, without quoting the answer.
    """
    reasons: tuple[str, ...] = ("the answer holds no JSON object",)
    for candidate in _candidates(bare(text)):
        try:
            return model.model_validate_json(candidate)
        except ValidationError as error:
            # The first candidate is the whole answer: its reasons are the ones worth telling.
            reasons = reasons if len(reasons) > 1 or "no JSON" not in reasons[0] else _reasons(error)
    raise InvalidOutputError("The model's answer does not have the form that was asked for.", reasons=reasons)


def _candidates(text: str) -> Iterator[str]:
    """Yield the text itself, fenced blocks, and each outermost JSON object in it."""
    if text.startswith(("{", "[")):
        yield text
    for fenced in _FENCE.finditer(text):
        yield fenced[1].strip()
    decoder = json.JSONDecoder()
    start = text.find("{")
    while start >= 0:
        try:
            _, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            start = text.find("{", start + 1)
            continue
        if (start, end) != (0, len(text)):
            yield text[start:end]
        start = text.find("{", end)


def _reasons(error: ValidationError) -> tuple[str, ...]:
    rows = error.errors(include_url=False, include_input=False, include_context=False)
    return tuple(f"{'.'.join(map(str, row['loc'])) or 'answer'}: {row['msg']}" for row in rows[:_MAX_REASONS])


def repair_messages(messages: tuple[Message, ...], answer: str, reasons: tuple[str, ...]) -> tuple[Message, ...]:
    """Return the conversation that shows the model its answer and what the validator says of it."""
    told = "\n".join(f"- {reason}" for reason in reasons)
    ask = f"That answer was refused by the validator:\n{told}\nSend the corrected JSON object alone."
    return (
        *messages,
        Message(role="assistant", content=bare(answer) or "(empty)"),
        Message(role="user", content=ask),
    )
