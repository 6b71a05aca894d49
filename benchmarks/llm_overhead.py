"""What the client adds to a call: on a cache hit, and to a server that answers at once."""

import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks.llm_workload import MODEL, Draft, Work, chat_groq, respond
from services.llm.client import LLM
from services.settings import Settings
from tests.groq_server.server import GroqServer

CALLS = 400
HEAD = "| way | p50 | p99 | p50 ÷ ChatGroq alone |\n|---|---|---|---|"


async def table() -> str:
    """Return the rows, all against one server in one run."""
    import httpx

    rows: list[tuple[str, float, float]] = []
    async with GroqServer(respond) as server, AsyncExitStack() as stack:
        with tempfile.TemporaryDirectory() as home:
            settings = Settings(home=Path(home), groq_api_base=server.url, groq_api_key="bench", plan="developer")
            async with LLM(settings) as llm, httpx.AsyncClient() as http:
                model = chat_groq(server, stack)
                # Small, so that no limit that the client assumes is ever near.
                prompt, facts = Work().next()[0].model_copy(update={"max_tokens": 20}), "Served a ward."
                messages = [(message.role, message.content) for message in prompt.messages({"facts": facts})]
                body = {
                    "model": MODEL,
                    "max_tokens": prompt.max_tokens,
                    "messages": [{"role": role, "content": content} for role, content in messages],
                }
                url = f"{server.url}/openai/v1/chat/completions"
                rows.append(("httpx alone", *await _measure(lambda _: http.post(url, json=body))))
                alone = await _measure(lambda _: model.ainvoke(messages, max_tokens=prompt.max_tokens))
                rows.append(("ChatGroq alone", *alone))
                # Sessions of the same question would be cache hits: each asks about another fact.
                plain = await _measure(lambda n: llm.complete(prompt, {"facts": f"{n} {facts}"}, Draft))
                rows.append(("aicvgen, asked", *plain))
                cached = await _measure(lambda _: llm.complete(prompt, {"facts": facts}, Draft))
                rows.append(("aicvgen, from the cache", *cached))
    return "\n".join(
        [HEAD, *(f"| {way} | {p50:.2f} ms | {p99:.2f} ms | {p50 / alone[0]:.2f} |" for way, p50, p99 in rows)]
    )


async def _measure(call: Callable[[int], Awaitable[object]]) -> tuple[float, float]:
    """Return p50 and p99 in milliseconds, after twenty calls that are not counted."""
    times = []
    for number in range(CALLS + 20):
        started = time.perf_counter()
        await call(number)
        times.append((time.perf_counter() - started) * 1000)
    times = sorted(times[20:])
    return times[len(times) // 2], times[int(len(times) * 0.99)]
