"""What happens behind the door, all in the client's own loop."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import TypeVar

from pydantic import BaseModel

from models.usage import Usage
from services.llm import cache as cache_module
from services.llm import ledger as ledger_module
from services.llm import limits_store
from services.llm.budget import Budget
from services.llm.cache import Cache, key_of
from services.llm.catalog import ModelInfo, catalog
from services.llm.clock import Clock
from services.llm.conversation import Conversation
from services.llm.database import Database
from services.llm.errors import InvalidOutputError
from services.llm.flight import Flight
from services.llm.groq import host_only
from services.llm.ledger import Ledger
from services.llm.limiter import Limiter, account_of
from services.llm.limits_store import LimitsStore
from services.llm.providers import make_provider
from services.llm.sender import Sender
from services.llm.structured import in_words, parse_answer, schema_of
from services.llm.tally import Tally
from services.llm.tokens import estimate_messages, estimate_tokens
from services.llm.types import Answer, Call, Event, OnEvent, Provider, Reply
from services.prompts import Message, Prompt
from services.settings import Settings
from services.vault import Vault

M = TypeVar("M", bound=BaseModel)


class Engine:
    """The parts of the client, wired: files, limiter, budget, cache, flights and one sender per provider."""

    def __init__(self, settings: Settings, clock: Clock, provider: Provider | None) -> None:
        self.settings = settings
        self.clock = clock
        self._provider = provider
        self._state = Database(settings.home / "llm.sqlite", (*limits_store.MIGRATIONS, ledger_module.MIGRATION))
        self._answers = Database(settings.home / "llm-cache.sqlite", cache_module.MIGRATIONS)
        key = settings.api_key.get_secret_value() if settings.api_key else ""
        self.limits = LimitsStore(self._state, account_of(key, settings.groq_api_base))
        self.limiter = Limiter(self.limits, clock)
        self.ledger = Ledger(self._state)
        self.budget = Budget(self.ledger, settings.max_cost, settings.max_tokens)
        vault = Vault.of(settings)
        self.cache = Cache(self._answers, clock, vault.seal, vault.unseal)
        self._flights: Flight[tuple[Answer, Usage]] = Flight()
        self._senders: dict[str, Sender] = {}
        self._infos: dict[str, ModelInfo] = {}
        self._to_tell = base_correction(settings.groq_api_base)

    def info(self, model: str) -> ModelInfo:
        """Return what is known of `provider:model` under the plan of the settings."""
        if model not in self._infos:
            self._infos[model] = catalog().info(model, self.settings.plan)
        return self._infos[model]

    async def info_now(self, model: str) -> ModelInfo:
        """Return the same with the limits that the account's own responses told."""
        info = self.info(model)
        if told := await self.limiter.told(model):
            limits = catalog().limits_told(model, info.limits, told)
            self._infos[model] = info = info.model_copy(update={"limits": limits})
        return info

    def sender(self, model: str) -> Sender:
        """Return the way to the provider of `provider:model`, opened at first use."""
        name = model.partition(":")[0]
        if name not in self._senders:
            provider = self._provider or make_provider(name, self.settings)
            self._senders[name] = Sender(provider, self.limiter, self.budget, self.clock)
        return self._senders[name]

    async def complete(
        self,
        model: str,
        prompt: Prompt,
        inputs: Mapping[str, str],
        output_model: type[M],
        session: str,
        fresh: bool,
        emit: OnEvent,
    ) -> Reply[M]:
        """Return one model's valid answer, from the cache where it is known."""
        info, started = await self.info_now(model), self.clock.now()
        call = make_call(info, prompt, prompt.messages(inputs), output_model)
        if self._to_tell:
            emit(Event("corrected", model, self._to_tell))
            self._to_tell = ""
        cut = prompt.cut(inputs)
        if cut:
            emit(Event("cut", model, f"Inputs were too long and were cut: {', '.join(cut)}."))
        key = cache_key(call, prompt)
        known = None if fresh or not self.settings.cache else await self._known(key, output_model)
        if known is not None:
            usage = Usage(cache_hits=1, seconds=self.clock.now() - started)
            await self.ledger.add(started, session, model, (prompt.name, prompt.version), usage)
            return Reply(known, usage, model, cached=True, cut=cut)

        async def produce() -> tuple[Answer, Usage]:
            """Ask, as the one who pays."""
            return await self._produce(info, prompt, call, output_model, session, key, emit)

        # A question asked afresh is its own flight: joining the old one would give the old answer.
        (answer, usage), mine = await self._flights.join(f"{key}/{fresh}", produce)
        if not mine:
            usage = Usage(cache_hits=1, seconds=self.clock.now() - started)
            await self.ledger.add(started, session, model, (prompt.name, prompt.version), usage)
        return Reply(parse_answer(answer.text, output_model), usage, model, cached=not mine, cut=cut)

    async def stream(
        self, model: str, prompt: Prompt, inputs: Mapping[str, str], session: str, emit: OnEvent
    ) -> AsyncGenerator[str]:
        """Yield one model's prose, from the cache in one piece where it is known."""
        info, started = await self.info_now(model), self.clock.now()
        call = make_call(info, prompt, prompt.messages(inputs), None)
        key = cache_key(call, prompt)
        known = await self.cache.get(key) if self.settings.cache else None
        tally = Tally(info)
        if known:
            tally.hit()
            yield known.text
        else:
            pieces = self.sender(model).stream(call, info, session, tally, emit)
            async with aclosing(pieces):
                async for piece in pieces:
                    if isinstance(piece, str):
                        yield piece
                    elif self.settings.cache:
                        await self.cache.put(key, piece)
        usage = tally.usage(self.clock.now() - started)
        await self.ledger.add(started, session, model, (prompt.name, prompt.version), usage)

    async def aclose(self) -> None:
        """Close the providers' connections."""
        for sender in self._senders.values():
            await sender.aclose()
        self._senders.clear()

    def close_files(self) -> None:
        """Close the files."""
        self._state.close()
        self._answers.close()

    async def known(self, model: str, prompt: Prompt, inputs: Mapping[str, str], output_model: type[M]) -> M | None:
        """Return one model's answer that is kept from before, or None."""
        call = make_call(await self.info_now(model), prompt, prompt.messages(inputs), output_model)
        return await self._known(cache_key(call, prompt), output_model) if self.settings.cache else None

    async def _known(self, key: str, output_model: type[M]) -> M | None:
        answer = await self.cache.get(key)
        if answer is None:
            return None
        try:
            return parse_answer(answer.text, output_model)
        except InvalidOutputError:
            # The model class has become stricter than the answer that was kept.
            await self.cache.drop(key)
            return None

    async def _produce(
        self,
        info: ModelInfo,
        prompt: Prompt,
        call: Call,
        output_model: type[BaseModel],
        session: str,
        key: str,
        emit: OnEvent,
    ) -> tuple[Answer, Usage]:
        started, tally = self.clock.now(), Tally(info)
        talk = Conversation(self.sender(info.name), info, session, tally, emit)
        outcome = "cancelled"
        try:
            answer = await talk.valid_answer(call, output_model)
            outcome = "ok"
        except Exception as error:
            outcome = type(error).__name__
            raise
        finally:
            usage = tally.usage(self.clock.now() - started)
            writing = self.ledger.add(started, session, info.name, (prompt.name, prompt.version), usage, outcome)
            await asyncio.shield(writing)
        if self.settings.cache:
            await self.cache.put(key, answer)
        return answer, usage


def base_correction(base: str | None) -> str:
    """Return the word about a base address that named more than the host, or ""."""
    host = host_only(base)
    if host is None or base is None or host == base.strip().rstrip("/"):
        return ""
    return f"GROQ_API_BASE is the host alone ({host}); the path after it was left off, for the client adds it itself."


def cache_key(call: Call, prompt: Prompt) -> str:
    """Return where the cache keeps the answer to this call."""
    return key_of(call, f"{prompt.name}@{prompt.version}")


def make_call(
    info: ModelInfo, prompt: Prompt, messages: tuple[Message, ...], output_model: type[BaseModel] | None
) -> Call:
    """Return the request for this model, with the form of the answer asked for as strictly as the model takes it."""
    schema = schema_of(output_model) if output_model else None
    mode = info.mode if schema else "text"
    if schema and mode in ("object", "text"):
        head, *rest = messages
        messages = (Message(role="system", content=f"{head.content}\n\n{in_words(schema)}"), *rest)
    return Call(
        model=info.name.partition(":")[2],
        messages=messages,
        max_tokens=min(prompt.max_tokens, info.max_output),
        temperature=prompt.temperature,
        schema=schema,
        schema_name=prompt.output,
        mode=mode,
        params=info.params,
        # A schema that the provider enforces is shown to the model too.
        estimate=estimate_messages(messages)
        + (estimate_tokens(str(schema)) if mode in ("strict", "schema") else 0)
        + info.overhead,
    )
