"""What the agents work with, built from the settings on first use and not before."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from models.cv import CV
from models.errors import ProviderError
from services.llm.errors import DayLimitError
from services.prompts import Prompt
from services.settings import Settings, load_settings
from services.vault import Vault

if TYPE_CHECKING:
    from services.embeddings.embedder import Embedder
    from services.grounding.gate import Gate
    from services.llm.client import LLM
    from services.llm.types import OnEvent, Reply
    from services.memory import Memory
    from services.scoring.support import Matcher

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Caller:
    """Whom a model call is made for: the session whose budget and ledger it belongs to, and who hears of its events."""

    session: str = ""
    on_event: "OnEvent | None" = None

    async def ask(
        self, llm: "LLM", prompt: Prompt, inputs: Mapping[str, str], output_model: type[M]
    ) -> "Reply[M] | None":
        """Return the model's answer, or None where it has none: the client has told its listeners, others take over.

        Raises:
            DayLimitError: the model may not be asked again today; going on without it is not for an agent to decide.
        """
        try:
            return await llm.complete(prompt, inputs, output_model, session=self.session, on_event=self.on_event)
        except DayLimitError:
            raise
        except ProviderError:
            return None


class Toolbox:
    """The services of one run. Each part is loaded when it is first asked for; none of them at import."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or load_settings()
        self._gate: tuple[CV, Gate] | None = None

    @property
    def home(self) -> Path:
        """Return the folder that holds sessions, cache and profiles."""
        return self.settings.home

    @cached_property
    def vault(self) -> Vault:
        """Return what encrypts the data that is kept, under the key of the settings."""
        return Vault.of(self.settings)

    @cached_property
    def memory(self) -> "Memory":
        """Return the wording that the owner accepted before."""
        from services.memory import Memory

        return Memory(self.settings, self.vault, lambda: self.embedder)

    @cached_property
    def llm(self) -> "LLM | None":
        """Return the client of the writing model, or None when the extractive writer is to do the work."""
        if self.settings.quality_model == "extractive":
            return None
        from services.llm.client import LLM

        return LLM(self.settings)

    @cached_property
    def embedder(self) -> "Embedder":
        """Return the embedder in force."""
        from services.embeddings.load import load_embedder

        return load_embedder(self.settings)

    @cached_property
    def matcher(self) -> "Matcher":
        """Return the one rule that says whether a text supports or shows a requirement."""
        from services.scoring.support import Matcher

        return Matcher(self.embedder)

    def gate(self, cv: CV) -> "Gate":
        """Return the truth gate over the facts of this CV, with the owner's own additions to the lexicons.

        The last one is kept: every node of a run asks for the gate of the same CV.
        """
        from services.grounding.gate import Gate
        from services.grounding.lexicons import Lexicons

        if self._gate is None or self._gate[0] != cv:
            self._gate = (cv, Gate(cv, Lexicons.load(self.home)))
        return self._gate[1]

    def close(self) -> None:
        """Close the client's connections, where it was used."""
        if "llm" in self.__dict__ and self.llm is not None:
            self.llm.close()
