"""Pack rows into as few calls as their sizes allow, in order."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from services.batch.rows import ROWS, SPARE_TOKENS, Question, Row, Task
from services.llm.tokens import estimate_messages, estimate_tokens

if TYPE_CHECKING:
    from services.llm.client import LLM


def pack(task: Task, rows: Iterable[Row], capacity: int) -> Iterator[Question]:
    """Yield questions of at most `task.max_rows` rows and `capacity` tokens, prompt and room for answers together.

    A row too large for any call stands alone: the client then says so. Filling each call before the next is opened
    gives the fewest calls that keep the order.
    """
    empty = estimate_messages(task.prompt.messages({**task.fixed, ROWS: ""})) + SPARE_TOKENS
    batch: list[Row] = []
    size = empty
    for row in rows:
        need = estimate_tokens(row.shown()) + 1 + task.prompt.max_tokens
        if batch and (len(batch) >= task.max_rows or size + need > capacity):
            yield Question(task, tuple(batch))
            batch, size = [], empty
        batch.append(row)
        size += need
    if batch:
        yield Question(task, tuple(batch))


def capacity(llm: "LLM", role: str, most: int) -> int:
    """Return the tokens one call may have: what model and limits take, and at most `most`."""
    from services.llm.catalog import catalog

    bounds = [most]
    for model in llm.models(role)[:1]:
        info = catalog().info(model, llm.settings.plan)
        caps = (info.context, info.limits.tpm, info.limits.tpd)
        bounds += [int(cap) - info.overhead for cap in caps if cap is not None]
    return min(bounds)
