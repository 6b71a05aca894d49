"""Start the stand-in on a free port of the loopback, in a thread of this process.

with GroqServer(limits=FREE, clock=WallClock(speed=30)) as server:
    settings = Settings(GROQ_API_BASE=server.url, GROQ_API_KEY="any")
    …
    server.log, server.calls(status=429)
"""

import asyncio
import random
import socket
import threading
from collections.abc import Callable
from typing import Any, Self

import uvicorn

from services.llm.clock import WallClock
from tests.groq_server.app import make_app
from tests.groq_server.batches import Batches, BatchRules
from tests.groq_server.core import Core, Exchange
from tests.groq_server.faults import Faults
from tests.groq_server.foreign import consume
from tests.groq_server.limits import NONE, Account, Switches
from tests.groq_server.replies import Responder, minimal


class GroqServer:
    """A running stand-in. `limits` are by kind for every model, or a function of the model's name.

    `latency` is seconds or draws them; `clock` may run fast; `foreign` is (model, tokens per minute) of a second
    consumer of the same key; `keys` are the accepted ones (none named = all).
    """

    def __init__(
        self,
        responder: Responder = minimal,
        *,
        limits: dict[str, float] | Callable[[str], dict[str, float]] = NONE,
        switches: Switches | None = None,
        faults: Faults | None = None,
        latency: float | Callable[[random.Random], float] = 0.0,
        clock: WallClock | None = None,
        foreign: tuple[str, float] | None = None,
        keys: tuple[str, ...] = (),
        seed: int = 0,
        batch_rules: BatchRules | None = None,
        port: int = 0,
    ) -> None:
        self.clock = clock or WallClock()
        by_model = limits if callable(limits) else lambda _: limits
        self.account = Account(by_model, self.clock.now, switches or Switches())
        draw = latency if callable(latency) else lambda _: latency
        self.core = Core(self.account, self.clock, responder, faults or Faults(), draw, frozenset(keys), seed=seed)
        self.batches = Batches(self.core, batch_rules or BatchRules())
        self._foreign = foreign
        self.foreign_log: list[tuple[float, float]] = []
        self._port = port
        self._server: PromptServer | None = None
        self._thread: threading.Thread | None = None
        self.url = ""

    @property
    def log(self) -> list[Exchange]:
        """Return every request so far."""
        return self.core.log

    def calls(self, status: int) -> list[Exchange]:
        """Return the requests that ended with this status."""
        return [exchange for exchange in self.log if exchange.status == status]

    def start(self) -> Self:
        """Listen, and return when the server answers."""
        # The protocol is named so that asyncio turns Nagle's algorithm off, which costs 40 ms a call on loopback.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.bind(("127.0.0.1", self._port))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        app = make_app(self.core, self.batches)
        self._server = PromptServer(uvicorn.Config(app, log_level="critical", lifespan="off"))
        self._thread = threading.Thread(target=asyncio.run, args=(self._serve(self._server, listener),), daemon=True)
        self._thread.start()
        self._server.ready.wait(10)
        return self

    def stop(self) -> None:
        """Stop listening and end the thread."""
        if self._server and self._thread:
            self._server.leave()
            self._thread.join(10)

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    async def __aenter__(self) -> Self:
        """Start."""
        return await asyncio.to_thread(self.start)

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await asyncio.to_thread(self.stop)

    async def _serve(self, server: "PromptServer", listener: socket.socket) -> None:
        tasks: list[asyncio.Task[Any]] = [asyncio.create_task(self.batches.work())]
        if self._foreign:
            tasks.append(asyncio.create_task(consume(self.account, self.clock, self.foreign_log, *self._foreign)))
        try:
            await server.serve(sockets=[listener])
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


class PromptServer(uvicorn.Server):
    """A uvicorn that ends at once: its own polling and grace take a fifth of a second, in every test."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leave = asyncio.Event()

    def leave(self) -> None:
        """End, from another thread."""
        if self._loop:
            self._loop.call_soon_threadsafe(self._leave.set)

    async def main_loop(self) -> None:
        """Wait to be told to leave."""
        self._loop = asyncio.get_running_loop()
        self.ready.set()
        await self._leave.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close everything without waiting for anybody."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            if connection.transport:
                connection.transport.abort()
        for task in list(self.server_state.tasks):
            task.cancel()
        await asyncio.gather(*self.server_state.tasks, return_exceptions=True)
