"""Groq through the real langchain-groq client: one connection pool, headers caught, no retries of its own."""

import asyncio
import importlib
from collections.abc import AsyncGenerator
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any

from models.errors import InternalError
from services.llm.types import Answer, Call

if TYPE_CHECKING:
    import ssl

    import httpx
    from langchain_core.messages import AIMessage
    from langchain_groq import ChatGroq

_headers: ContextVar[dict[str, str] | None] = ContextVar("aicvgen_response_headers", default=None)


def host_only(base: str | None) -> str | None:
    """Return the base address as the SDK wants it: it appends `/openai/v1` itself."""
    if not base or not base.strip():
        return None
    trimmed = base.strip().rstrip("/")
    return trimmed.removesuffix("/openai/v1").removesuffix("/v1").rstrip("/")


class GroqProvider:
    """Send calls with one ChatGroq per model. All of it lives in one event loop."""

    def __init__(
        self, api_key: str, base: str | None = None, transport: "httpx.AsyncBaseTransport | None" = None
    ) -> None:
        self._api_key = api_key
        self._base = host_only(base)
        self._transport = transport
        self._http: httpx.AsyncClient | None = None
        self._models: dict[str, ChatGroq] = {}

    def __repr__(self) -> str:
        """Leave the key out."""
        return f"GroqProvider(base={self._base!r})"

    async def send(self, call: Call, within: float) -> Answer:
        """Send one request; see Provider."""
        model = await self._model(call.model)
        import groq
        import httpx

        from services.llm.mapping import to_error

        headers: dict[str, str] = {}
        token = _headers.set(headers)
        try:
            message = await model.ainvoke(to_langchain(call), timeout=within, **arguments(call))
        except (groq.GroqError, httpx.HTTPError, *_NONSENSE) as error:
            raise to_error(error, f"groq:{call.model}") from _quiet(error)
        finally:
            _headers.reset(token)
        return to_answer(message, headers)

    async def stream(self, call: Call, within: float) -> AsyncGenerator[str | Answer]:
        """Yield pieces of text, then the Answer; see Provider."""
        model = await self._model(call.model)
        import groq
        import httpx

        from services.llm.mapping import to_error

        headers: dict[str, str] = {}
        whole: Any = None
        _headers.set(headers)  # never reset: a stream has a task, and so a context, of its own
        try:
            async for chunk in model.astream(to_langchain(call), timeout=within, **arguments(call)):
                whole = chunk if whole is None else whole + chunk
                if chunk.content:
                    yield str(chunk.content)
        except (groq.GroqError, httpx.HTTPError, *_NONSENSE) as error:
            raise to_error(error, f"groq:{call.model}") from _quiet(error)
        yield to_answer(whole, headers) if whole is not None else Answer(text="", finish_reason="")

    async def aclose(self) -> None:
        """Close the connections."""
        if self._http:
            await self._http.aclose()
        self._http, self._models = None, {}

    async def _model(self, name: str) -> "ChatGroq":
        if name not in self._models:
            # Half a second of imports, which other calls need not wait for.
            await asyncio.to_thread(_warm_up)
            import httpx
            from langchain_groq import ChatGroq
            from pydantic import SecretStr

            # The pool is ours, because only an httpx hook sees the headers of a response.
            self._http = self._http or httpx.AsyncClient(
                transport=self._transport,
                verify=_tls(),
                event_hooks={"response": [_catch_headers]},
                limits=httpx.Limits(max_connections=200, max_keepalive_connections=50),
                follow_redirects=True,
            )
            self._models[name] = ChatGroq(
                model_name=name,
                api_key=SecretStr(self._api_key),
                base_url=self._base,
                max_retries=0,
                http_async_client=self._http,
                client=object(),  # stands for the synchronous client, which costs 50 ms and is never used
            )
        return self._models[name]


def _warm_up() -> None:
    importlib.import_module("langchain_groq")
    _tls()


@cache
def _tls() -> "ssl.SSLContext":
    """Return the certificates that all clients of the process share: reading them takes as long as a short call."""
    import httpx

    return httpx.create_ssl_context()


_NONSENSE = (ValueError, KeyError, TypeError, AttributeError, IndexError)
"""What langchain-groq raises on a 200 whose body is not the envelope it expects."""


def _quiet(error: Exception) -> Exception | None:
    """Return the cause to chain, unless its text may hold the prompt or the answer (pydantic prints its input)."""
    import groq

    return error if isinstance(error, groq.GroqError) and not isinstance(error, groq.APIStatusError) else None


async def _catch_headers(response: "httpx.Response") -> None:
    caught = _headers.get()
    if caught is not None:
        caught.update({name.lower(): value for name, value in response.headers.items()})


_ROLES = {"system": "system", "user": "human", "assistant": "ai"}


def to_langchain(call: Call) -> list[tuple[str, str]]:
    """Return the messages as LangChain takes them."""
    return [(_ROLES[message.role], message.content) for message in call.messages]


def arguments(call: Call) -> dict[str, Any]:
    """Return what a request says beside its model and messages."""
    given: dict[str, Any] = {"max_tokens": call.max_tokens, "temperature": call.temperature or 1e-8, **call.params}
    if call.schema is None or call.mode == "text":
        return given
    if call.mode == "object":
        return given | {"response_format": {"type": "json_object"}}
    form: dict[str, Any] = {"name": call.schema_name, "schema": call.schema}
    if call.mode == "strict":
        form["strict"] = True
    return given | {"response_format": {"type": "json_schema", "json_schema": form}}


def to_answer(message: "AIMessage", headers: dict[str, str]) -> Answer:
    """Return what any LangChain chat model answered."""
    usage = message.usage_metadata or {"input_tokens": 0, "output_tokens": 0, "total_tokens": 0}
    content = message.content
    if isinstance(content, list):
        content = "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in content)
    if not isinstance(content, str):
        raise InternalError("a chat model's content is text or a list of parts")
    metadata = message.response_metadata
    return Answer(
        text=content,
        finish_reason=str(metadata.get("finish_reason") or metadata.get("done_reason") or "stop"),
        input_tokens=usage["input_tokens"],
        output_tokens=usage["output_tokens"],
        cached_tokens=(usage.get("input_token_details") or {}).get("cache_read", 0),
        headers=headers,
    )
