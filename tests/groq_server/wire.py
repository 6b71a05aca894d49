"""The provider's words, exactly: durations, headers and error bodies."""

import json
import math
from dataclasses import dataclass, field
from typing import Any

ORGANIZATION = "org_01standin0000000000000000"
WORDS = {
    "RPM": ("requests per minute", "requests"),
    "RPD": ("requests per day", "requests"),
    "TPM": ("tokens per minute", "tokens"),
    "TPD": ("tokens per day", "tokens"),
}


@dataclass(frozen=True)
class RefusalError(Exception):
    """An answer other than 200."""

    status: int
    error: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


def go_duration(seconds: float) -> str:
    """Return what Go prints for a duration: `310ms`, `2m59.56s`, `1h4m48s`."""
    if seconds < 1:
        return f"{round(seconds * 1000, 3):g}ms" if seconds > 0 else "0s"
    seconds = round(seconds, 2)
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    text = f"{int(hours)}h" if hours else ""
    text += f"{int(minutes)}m" if hours or minutes else ""
    return f"{text}{round(rest, 2):g}s"


def rate_limit_headers(
    requests: tuple[float, float, float] | None, tokens: tuple[float, float, float] | None
) -> dict[str, str]:
    """Return the six headers from (limit, used, rate) of requests per day and tokens per minute."""
    headers: dict[str, str] = {}
    for name, bucket in (("requests", requests), ("tokens", tokens)):
        if bucket is None:
            continue
        limit, used, rate = bucket
        headers[f"x-ratelimit-limit-{name}"] = f"{limit:.0f}"
        headers[f"x-ratelimit-remaining-{name}"] = f"{max(0, math.floor(limit - used))}"
        headers[f"x-ratelimit-reset-{name}"] = go_duration(used / rate)
    return headers


def too_many(model: str, kind: str, limit: float, used: float, requested: float, wait: float) -> RefusalError:
    """Return the 429."""
    words, type_ = WORDS[kind]
    message = (
        f"Rate limit reached for model `{model}` in organization `{ORGANIZATION}` service tier `on_demand` on "
        f"{words} ({kind}): Limit {limit:.0f}, Used {math.ceil(used)}, Requested {requested:.0f}. "
        f"Please try again in {go_duration(wait)}. Need more tokens? Upgrade to Dev Tier today at the console."
    )
    error = {"message": message, "type": type_, "code": "rate_limit_exceeded"}
    return RefusalError(429, error, {"retry-after": str(max(1, math.ceil(wait)))})


def too_large(model: str, kind: str, limit: float, requested: float) -> RefusalError:
    """Return the 413."""
    words, type_ = WORDS[kind]
    message = (
        f"Request too large for model `{model}` in organization `{ORGANIZATION}` service tier `on_demand` on {words} "
        f"({kind}): Limit {limit:.0f}, Requested {requested:.0f}, please reduce your message size and try again."
    )
    return RefusalError(413, {"message": message, "type": type_, "code": "rate_limit_exceeded"})


def refusal(kind: str, model: str, generation: str = "") -> RefusalError:
    """Return the refusal that a fault of this name means."""
    invalid = "invalid_request_error"
    bodies: dict[str, tuple[int, dict[str, Any]]] = {
        "400": (400, {"message": "'messages' : minimum number of items is 1", "type": invalid}),
        "401": (401, {"message": "Invalid API Key", "type": invalid, "code": "invalid_api_key"}),
        "403": (403, {"message": "This model is blocked at the project level.", "type": "permissions_error"}),
        "404": (404, _not_found(model)),
        "408": (408, {"message": "Request timed out.", "type": "internal_server_error"}),
        "409": (409, {"message": "The resource is locked.", "type": invalid}),
        "422": (422, {"message": "Unprocessable entity.", "type": invalid}),
        "498": (498, _capacity()),
        "500": (500, {"message": "Internal Server Error", "type": "internal_server_error"}),
        "502": (502, {"message": "Bad Gateway", "type": "internal_server_error"}),
        "503": (503, {"message": "Service Unavailable", "type": "internal_server_error"}),
        "json_validate_failed": (400, _json_failed(generation)),
        "json_with_tools": (
            400,
            {"message": "json mode cannot be combined with tool/function calling", "type": invalid},
        ),
        "model_decommissioned": (400, _decommissioned(model)),
    }
    status, error = bodies[kind]
    return RefusalError(status, error)


def _not_found(model: str) -> dict[str, Any]:
    message = f"The model `{model}` does not exist or you do not have access to it."
    return {"message": message, "type": "invalid_request_error", "code": "model_not_found"}


def _capacity() -> dict[str, Any]:
    message = "Flex tier capacity exceeded. Please try again later or use another service tier."
    return {"message": message, "type": "capacity_exceeded", "code": "capacity_exceeded"}


def _decommissioned(model: str) -> dict[str, Any]:
    message = f"The model `{model}` has been decommissioned and is no longer supported."
    return {"message": message, "type": "invalid_request_error", "code": "model_decommissioned"}


def _json_failed(generation: str) -> dict[str, Any]:
    return {
        "message": "Failed to generate JSON. Please adjust your prompt. See 'failed_generation' for more details.",
        "type": "invalid_request_error",
        "code": "json_validate_failed",
        "failed_generation": generation,
    }


def count_tokens(text: str) -> int:
    """Return the stand-in's own token count: four bytes each, which is near what real tokenizers give for prose."""
    return -(-len(text.encode()) // 4)


def count_prompt(messages: list[dict[str, Any]]) -> int:
    """Return the prompt tokens of a request."""
    return 3 + sum(4 + count_tokens(_text(message.get("content"))) for message in messages)


def _text(content: object) -> str:
    return content if isinstance(content, str) else json.dumps(content)
