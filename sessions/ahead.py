"""Look ahead: while a person looks at one item, the next ones are written through the client's cache.

The run that comes later finds the answers there, or joins the calls that are still under way, so nothing is paid twice.
What was begun is never cancelled by an answer: the answer is what it was begun for.
"""

import gc
from functools import cache

from graph.ahead import groups_ahead, prepare
from graph.state import TailorState
from models.errors import AicvgenError
from models.item import Item
from services.toolbox import Caller, Toolbox
from sessions import portal


class LookAhead:
    """What one session has begun to prepare."""

    def __init__(self, session_id: str, toolbox: Toolbox) -> None:
        self._caller = Caller(session=session_id)
        self._toolbox = toolbox
        self._begun: set[tuple[str, int, str]] = set()

    def begin(self, state: TailorState) -> None:
        """Prepare the next items in the background, those that were not begun before."""
        _keep_libraries_out_of_collections()
        settings = self._toolbox.settings
        if not (settings.look_ahead and settings.cache and self._toolbox.llm):
            return
        groups = [
            group for group in groups_ahead(state, settings.look_ahead) if not self._begun.issuperset(map(_key, group))
        ]
        self._begun.update(_key(item) for group in groups for item in group)
        if groups:
            portal.submit(self._prepare(groups, state))

    async def _prepare(self, groups: list[list[Item]], state: TailorState) -> None:
        try:
            await prepare(groups, state, self._toolbox, self._caller)
        except AicvgenError:
            return  # no budget, no limit left, no model: the run itself will meet it, and say so


@cache
def _keep_libraries_out_of_collections() -> None:
    """Freeze what is loaded by now, once a process: to walk over all of it takes a tenth of a second of some answer."""
    gc.freeze()


def _key(item: Item) -> tuple[str, int, str]:
    return item.id, item.attempt, item.feedback
