"""Prepare what a person will be asked next, while that person still thinks about something else."""

import asyncio
from collections.abc import Sequence
from typing import cast

from agents import content_writer, quality_assurance
from graph.context import brief_of
from graph.routing import asked, next_group
from graph.state import TailorState
from models.item import Item
from services.toolbox import Caller, Toolbox
from services.writing.brief import Brief


def groups_ahead(state: TailorState, count: int) -> list[list[Item]]:
    """Return the groups that will be written next whatever the open question is answered: `count` items or more.

    The summary is never among them, because it is written from what was accepted.
    """
    groups: list[list[Item]] = []
    view = _as_decided(state, asked(state))
    while sum(map(len, groups)) < count and (group := next_group(view)):
        groups.append(group)
        view = _as_decided(view, group)
    return groups


async def prepare(groups: Sequence[list[Item]], state: TailorState, toolbox: Toolbox, caller: Caller) -> None:
    """Write and check the groups as the graph will, so that it finds the model's answers in the client's cache."""
    brief = brief_of(state)
    await asyncio.gather(*(_until_it_passes(group, brief, toolbox, caller) for group in groups))


async def _until_it_passes(group: Sequence[Item], brief: Brief, toolbox: Toolbox, caller: Caller) -> None:
    while group:
        drafts, _ = await content_writer.write(group, brief, toolbox, caller)
        checked = await quality_assurance.check(drafts, brief, toolbox, caller)
        group = [item for item in checked if item.status == "pending"]


def _as_decided(state: TailorState, items: Sequence[Item]) -> TailorState:
    decided = {item.id: item.model_copy(update={"status": "accepted"}) for item in items}
    return cast(TailorState, {**state, "items": state["items"] | decided})
