"""How a batch run tells where it stands: one custom event a row, each a plain dictionary."""

import time
from typing import Any

from langgraph.config import get_stream_writer

from models.base import Model
from models.batch import Progress, RowStatus
from models.usage import Usage


class Watcher:
    """Counts what happens to rows and tells whoever watches the run."""

    def __init__(self, total: int) -> None:
        self._started = time.monotonic()
        self._write = get_stream_writer()
        self._progress = Progress(total=total)
        self._tell()

    @property
    def seconds(self) -> float:
        """Return how long the run has taken."""
        return time.monotonic() - self._started

    def count(self, status: RowStatus, usage: Usage, row: Model | None = None, *, number: int = 1) -> None:
        """Count a row, or several of one fate, and hand it on where somebody wants to see each."""
        update: dict[str, Any] = {"usage": usage, "note": ""}
        if status != "left":
            update[status] = getattr(self._progress, status) + number
        self._progress = self._progress.model_copy(update=update)
        self._tell(row)

    def note(self, sentence: str) -> None:
        """Say what the run waits for."""
        self._progress = self._progress.model_copy(update={"note": sentence})
        self._tell()

    def _tell(self, row: Model | None = None) -> None:
        progress = self._progress.model_copy(update={"seconds": self.seconds})
        event = {"progress": progress.model_dump(mode="json")}
        self._write(event if row is None else event | {"row": row.model_dump(mode="json")})


def show(row: Model) -> None:
    """Hand on a row that is counted elsewhere."""
    get_stream_writer()({"row": row.model_dump(mode="json")})
