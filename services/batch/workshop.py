"""Set up a batch run from the toolbox: its store, its engine, and who answers, now or overnight."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from models.errors import UserError
from services.batch.asking import Asker, Live
from services.batch.engine import BATCH_TOKENS, Engine
from services.batch.overnight import Overnight
from services.batch.packing import capacity
from services.batch.store import RowStore
from services.llm.types import Event

if TYPE_CHECKING:
    from services.llm.client import LLM
    from services.toolbox import Toolbox

NIGHTS = 2
"""Batches that an overnight run submits: all rows, then those that came to nothing."""


def model_of(toolbox: "Toolbox", what: str) -> "LLM":
    """Return the client.

    Raises:
        UserError: there is no model, and this work can't be done without one.
    """
    if toolbox.llm is None or not toolbox.llm.available:
        raise UserError(f"{what} needs a model: set GROQ_API_KEY, or name one with --model.")
    return toolbox.llm


@asynccontextmanager
async def workshop(
    toolbox: "Toolbox", role: str, *, overnight: bool, note: Callable[[str], None], most: int = BATCH_TOKENS
) -> AsyncIterator[Engine]:
    """Yield an engine over the row store of this home. `most` bounds the tokens of one call; `note` hears sentences."""
    llm = model_of(toolbox, "This")
    store = RowStore(toolbox.home / "batch.sqlite", toolbox.vault)

    def hear(event: Event) -> None:
        """Pass on what the client says."""
        note(event.text)

    asker: Asker = (
        Overnight(llm, store, tell=note) if overnight else Live(llm, toolbox.settings.batch_concurrent_limit, hear)
    )
    engine = Engine(asker, store if toolbox.settings.cache else None, capacity(llm, role, most))
    if overnight:
        engine.rounds = NIGHTS
    try:
        yield engine
    finally:
        store.close()
