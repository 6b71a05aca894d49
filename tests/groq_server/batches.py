"""Files and batches: upload JSONL, create, poll, download; with expiry, partial errors and cancellation."""

from typing import TYPE_CHECKING

from starlette.routing import Route

if TYPE_CHECKING:
    from tests.groq_server.core import Core


class Batches:
    """The account's files and batches."""

    def __init__(self, core: "Core") -> None:
        self.core = core

    def routes(self, prefix: str) -> list[Route]:
        """Return the routes under the prefix."""
        return []

    async def work(self) -> None:
        """Process batches in the background."""
