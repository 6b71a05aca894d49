"""A model that writes as an honest one would: it repeats facts of the item it is asked for, and cites them."""

import json
import re
from typing import Any

from tests.groq_server.replies import by_schema

_ITEM = re.compile(r"^item (\S+) \((\w+)\)$", re.M)
_FACT = re.compile(r"^([\w-]+(?:/[\w-]+)?): (.+)$", re.M)


def repeat(request: dict[str, Any]) -> str:
    """Answer a Draft with up to three facts of each item, as they stand; a regenerated item gets the others first."""
    said = str(request["messages"][-1]["content"])
    parts = _ITEM.split(said)[1:]
    items = [
        {"item": item, "lines": _lines(kind, facts)}
        for item, kind, facts in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    ]
    return json.dumps({"items": items})


def _lines(kind: str, text: str) -> list[dict[str, Any]]:
    facts = [(name, fact) for name, fact in _FACT.findall(text) if kind != "qualifications" or len(fact) <= 30]
    if "The owner asks" in text or "The owner sent back" in text:
        facts.reverse()
    return [{"text": fact, "facts": [name]} for name, fact in facts[:3]]


WRITER = by_schema({"Draft": repeat})
"""What the stand-in for the model's server answers in tests of sessions."""
