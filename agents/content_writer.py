"""ContentWriter: write items from their own facts, with a model where there is one, else from the owner's lines.

The model is shown an item's facts with their ids and cites them line by line. It never writes names, employers,
titles or dates as fields: those are printed from the CV. What it answers is a draft, for QualityAssurance to judge.
"""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.draft import Draft, DraftItem
from models.item import Item, Line
from models.usage import Usage
from services.toolbox import Caller, Toolbox
from services.writing.brief import Brief
from services.writing.extractive import completed, extract
from services.writing.prompting import inputs_for, prompt_for

if TYPE_CHECKING:
    from services.llm.client import LLM


async def write(
    items: Sequence[Item], brief: Brief, toolbox: Toolbox, caller: Caller
) -> tuple[tuple[Item, ...], Usage]:
    """Return drafts of all items, in the given order, and what they cost.

    Where the model fails, the extractive writer takes over.

    Raises:
        DayLimitError: the model may not be asked again today; the session is kept until it may.
    """
    drafts: dict[str, Item] = {}
    usage = Usage()
    if toolbox.llm is not None:
        drafts, usage = await _by_model(items, brief, toolbox.llm, caller)
    missing = [item for item in items if item.id not in drafts]
    extracts = await asyncio.to_thread(lambda: {item.id: extract(item, brief) for item in missing})
    drafts.update(extracts)
    return tuple(drafts[item.id] for item in items), usage


async def _by_model(items: Sequence[Item], brief: Brief, llm: "LLM", caller: Caller) -> tuple[dict[str, Item], Usage]:
    """Return the items that the model wrote, by id; those it left out or could not write are missing."""
    groups = await asyncio.to_thread(_groups, list(items), brief, llm)
    parts = await asyncio.gather(*(_one_call(group, brief, llm, caller) for group in groups))
    drafts = {item_id: item for part, _ in parts for item_id, item in part.items()}
    return drafts, sum((usage for _, usage in parts), Usage())


def _groups(items: list[Item], brief: Brief, llm: "LLM") -> list[list[Item]]:
    """Return the items in as few groups as the model's limits allow, by halving what does not fit."""
    if len(items) < 2 or llm.fits(prompt_for(items), inputs_for(items, brief)):
        return [items]
    middle = len(items) // 2
    return _groups(items[:middle], brief, llm) + _groups(items[middle:], brief, llm)


async def _one_call(items: Sequence[Item], brief: Brief, llm: "LLM", caller: Caller) -> tuple[dict[str, Item], Usage]:
    reply = await caller.ask(llm, prompt_for(items), inputs_for(items, brief), Draft)
    if reply is None:
        return {}, Usage()
    wanted = {item.id: item for item in items}
    answered = (draft for draft in reply.value.items if draft.item in wanted)
    drafts = (_drafted(wanted[draft.item], draft, reply.model, brief) for draft in answered)
    return {item.id: item for item in drafts if item.lines}, reply.usage


def _drafted(item: Item, draft: DraftItem, writer: str, brief: Brief) -> Item:
    lines = tuple(
        Line(text=" ".join(line.text.split()), facts=tuple(dict.fromkeys(line.facts)))
        for line in draft.lines
        if line.text.strip()
    )
    written = item.model_copy(update={"lines": lines, "left_out": (), "writer": writer, "status": "drafted"})
    return completed(written, brief) if lines else written
