"""The one door to a model: cache → budget → breaker → limiter → retry → provider.

async with LLM(settings) as llm:
    reply = await llm.complete(load("write-role"), {"facts": …}, Draft)
    reply.value, reply.usage, reply.model
"""

import asyncio
import threading
import weakref
from collections.abc import AsyncGenerator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Self, TypeVar

from pydantic import BaseModel

from models.errors import InternalError, ProviderError
from models.usage import Usage
from services.llm import janitor
from services.llm.background import Background, in_callers_loop
from services.llm.catalog import catalog
from services.llm.clock import Clock, WallClock
from services.llm.errors import BudgetError, DayLimitError
from services.llm.tokens import estimate_messages
from services.llm.types import Event, OnEvent, Provider, Reply
from services.prompts import Prompt
from services.settings import Settings

if TYPE_CHECKING:
    from services.llm.engine import Engine
    from services.llm.health import Health
    from services.llm.plan import Plan

M = TypeVar("M", bound=BaseModel)
CLOSING = 10.0
"""Seconds that connections may take to close."""


class LLM:
    """A client for one configuration; cheap to make, usable from any number of event loops and threads.

    `provider` replaces the network in tests; `session` names whose budget and ledger a call belongs to.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        provider: Provider | None = None,
        clock: Clock | None = None,
        on_event: OnEvent | None = None,
    ) -> None:
        self.settings = settings
        self._provider = provider
        self._clock = clock or WallClock()
        self._on_event = on_event
        self._background = Background()
        self._lock = threading.Lock()
        self._opened: list[Engine] = []
        # Files are read here, where nobody's event loop waits: the key's, and the list of models.
        _ = settings.api_key
        self._catalog = catalog()
        # A client that nobody closed still closes its files and connections when it goes.
        janitor.ready()
        weakref.finalize(self, janitor.leave, partial(_close, self._background, self._opened))

    def __repr__(self) -> str:
        """Say which models, and nothing that is secret."""
        return f"LLM({', '.join(self.models('quality')) or 'extractive'})"

    async def __aenter__(self) -> Self:
        """Return the client; nothing is opened before the first call."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        await self.aclose()

    @property
    def available(self) -> bool:
        """Tell whether there is a model to ask; without one every writer is extractive."""
        return bool(self.models("quality"))

    def models(self, role: str) -> tuple[str, ...]:
        """Return the models that serve a role, first choice first, as `provider:model`."""
        from services.llm.chain import models_for

        return models_for(self.settings, role, faked=self._provider is not None)

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
        """Return a valid answer from the first model of the prompt's role that gives one.

        `fresh` asks again although the cache has an answer. Events arrive in the caller's loop.

        Raises:
            ProviderError: no model of the chain gave a valid answer; the last error.
            UserError: the key, the model's name or the budget is at fault.
        """
        if output_model.__name__ != prompt.output:
            raise InternalError(f"Prompt {prompt.name} answers {prompt.output}, not {output_model.__name__}.")
        emit = in_callers_loop(on_event or self._on_event)
        models = self._chain(prompt.role)
        for model, following in zip(models, (*models[1:], ""), strict=True):
            work = (await self._ready()).complete(model, prompt, inputs, output_model, session, fresh, emit)
            try:
                return await self._background.run(work)
            except (DayLimitError, BudgetError) as error:
                # Another model would spend the same day's or session's allowance: the person decides.
                emit(Event("limit", model, str(error)))
                raise
            except ProviderError as error:
                if not following:
                    raise
                emit(Event("fallback", model, f"{error} Going on with {following}."))
        raise InternalError("a chain of models ends with a reply or an error")

    async def known(self, prompt: Prompt, inputs: Mapping[str, str], output_model: type[M]) -> M | None:
        """Return the answer of the role's first model that is kept from before, or None. Nothing is sent."""
        work = (await self._ready()).known(self._chain(prompt.role)[0], prompt, inputs, output_model)
        return await self._background.run(work)

    async def stream(
        self, prompt: Prompt, inputs: Mapping[str, str], *, session: str = "", on_event: OnEvent | None = None
    ) -> AsyncGenerator[str]:
        """Yield prose as the model writes it; tried again only while nothing has come yet.

        Raises:
            ProviderError: the model failed before or during the answer.
        """
        from services.llm.bridge import across

        if prompt.output != "text":
            raise InternalError(f"Prompt {prompt.name} answers {prompt.output}; only prose can be streamed.")
        emit = in_callers_loop(on_event or self._on_event)
        pieces = (await self._ready()).stream(self._chain(prompt.role)[0], prompt, inputs, session, emit)
        async for piece in across(self._background, pieces):
            yield piece

    def estimate_tokens(self, prompt: Prompt, inputs: Mapping[str, str]) -> int:
        """Return what admission to the limits charges: prompt tokens, estimated upwards, and max_tokens."""
        return estimate_messages(prompt.messages(inputs)) + prompt.max_tokens

    def fits(self, prompt: Prompt, inputs: Mapping[str, str]) -> bool:
        """Tell whether the first model's limits and context take the request in one piece; if not, split it."""
        model = next(iter(self.models(prompt.role)), None)
        if model is None:
            return True
        info = self._opened[0].info(model) if self._opened else self._catalog.info(model, self.settings.plan)
        need = self.estimate_tokens(prompt, inputs) + info.overhead
        return need <= min(limit for limit in (info.context, info.limits.tpm, info.limits.tpd) if limit is not None)

    async def forecast(
        self, requests: Sequence[tuple[Prompt, Mapping[str, str], type[BaseModel]]], *, at_once: int = 4
    ) -> "Plan":
        """Return what the requests would cost and when they would be done, under the limits as they are known now.

        Nothing is sent. Answers that the cache has are counted apart. `at_once` calls are under way together.
        """
        from services.llm.forecasting import plan_for

        asked = [(self._chain(prompt.role)[0], prompt, inputs, output) for prompt, inputs, output in requests]
        return await self._background.run(plan_for(await self._ready(), asked, at_once))

    async def record(self, prompt: Prompt, model: str, usage: Usage, *, session: str = "") -> None:
        """Write down a call that went another way (a batch), so that ledger and budget know of it."""
        engine = await self._ready()
        add = engine.ledger.add(self._clock.now(), session, model, (prompt.name, prompt.version), usage)
        await self._background.run(add)

    async def usage(self, session: str | None = None) -> Usage:
        """Return what a session has cost so far, in this process and earlier ones; None means everything."""
        return await self._background.run((await self._ready()).ledger.usage(session))

    async def health(self) -> "Health":
        """Ask the provider whether it would answer; see Health. Raises nothing: a failure is its content."""
        from services.llm.health import check

        return await self._background.run(check(await self._ready(), self.models("quality") + self.models("fast")))

    async def aclose(self) -> None:
        """Close connections, files and the thread; the client may be used again and opens anew."""
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        """Do the same from code without a loop."""
        _close(self._background, self._opened)

    async def _ready(self) -> "Engine":
        """Return the engine, built in a thread at the first call: its imports and files take a moment."""
        return self._opened[0] if self._opened else await asyncio.to_thread(self._engine)

    def _engine(self) -> "Engine":
        with self._lock:
            if not self._opened:
                from services.llm.engine import Engine

                self._opened.append(Engine(self.settings, self._clock, self._provider))
            return self._opened[0]

    def _chain(self, role: str) -> tuple[str, ...]:
        models = self.models(role)
        if not models:
            raise ProviderError("No model is configured; set GROQ_API_KEY or name one with --model.")
        return models


def _close(background: Background, opened: "list[Engine]") -> None:
    while opened:
        engine = opened.pop()
        background.submit(engine.aclose()).result(CLOSING)
        engine.close_files()
    background.close()
