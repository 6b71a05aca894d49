"""Take back what the gate refused: the owner's own lines in place of a draft, each refusal named."""

from collections.abc import Mapping

from models.base import LeftOut
from models.facts import Fact
from models.item import Item, Line
from services.writing.brief import Brief
from services.writing.extractive import extract


def revert(item: Item, brief: Brief) -> Item:
    """Return the item with each refused line replaced by the owner's lines that it cites.

    Key qualifications and summary are no lines of the source, so they are extracted anew, as is an item of which
    nothing would be left.
    """
    refused = tuple(
        LeftOut(text=line.text, reason="draft refused: " + "; ".join(reason.why for reason in verdict.reasons))
        for line, verdict in zip(item.lines, item.verdicts, strict=True)
        if not verdict.grounded
    )
    lines = _own_lines(item, brief.facts) if item.scope else ()
    restored = item.model_copy(update={"lines": lines}) if lines else _marked(extract(item, brief))
    return restored.model_copy(
        update={"left_out": (*item.left_out, *restored.left_out, *refused), "status": "reverted"}
    )


def _own_lines(item: Item, facts: Mapping[str, Fact]) -> tuple[Line, ...]:
    pairs = list(zip(item.lines, item.verdicts, strict=True))
    shown = {fact for line, verdict in pairs if verdict.grounded for fact in line.facts}
    lines: list[Line] = []
    for line, verdict in pairs:
        if verdict.grounded:
            lines.append(line)
            continue
        cited = [fact for fact in line.facts if fact in item.facts and fact not in shown and facts[fact].kind == "line"]
        shown.update(cited)
        lines.extend(Line(text=facts[fact].text, facts=(fact,), reverted=True) for fact in cited)
    return tuple(lines)


def _marked(item: Item) -> Item:
    return item.model_copy(update={"lines": tuple(line.model_copy(update={"reverted": True}) for line in item.lines)})
