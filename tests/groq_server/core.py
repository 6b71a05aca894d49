"""The stand-in's heart: admit, script, count, and write down what happened."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.groq_server.faults import Faults
from tests.groq_server.limits import Account
from tests.groq_server.replies import Responder, Scripted
from tests.groq_server.wire import RefusalError, count_prompt, count_tokens, refusal, too_many

DEFAULT_MAX_TOKENS = 1024
DECOMMISSIONED = ("llama-3.3-70b-versatile", "llama-3.1-8b-instant", "mixtral-8x7b-32768", "gemma2-9b-it")


@dataclass
class Exchange:
    """One request from admission to its end; `status` 0 while it is under way. `at` and `end` are server time."""

    number: int
    request: dict[str, Any]
    at: float
    fault: str = ""
    text: str = ""
    charged: float = 0.0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    status: int = 0
    end: float = 0.0

    @property
    def model(self) -> str:
        """Return the requested model."""
        return str(self.request.get("model", ""))

    @property
    def max_tokens(self) -> int:
        """Return the reserved completion tokens."""
        return int(self.request.get("max_completion_tokens") or self.request.get("max_tokens") or DEFAULT_MAX_TOKENS)


@dataclass
class Core:
    """State and behaviour that no HTTP library needs to know."""

    account: Account
    clock: Any
    responder: Responder
    faults: Faults = field(default_factory=Faults)
    draw_latency: Callable[[random.Random], float] = lambda _: 0.0
    keys: frozenset[str] = frozenset()
    model_names: tuple[str, ...] = ("openai/gpt-oss-120b", "openai/gpt-oss-20b", "qwen/qwen3.6-27b")
    log: list[Exchange] = field(default_factory=list)
    seed: int = 0

    def __post_init__(self) -> None:
        """Start the dice."""
        self._random = random.Random(self.seed)
        self._prefixes: set[str] = set()

    def authorize(self, header: str) -> None:
        """Refuse an unknown key, when keys were named."""
        if self.keys and header.removeprefix("Bearer ") not in self.keys:
            raise refusal("401", "")

    def begin(self, request: dict[str, Any]) -> Exchange:
        """Admit a request and write it down.

        Raises:
            RefusalError: it is malformed, its model is gone, or a limit is full.
        """
        exchange = Exchange(len(self.log) + 1, request, self.clock.now())
        self.log.append(exchange)
        try:
            self._check(exchange)
            exchange.prompt_tokens = count_prompt(request["messages"])
            tokens = exchange.prompt_tokens + exchange.max_tokens
            self.account.admit(exchange.model, tokens)
            exchange.charged = tokens
        except RefusalError as refused:
            self.failed(exchange, refused.status)
            raise
        exchange.fault = self.faults.next(exchange.number)
        return exchange

    def finish(self, exchange: Exchange) -> dict[str, Any]:
        """Script the answer, give back what the switches say, and return the body."""
        scripted = self.responder(exchange.request)
        reply = scripted if isinstance(scripted, Scripted) else Scripted(scripted)
        text = _spoil(reply.text, exchange.fault)
        wanted = reply.completion_tokens if reply.completion_tokens is not None else count_tokens(text)
        room = 1 if exchange.fault == "length" else exchange.max_tokens
        finish = reply.finish_reason
        if wanted > room:
            text, wanted, finish = text.encode()[: room * 4].decode(errors="ignore"), room, "length"
        exchange.text, exchange.completion_tokens = text, wanted
        cached = self._cached(exchange)
        self._settle(exchange, cached)
        exchange.status, exchange.end = 200, self.clock.now()
        choice = {
            "index": 0,
            "message": {"role": "assistant", "content": text},
            "logprobs": None,
            "finish_reason": finish,
        }
        return self.envelope(exchange, "chat.completion", [choice]) | {
            "usage": {
                "queue_time": 0.01,
                "prompt_tokens": exchange.prompt_tokens,
                "prompt_time": 0.01,
                "completion_tokens": wanted,
                "completion_time": 0.1,
                "total_tokens": exchange.prompt_tokens + wanted,
                "total_time": 0.11,
                **({"prompt_tokens_details": {"cached_tokens": cached}} if cached else {}),
            },
            "x_groq": {"id": f"req_{exchange.number}"},
        }

    def envelope(self, exchange: Exchange, kind: str, choices: list[dict[str, Any]]) -> dict[str, Any]:
        """Return what every answer has around it."""
        return {
            "id": f"chatcmpl-{exchange.number}",
            "object": kind,
            "created": int(exchange.at),
            "model": exchange.model,
            "system_fingerprint": "fp_standin",
            "choices": choices,
        }

    def stamp(self, exchange: Exchange, at_admission: dict[str, str]) -> dict[str, str]:
        """Return the headers in the state that the switch says."""
        late = self.account.switches.stamp == "completion"
        headers = self.account.headers(exchange.model) if late else at_admission
        return {"x-request-id": f"req_{exchange.number}", **headers}

    def failed(self, exchange: Exchange, status: int) -> None:
        """Write down how it ended."""
        exchange.status, exchange.end = status, self.clock.now()

    def spurious(self, exchange: Exchange) -> RefusalError:
        """Return a 429 that no bucket asked for."""
        limit = self.account.limits(exchange.model).get("TPM", 8000.0)
        return too_many(exchange.model, "TPM", limit, limit, exchange.charged, 0.5)

    def latency(self) -> float:
        """Return the seconds of this answer, in server time."""
        return self.draw_latency(self._random)

    def _check(self, exchange: Exchange) -> None:
        request = exchange.request
        if exchange.model in DECOMMISSIONED:
            raise refusal("model_decommissioned", exchange.model)
        if exchange.model not in self.model_names:
            raise refusal("404", exchange.model)
        if not request.get("messages"):
            raise refusal("400", exchange.model)
        if request.get("response_format") and request.get("tools"):
            raise refusal("json_with_tools", exchange.model)

    def _cached(self, exchange: Exchange) -> int:
        first = exchange.request["messages"][0]
        prefix = f"{exchange.model}\0{first.get('content')}"
        seen = prefix in self._prefixes
        self._prefixes.add(prefix)
        return count_tokens(str(first.get("content"))) if seen and self.account.switches.refund_cached else 0

    def _settle(self, exchange: Exchange, cached: int) -> None:
        unused = exchange.max_tokens - exchange.completion_tokens if self.account.switches.refund else 0
        if unused + cached:
            self.account.refund(exchange.model, unused + cached)
            exchange.charged -= unused + cached


def _spoil(text: str, fault: str) -> str:
    match fault:
        case "not_json":
            return "Here is what you asked for: nothing of the kind."
        case "json_validate_failed":
            return f"Sure! {text} I hope that this helps."
        case "fence":
            return f"```json\n{text}\n```"
        case "think":
            return f"<think>\nThe user wants {{braces}}.\n</think>\n{text}"
        case "empty":
            return ""
    return text
