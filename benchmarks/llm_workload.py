"""The work that the LLM benchmarks send: drafts of unequal size, and the ways of sending them."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pydantic import BaseModel

from services.llm.client import LLM
from services.llm.clock import WallClock
from services.prompts import Prompt, parse
from services.settings import Settings
from tests.groq_server.replies import Request, Scripted
from tests.groq_server.server import GroqServer

MODEL = "openai/gpt-oss-120b"
WORDS = ("planned", "rebuilt", "served", "taught", "measured", "repaired", "guided", "drew", "counted", "mended")

_PROMPT = """---
name: bench
version: 1
role: quality
inputs: {facts: 20000}
output: Draft
max_tokens: 400
temperature: 0.2
---
## system
Write one line from the facts and from nothing else.
## user
{{ facts }}
"""


class Draft(BaseModel):
    """The answer."""

    line: str


class Work:
    """An endless supply of different questions; equal seeds, equal questions."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._base = parse(_PROMPT)
        self.number = 0

    def next(self) -> tuple[Prompt, str]:
        """Return a prompt of 200-700 tokens with room for 200-600 more."""
        self.number += 1
        facts = " ".join(self._random.choices(WORDS, k=self._random.randint(120, 420)))
        prompt = self._base.model_copy(update={"max_tokens": self._random.randint(200, 600)})
        return prompt, f"Fact {self.number}: {facts}."


def respond(request: Request) -> Scripted:
    """Answer with 20-100 % of the room, by the question's own dice."""
    dice = random.Random(request["messages"][-1]["content"])
    return Scripted('{"line": "Served."}', completion_tokens=int(request["max_tokens"] * dice.uniform(0.2, 1.0)))


Send = Callable[[Prompt, str], Awaitable[object]]


def our_client(server: GroqServer, home: Path, plan: str) -> LLM:
    """Return the client with the clock of the stand-in, on the quality model alone."""
    name = f"groq:{MODEL}"
    settings = Settings(
        home=home, groq_api_base=server.url, groq_api_key="bench", model=name, fast_model=name, plan=plan, cache=False
    )
    return LLM(settings, clock=server.clock)


def chat_groq(server: GroqServer, stack: AsyncExitStack, **options: Any) -> Any:
    """Return langchain-groq's own client, which the baselines use as it comes; the stack closes it."""
    from langchain_groq import ChatGroq

    model = ChatGroq(model=MODEL, api_key="bench", base_url=server.url, **options)
    stack.push_async_callback(model.async_client._client.close)
    return model


def plain_send(model: Any) -> Send:
    """Return a way to send without any care for limits but the SDK's own retries."""

    async def send(prompt: Prompt, facts: str) -> object:
        messages = [(m.role, m.content) for m in prompt.messages({"facts": facts})]
        return await model.ainvoke(messages, max_tokens=prompt.max_tokens)

    return send


def scaled_sdk_sleep(clock: WallClock) -> Any:
    """Return a patch that lets the SDK's own pauses pass by the server's clock, so that baselines lose nothing."""
    real = asyncio.sleep
    return patch("groq._base_client.anyio.sleep", lambda seconds: real(seconds / clock.speed))
