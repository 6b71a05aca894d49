"""The stand-in's HTTP side: chat completions, models, files and batches under `/openai/v1`."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.groq_server.batches import Batches
from tests.groq_server.core import Core, Exchange
from tests.groq_server.wire import RefusalError, refusal

NEVER = 3600.0


def make_app(core: Core, batches: Batches) -> Starlette:
    """Return the application around one account."""

    async def chat(request: Request) -> Response:
        try:
            core.authorize(request.headers.get("authorization", ""))
            exchange = core.begin(await request.json())
        except RefusalError as refused:
            return refused_response(refused)
        try:
            return await answered(core, exchange)
        except RefusalError as refused:
            core.failed(exchange, refused.status)
            return refused_response(refused)

    async def models(request: Request) -> Response:
        data = [{"id": name, "object": "model", "active": True, "owned_by": "stand-in"} for name in core.model_names]
        return JSONResponse({"object": "list", "data": data})

    return Starlette(
        routes=[
            Route("/openai/v1/chat/completions", chat, methods=["POST"]),
            Route("/openai/v1/models", models, methods=["GET"]),
            *batches.routes("/openai/v1"),
        ]
    )


def refused_response(refused: RefusalError) -> Response:
    """Return a refusal as the wire has it."""
    headers = {"x-request-id": "req_standin", **refused.headers}
    return JSONResponse({"error": refused.error}, refused.status, headers)


async def answered(core: Core, exchange: Exchange) -> Response:
    """Let the latency pass and answer, or do what the fault of this call says."""
    fault = exchange.fault
    if fault == "hang":
        await asyncio.sleep(NEVER)
    if fault.isdigit() or fault == "model_decommissioned":
        raise core.spurious(exchange) if fault == "429" else refusal(fault, exchange.model)
    stamped = core.account.headers(exchange.model)
    if exchange.request.get("stream"):
        lines = sse(core, exchange)
        return StreamingResponse(lines, media_type="text/event-stream", headers=core.stamp(exchange, stamped))
    await core.clock.sleep(core.latency() * (20 if fault == "slow" else 1))
    body = core.finish(exchange)
    if fault == "json_validate_failed":
        raise refusal(fault, exchange.model, exchange.text)
    if fault == "envelope":
        body = {"ok": True}
    headers = core.stamp(exchange, stamped)
    if fault == "reset":
        return broken(json.dumps(body).encode(), headers)
    return JSONResponse(body, headers=headers)


def broken(body: bytes, headers: dict[str, str]) -> Response:
    """Return a response whose connection closes before its end."""

    async def half() -> AsyncIterator[bytes]:
        yield body[: len(body) // 2]
        raise ConnectionResetError("the stand-in breaks off on purpose")

    headers = {**headers, "content-length": str(len(body))}
    return StreamingResponse(half(), media_type="application/json", headers=headers)


async def sse(core: Core, exchange: Exchange) -> AsyncIterator[bytes]:
    """Yield the server-sent events of a streamed answer; usage comes in the last chunk, under `x_groq`."""

    def event(delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return (
            b"data: " + json.dumps(core.envelope(exchange, "chat.completion.chunk", [choice]) | more).encode() + b"\n\n"
        )

    body = core.finish(exchange)
    wait = core.latency()
    yield event({"role": "assistant", "content": ""}, x_groq={"id": "req_standin"})
    pieces = exchange.text.split(" ")
    for number, piece in enumerate(pieces):
        await core.clock.sleep(wait / len(pieces))
        if exchange.fault == "reset" and number >= len(pieces) // 2:
            raise ConnectionResetError("the stand-in breaks off on purpose")
        yield event({"content": piece if number == 0 else f" {piece}"})
    yield event({}, body["choices"][0]["finish_reason"], x_groq={"id": "req_standin", "usage": body["usage"]})
    yield b"data: [DONE]\n\n"
