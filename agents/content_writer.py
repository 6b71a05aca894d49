"""ContentWriter: write items from their own facts, with a model where there is one, else from the owner's lines.

The model is shown an item's facts with their ids and cites them line by line. It never writes names, employers,
titles or dates as fields: those are printed from the CV. What it answers is a draft, for QualityAssurance to judge.
"""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.draft import Draft, DraftItem
from models.errors import ProviderError
from models.item import Item, Line
from models.usage import Usage
from services.llm.errors import DayLimitError
from services.toolbox import Caller, Toolbox
from services.writing.brief import Brief
from services.writing.extractive import extract
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
    try:
        reply = await llm.complete(
            prompt_for(items), inputs_for(items, brief), Draft, session=caller.session, on_event=caller.on_event
        )
    except DayLimitError:
        raise
    except ProviderError:
        return {}, Usage()  # the client has told its listeners; the extractive writer is next in line
    wanted = {item.id: item for item in items}
    answered = (draft for draft in reply.value.items if draft.item in wanted)
    drafts = (_drafted(wanted[draft.item], draft, reply.model) for draft in answered)
    return {item.id: item for item in drafts if item.lines}, reply.usage


def _drafted(item: Item, draft: DraftItem, writer: str) -> Item:
    lines = tuple(
        Line(text=" ".join(line.text.split()), facts=tuple(dict.fromkeys(line.facts)))
        for line in draft.lines
        if line.text.strip()
    )
    return item.model_copy(update={"lines": lines, "left_out": (), "writer": writer, "status": "drafted"})
