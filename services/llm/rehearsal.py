"""A client that notes what it would be asked, answers from what is kept, and sends nothing."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel

from models.errors import ProviderError
from models.usage import Usage
from services.llm.client import LLM
from services.llm.types import OnEvent, Reply, Request
from services.prompts import Prompt
from services.settings import Settings

M = TypeVar("M", bound=BaseModel)


class Rehearsal(LLM):
    """In the place of the client it lets a run be played through; `asked` is then what the run would ask, in order."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.asked: list[Request] = []

    async def complete(
        self,
        prompt: Prompt,
        inputs: Mapping[str, str],
        output_model: type[M],
        *,
        session: str = "",
        fresh: bool = False,
        on_event: OnEvent | None = None,
    ) -> Reply[M]:
        """Note the question, and answer it where the answer is kept.

        Raises:
            ProviderError: it is not, so whoever asks goes on as without a model.
        """
        self.asked.append((prompt, inputs, output_model))
        value = await self.known(prompt, inputs, output_model)
        if value is None:
            raise ProviderError("This is a rehearsal: nothing is sent.")
        return Reply(value, Usage(cache_hits=1), self.models(prompt.role)[0], cached=True)
