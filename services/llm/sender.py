"""Send one request through budget, breaker, limiter and retries."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from models.errors import AicvgenError
from services.llm.breaker import Breaker
from services.llm.budget import Budget
from services.llm.catalog import ModelInfo
from services.llm.clock import Clock
from services.llm.errors import CircuitOpenError, RateLimitError, TooLargeError, UnavailableError
from services.llm.limiter import Limiter
from services.llm.retry import with_retries
from services.llm.tally import Tally
from services.llm.types import Answer, Call, OnEvent, Provider

CALL_TIMEOUT = 120.0
"""Seconds that one request may take in all."""


class Sender:
    """One provider, with a circuit for each of its models."""

    def __init__(self, provider: Provider, limiter: Limiter, budget: Budget, clock: Clock) -> None:
        self._provider = provider
        self._limiter = limiter
        self._budget = budget
        self._clock = clock
        self._breakers: defaultdict[str, Breaker] = defaultdict(lambda: Breaker(clock))

    async def send(self, call: Call, info: ModelInfo, session: str, tally: Tally, emit: OnEvent) -> Answer:
        """Return the provider's answer, valid or not.

        Raises:
            AicvgenError: of services.llm.errors, when tries and time are used up or no try would help.
        """
        timeout = self._clock.timeout(CALL_TIMEOUT)

        async def attempt() -> Answer:
            """Send it once, when the limits let it."""
            reservation = await self._admit(call, info, emit)
            async with self._judged(info, reservation), asyncio.timeout(timeout):
                answer = await self._provider.send(call, timeout)
            await self._limiter.settled(info.name, reservation, answer.headers, _charged(call, answer))
            return answer

        async with self._room(call, info, session):
            answer, retries = await with_retries(attempt, clock=self._clock, model=info.name, emit=emit)
        tally.answered(call, answer, retries)
        return answer

    async def stream(
        self, call: Call, info: ModelInfo, session: str, tally: Tally, emit: OnEvent
    ) -> AsyncGenerator[str | Answer]:
        """Yield pieces and the Answer; tried again only while nothing has come, for a piece can't be taken back."""

        async def opened() -> tuple[str | Answer, AsyncGenerator[str | Answer], int]:
            """Open the stream and return its first piece, its rest and its reservation."""
            reservation = await self._admit(call, info, emit)
            pieces = self._provider.stream(call, self._clock.timeout(CALL_TIMEOUT))
            async with self._judged(info, reservation):
                return await anext(pieces), pieces, reservation

        async with self._room(call, info, session):
            (piece, pieces, reservation), retries = await with_retries(
                opened, clock=self._clock, model=info.name, emit=emit
            )
            async with self._judged(info, reservation):
                while not isinstance(piece, Answer):
                    yield piece
                    piece = await anext(pieces)
            await self._limiter.settled(info.name, reservation, piece.headers, _charged(call, piece))
        tally.answered(call, piece, retries)
        yield piece

    async def aclose(self) -> None:
        """Close the provider."""
        await self._provider.aclose()

    def _room(self, call: Call, info: ModelInfo, session: str) -> AbstractAsyncContextManager[None]:
        tokens = call.estimate + call.max_tokens
        return self._budget.room_for(session, info.name, info.cost(call.estimate, call.max_tokens), tokens)

    async def _admit(self, call: Call, info: ModelInfo, emit: OnEvent) -> int:
        """Return the reservation, once the limits have room and the circuit is closed at that moment too."""
        breaker = self._breakers[info.name]
        breaker.peek(info.name)
        reservation = await self._limiter.admit(info.name, info.limits, call.estimate + call.max_tokens, emit)
        try:
            breaker.enter(info.name)
        except CircuitOpenError:
            await self._limiter.released(info.name, reservation)
            raise
        return reservation

    @asynccontextmanager
    async def _judged(self, info: ModelInfo, reservation: int) -> AsyncIterator[None]:
        """Tell breaker and limiter how a request ended."""
        breaker = self._breakers[info.name]
        try:
            yield
        except (UnavailableError, TimeoutError) as error:
            outage = (
                error
                if isinstance(error, UnavailableError)
                else UnavailableError(f"{info.name} did not answer in time.")
            )
            breaker.failed(outage)
            # It may have been counted all the same, so its tokens stay reserved.
            await self._limiter.settled(info.name, reservation, {})
            raise outage from None
        except RateLimitError as error:
            breaker.succeeded()
            await self._limiter.refused(info.name, reservation, error)
            raise
        except TooLargeError:
            breaker.succeeded()
            await self._limiter.released(info.name, reservation)
            raise
        except AicvgenError:
            breaker.succeeded()
            await self._limiter.settled(info.name, reservation, {})
            raise
        except BaseException:
            breaker.abandoned()
            raise
        else:
            breaker.succeeded()


def _charged(call: Call, answer: Answer) -> int | None:
    """Return what admission charged, now that the provider has counted the prompt."""
    return answer.input_tokens + call.max_tokens if answer.input_tokens else None
