"""The question that a review interrupt asks, in the form that LangGraph's clients render.

`text` is the only argument, because each argument becomes an editable box; what a person should read stands in the
description: a summary, a diff, the facts. Text of a CV or an ad is escaped, since clients render and fetch markup.
"""

import difflib
import html
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from models.facts import Fact
from models.item import Item
from models.job import Job

WIDTH = 68

_MARKUP = re.compile(r"([\\`*_\[\]!#|~])")


def request_for(items: Sequence[Item], facts: Mapping[str, Fact], job: Job) -> dict[str, Any]:
    """Return the interrupt's payload: one action for each item, plain JSON throughout."""
    return {
        "action_requests": [_action(item, facts, job) for item in items],
        "review_configs": [
            {"action_name": name_of(item), "allowed_decisions": ["approve", "edit", "reject"]} for item in items
        ],
    }


def name_of(item: Item) -> str:
    """Return the name of the question about this draft; another draft of the same item has another name."""
    draft = f" (draft {item.attempt + 1})" if item.attempt else ""
    return f"Review {item.title[:1].lower()}{item.title[1:]}{draft}"


def _action(item: Item, facts: Mapping[str, Fact], job: Job) -> dict[str, Any]:
    text = "\n".join(line.text for line in item.lines)
    arguments = {"text": text}
    return {
        "name": name_of(item),
        "args": arguments,
        "arguments": arguments,
        "description": describe(item, facts, job),
    }


def describe(item: Item, facts: Mapping[str, Fact], job: Job) -> str:
    """Return the item as Markdown: summary, diff, facts behind each line, requirements served."""
    ungrounded = [
        f"- «{escape(line.text)}»: {escape(reason.why)}"
        for line, verdict in zip(item.lines, item.verdicts, strict=False)
        for reason in verdict.reasons
    ]
    parts = [_summary(item, len(ungrounded))]
    if item.reopened:
        parts.append("Asked again because:\n" + "\n".join(f"- {escape(reason)}" for reason in item.reopened))
    parts += ["```diff\n" + _diff(item) + "\n```"]
    if ungrounded:
        parts.append("Not in your CV; approve to stand behind it yourself:\n" + "\n".join(ungrounded))
    rested = dict.fromkeys(fact for line in item.lines for fact in line.facts if fact in facts)
    if rested:
        parts.append("Facts:\n" + "\n".join(f"- {fact}: {escape(facts[fact].text)}" for fact in rested))
    served = [req for req in job.requirements if req.id in item.requirements]
    if served:
        parts.append("Serves:\n" + "\n".join(f"- {escape(req.text)}" for req in served))
    return "\n\n".join(parts)


def _summary(item: Item, ungrounded: int) -> str:
    count = len(item.lines)
    verdict = f"{ungrounded} not grounded" if ungrounded else "all grounded"
    return f"{escape(item.title)}: {count} line{'' if count == 1 else 's'} by {item.writer or 'nobody'}, {verdict}."


def _diff(item: Item) -> str:
    after = [line.text for line in item.lines]
    wrapped: list[str] = []
    for line in difflib.ndiff(item.before, after):
        mark, text = line[0], line[2:].replace("`", "'")
        if mark in "+- ":
            wrapped += textwrap.wrap(text, WIDTH - 2, initial_indent=f"{mark} ", subsequent_indent=f"{mark}   ")
    return "\n".join(wrapped)


def escape(text: str) -> str:
    """Return text that Markdown and HTML renderers show as it is."""
    return _MARKUP.sub(r"\\\1", html.escape(text, quote=False))
