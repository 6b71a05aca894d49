"""Groq's Batch API: a file of requests in, a file of answers out, at half the price, within a day."""

import json
from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from models.errors import InternalError, ProviderError
from services.llm.errors import KeyRefusedError, RejectedError, UnavailableError
from services.llm.groq import arguments, host_only
from services.llm.types import Answer, Call
from services.settings import Settings

if TYPE_CHECKING:
    from groq import AsyncGroq

DISCOUNT = 0.5
"""What a batch costs beside ordinary calls."""
MAX_LINES = 50_000
MAX_BYTES = 90_000_000
"""The provider takes 100 MB; the rest is left for the envelope of the upload."""
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
_WINDOW = "24h"
_RETRIES = 5
"""Tries of the SDK at reading and polling, which may be repeated freely. Creating a batch is tried once."""


class BatchGoneError(ProviderError):
    """The provider has no such batch or file any more."""


@dataclass(frozen=True)
class BatchState:
    """Where a batch stands: the provider's word for it, its files ("" = none), and its counts."""

    id: str
    status: str
    output_file: str = ""
    error_file: str = ""
    done: int = 0
    failed: int = 0
    total: int = 0
    complaint: str = ""

    @property
    def ended(self) -> bool:
        """Tell whether nothing more will happen to it."""
        return self.status in ENDED


BatchResult = tuple[str, Answer | ProviderError]
"""A custom_id with the answer to its request, or the error that it ended in."""


class GroqBatch:
    """The account's batches. Use it as an async context manager, in one event loop."""

    def __init__(self, settings: Settings) -> None:
        if settings.api_key is None:
            raise KeyRefusedError("The Batch API needs a Groq key; set GROQ_API_KEY.")
        self._key = settings.api_key.get_secret_value()
        self._base = host_only(settings.groq_api_base)
        self._client: AsyncGroq | None = None

    async def __aenter__(self) -> Self:
        """Open the connection."""
        from groq import AsyncGroq

        self._client = AsyncGroq(api_key=self._key, base_url=self._base, max_retries=_RETRIES, timeout=120)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        if self._client:
            await self._client.close()

    async def submit(self, lines: Iterable[Mapping[str, Any]], tag: str) -> str:
        """Upload the requests and start a batch that carries the tag; return its id."""
        content = b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)
        file = await _mapped(self._groq.files.create(file=(f"{tag}.jsonl", content), purpose="batch"))
        create = self._groq.with_options(max_retries=0).batches.create
        made = await _mapped(
            create(
                completion_window=_WINDOW,
                endpoint="/v1/chat/completions",
                input_file_id=str(file.id),
                metadata={"aicvgen": tag},
            )
        )
        return str(made.id)

    async def find(self, tag: str) -> str | None:
        """Return the id of the batch that carries the tag: one whose creation was not written down before a crash."""
        listed = await _mapped(self._groq.batches.list())
        for batch in listed.data:
            metadata = batch.metadata if isinstance(batch.metadata, dict) else {}
            if metadata.get("aicvgen") == tag and batch.status not in ("failed", "cancelled"):
                return str(batch.id)
        return None

    async def state(self, batch_id: str) -> BatchState:
        """Return where the batch stands."""
        batch = await _mapped(self._groq.batches.retrieve(batch_id))
        counts = batch.request_counts
        complaints = [error.message or "" for error in (batch.errors.data or [])] if batch.errors else []
        return BatchState(
            id=batch_id,
            status=str(batch.status),
            output_file=batch.output_file_id or "",
            error_file=batch.error_file_id or "",
            done=counts.completed if counts else 0,
            failed=counts.failed if counts else 0,
            total=counts.total if counts else 0,
            complaint=complaints[0][:200] if complaints else "",
        )

    async def cancel(self, batch_id: str) -> None:
        """Ask the provider to stop; what is done by then can still be fetched."""
        await _mapped(self._groq.batches.cancel(batch_id))

    async def results(self, state: BatchState) -> AsyncGenerator[BatchResult]:
        """Yield what the output and the error file hold, in the provider's order; damaged lines are skipped."""
        for file_id in (state.output_file, state.error_file):
            if not file_id:
                continue
            content = await _mapped(self._groq.files.content(file_id))
            for line in (await content.read()).splitlines():
                if result := _result(line):
                    yield result

    @property
    def _groq(self) -> "AsyncGroq":
        if self._client is None:
            raise InternalError("GroqBatch is an async context manager")
        return self._client


def request_line(custom_id: str, call: Call) -> dict[str, Any]:
    """Return one line of the input file: the same request that an ordinary call sends."""
    messages = [{"role": message.role, "content": message.content} for message in call.messages]
    body = {"model": call.model, "messages": messages, **arguments(call)}
    return {"custom_id": custom_id, "method": "POST", "url": "/v1/chat/completions", "body": body}


def _result(line: bytes) -> BatchResult | None:
    try:
        found = json.loads(line)
        custom_id = str(found["custom_id"])
    except (ValueError, KeyError, TypeError):
        return None
    response = found.get("response") or {}
    body = response.get("body") or {}
    if response.get("status_code") == 200 and (answer := _answer(body)):
        return custom_id, answer
    error = found.get("error") or body.get("error") or {}
    code = str(error.get("code") or response.get("status_code") or "")
    failed = error.get("failed_generation")
    if isinstance(failed, str):
        return custom_id, Answer(text=failed)
    if code == "batch_expired" or int(response.get("status_code") or 500) >= 429:
        return custom_id, UnavailableError(f"The batch ended without an answer ({code or 'no reason given'}).")
    return custom_id, RejectedError(f"The provider rejected a request of the batch ({code}).", code=code)


def _answer(body: Mapping[str, Any]) -> Answer | None:
    try:
        choice = body["choices"][0]
        usage = body.get("usage") or {}
        return Answer(
            text=str(choice["message"]["content"] or ""),
            finish_reason=str(choice.get("finish_reason") or "stop"),
            input_tokens=int(usage.get("prompt_tokens") or 0),
            output_tokens=int(usage.get("completion_tokens") or 0),
        )
    except (KeyError, IndexError, TypeError):
        return None


async def _mapped(work: Any) -> Any:
    """Await a call of the SDK, its exceptions brought to our tree."""
    import groq
    import httpx

    from services.llm.mapping import to_error

    try:
        return await work
    except groq.NotFoundError as error:
        raise BatchGoneError("The provider has no such batch or file any more.") from error
    except (groq.GroqError, httpx.HTTPError) as error:
        raise to_error(error, "groq batch") from None
