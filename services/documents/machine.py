"""Text that speaks to a machine instead of a reader: found, shown to the user, and never used."""

import re

from pydantic import JsonValue

from models.base import LeftOut, Notice
from models.document import Document, LayoutLine
from services.documents.vocabulary import phrases

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
_ORDERS = re.compile(
    rf"^\W*(?:(?:please|now|important\s*:|note\s*:)\s+)*(?:{'|'.join(phrases('orders'))})", re.IGNORECASE
)
_HINTS = re.compile("|".join(phrases("order_hints")), re.IGNORECASE)
"""A text without any of these words can't speak to a machine: it is not split into sentences."""
_MARKS = re.compile(
    r"<\|(?:im_start|im_end|system|endoftext)\|>|\[/?INST\]|<<SYS>>|\bBEGIN (?:SYSTEM )?PROMPT\b", re.IGNORECASE
)


def speaks_to_machine(sentence: str) -> bool:
    """Tell whether a sentence gives orders to a program that reads it."""
    return bool(_ORDERS.match(sentence) or _MARKS.search(sentence))


def without_orders(text: str) -> tuple[str, list[str]]:
    """Return a text without the sentences that speak to a machine, and these sentences."""
    if not _HINTS.search(text):
        return text, []
    kept: list[str] = []
    orders: list[str] = []
    for sentence in _SENTENCE.split(text):
        (orders if speaks_to_machine(sentence) else kept).append(sentence)
    return " ".join(kept), orders


def without_instructions(document: Document) -> Document:
    """Return the document without sentences that speak to a machine; they are in its notices and in `left_out`."""
    lines: list[LayoutLine] = []
    notices: list[Notice] = []
    left_out: list[LeftOut] = []
    for line in document.lines:
        text, orders = without_orders(line.text)
        for order in orders:
            notices.append(Notice(kind="instruction", text=order, origin=line.origin))
            left_out.append(LeftOut(text=order, reason="speaks to a machine", origin=line.origin))
        if not orders:
            lines.append(line)
        elif text:
            lines.append(line.model_copy(update={"text": text}))
    if not notices:
        return document
    return document.model_copy(
        update={
            "lines": tuple(lines),
            "data": _cleaned(document.data),
            "notices": (*document.notices, *notices),
            "left_out": (*document.left_out, *left_out),
        }
    )


def _cleaned(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        return without_orders(value)[0]
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list) else value
