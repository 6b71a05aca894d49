"""The stand-in says what the real server says: every figure of the client is measured on it."""

import asyncio
import json
import re

import httpx
import pytest

from tests.groq_server.batches import BatchRules
from tests.groq_server.faults import Faults
from tests.groq_server.limits import FREE, Switches
from tests.groq_server.server import GroqServer

MODEL = "openai/gpt-oss-20b"
WORDS = ("requests", "tokens")
CHAT = "/openai/v1/chat/completions"


def asked(**more: object) -> dict[str, object]:
    """Return a request of 13 prompt tokens and 100 more."""
    return {"model": MODEL, "messages": [{"role": "user", "content": "x" * 24}], "max_tokens": 100, **more}


async def post(server: GroqServer, **more: object) -> httpx.Response:
    """Send a request."""
    async with httpx.AsyncClient(base_url=server.url) as http:
        return await http.post(CHAT, json=asked(**more))


async def test_headers_have_the_day_for_requests_and_the_minute_for_tokens():
    """Six headers, durations as Go prints them, and no retry-after on a success."""
    async with GroqServer(limits=FREE) as server:
        headers = (await post(server)).headers
    assert headers["x-ratelimit-limit-requests"] == "1000"
    assert headers["x-ratelimit-remaining-requests"] == "999"
    assert re.fullmatch(r"1m26\.\d+s", headers["x-ratelimit-reset-requests"])
    assert headers["x-ratelimit-limit-tokens"] == "8000"
    assert 7886 <= int(headers["x-ratelimit-remaining-tokens"]) <= 7888
    assert re.fullmatch(r"8\d\d(\.\d+)?ms", headers["x-ratelimit-reset-tokens"])
    assert "retry-after" not in headers


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("RPM", "requests per minute"),
        ("RPD", "requests per day"),
        ("TPM", "tokens per minute"),
        ("TPD", "tokens per day"),
    ],
)
async def test_a_429_names_its_limit_in_brackets(kind, words):
    """The second request does not fit; the body says which limit, and how long to wait."""
    limit = 1.0 if kind.startswith("R") else 150.0
    async with GroqServer(limits={kind: limit}) as server:
        assert (await post(server)).status_code == 200
        refused = await post(server)
    error = refused.json()["error"]
    assert refused.status_code == 429
    assert error["code"] == "rate_limit_exceeded"
    assert f"service tier `on_demand` on {words} ({kind}): Limit {limit:.0f}, Used" in error["message"]
    assert "Please try again in " in error["message"]
    assert int(refused.headers["retry-after"]) >= 1


async def test_what_can_never_fit_is_a_413():
    """A request larger than the limit is not a wait."""
    async with GroqServer(limits={"TPM": 100.0}) as server:
        refused = await post(server)
    assert refused.status_code == 413
    assert "Limit 100, Requested 113" in refused.json()["error"]["message"]


@pytest.mark.parametrize(("refund", "left"), [(False, 7889), (True, 7986)])
async def test_unused_tokens_come_back_only_where_the_switch_says(refund, left):
    """Admission charges prompt and max_tokens; the rest of max_tokens returns at completion, or not."""
    async with GroqServer(limits=FREE, switches=Switches(refund=refund, stamp="completion")) as server:
        headers = (await post(server)).headers
    assert int(headers["x-ratelimit-remaining-tokens"]) == pytest.approx(left, abs=3)


async def test_a_stream_ends_with_usage_under_x_groq():
    """Server-sent events: role, words, a last chunk with the finish reason and the usage, and `[DONE]`."""
    async with GroqServer(lambda _: "one two") as server:
        lines = [line for line in (await post(server, stream=True)).text.splitlines() if line]
    chunks = [json.loads(line.removeprefix("data: ")) for line in lines[:-1]]
    assert lines[-1] == "data: [DONE]"
    assert "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks) == "one two"
    assert chunks[-1]["x_groq"]["usage"]["completion_tokens"] == 2
    assert chunks[-1]["choices"][0]["finish_reason"] == "stop"


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"model": "llama-3.3-70b-versatile"}, 400, "model_decommissioned"),
        ({"model": "nobody/nothing"}, 404, "model_not_found"),
        ({"messages": []}, 400, None),
        ({"response_format": {"type": "json_object"}, "tools": [{}]}, 400, None),
    ],
)
async def test_malformed_requests_are_refused(more, status, code):
    """Dead and unknown models, no messages, JSON mode with tools."""
    async with GroqServer() as server:
        refused = await post(server, **more)
    assert (refused.status_code, refused.json()["error"].get("code")) == (status, code)


async def test_the_minimal_answer_fits_the_schema():
    """Without a script the stand-in answers with the smallest value of the schema."""
    schema = {"type": "object", "properties": {"n": {"type": "integer"}, "kind": {"enum": ["a", "b"]}}}
    form = {"type": "json_schema", "json_schema": {"name": "X", "schema": schema}}
    async with GroqServer() as server:
        body = (await post(server, response_format=form)).json()
    assert json.loads(body["choices"][0]["message"]["content"]) == {"n": 1, "kind": "a"}


async def test_an_answer_longer_than_max_tokens_is_cut():
    """The finish reason says `length` and the usage counts what was sent."""
    async with GroqServer(lambda _: "x" * 1000) as server:
        body = (await post(server)).json()
    assert body["choices"][0]["finish_reason"] == "length"
    assert body["usage"]["completion_tokens"] == 100


def test_equal_seeds_are_equal_faults():
    """A run can be repeated; a kind that does not exist is an error and not a silence."""
    draws = [[Faults(rates={"500": 0.3}, seed=5).next(number) for number in range(1)] for _ in range(2)]
    assert draws[0] == draws[1]
    with pytest.raises(ValueError, match="no such faults"):
        Faults(rates={"nonsense": 1.0})


async def batch_of(server: GroqServer, lines: int) -> dict[str, object]:
    """Upload a batch and return it when it has ended, its two files' lines under `good` and `bad`."""
    row = {"method": "POST", "url": "/v1/chat/completions", "body": asked()}
    content = b"\n".join(json.dumps({"custom_id": f"r{n}", **row}).encode() for n in range(lines))
    async with httpx.AsyncClient(base_url=f"{server.url}/openai/v1") as http:
        file = (await http.post("/files", data={"purpose": "batch"}, files={"file": ("a.jsonl", content)})).json()
        made = {"input_file_id": file["id"], "endpoint": "/v1/chat/completions", "completion_window": "24h"}
        batch = (await http.post("/batches", json=made)).json()
        while batch["status"] in ("validating", "in_progress", "finalizing"):
            await asyncio.sleep(0.01)
            batch = (await http.get(f"/batches/{batch['id']}")).json()
        for name, kind in (("good", "output_file_id"), ("bad", "error_file_id")):
            text = (await http.get(f"/files/{batch[kind]}/content")).text if batch[kind] else ""
            batch[name] = [json.loads(line) for line in text.splitlines()]
    return batch


async def test_a_batch_answers_every_line_in_some_order():
    """All lines are answered, mapped by custom_id, not in the order they were sent."""
    async with GroqServer() as server:
        batch = await batch_of(server, 20)
    ids = [row["custom_id"] for row in batch["good"]]
    assert batch["status"] == "completed"
    assert sorted(ids) == sorted(f"r{n}" for n in range(20))
    assert ids != sorted(ids, key=lambda name: int(name[1:]))


async def test_a_batch_may_fail_in_part_and_expire():
    """Failed lines stand in the error file with their status, lines that came too late with `batch_expired`."""
    rules = BatchRules(expires_after=6, failing=lambda name: 500 if name == "r1" else 0)
    async with GroqServer(batch_rules=rules) as server:
        batch = await batch_of(server, 10)
    assert batch["status"] == "expired"
    assert len(batch["good"]) + len(batch["bad"]) == 10
    assert {"batch_expired"} == {row["error"]["code"] for row in batch["bad"] if row["error"]}
