"""Every exception of the Groq SDK and of its HTTP library to one error of our tree."""

import re
from collections.abc import Mapping
from typing import Any

import groq
import httpx

from models.errors import AicvgenError
from services.llm.errors import (
    KeyRefusedError,
    MalformedAnswerError,
    RateLimitError,
    RejectedError,
    TooLargeError,
    UnavailableError,
    UnknownModelError,
)

RETRIED = frozenset({408, 409, 498})
"""Statuses below 500 that pass by themselves: request timeout, lock conflict, capacity exceeded."""

_KIND = re.compile(r"\((RPM|RPD|TPM|TPD)\)")
_NUMBER = {word: re.compile(rf"\b{word}:? (\d+)") for word in ("Limit", "Used", "Requested")}
_WAIT = re.compile(r"try again in ((?:[\d.]+(?:ms|us|µs|ns|h|m|s))+)")
_DURATION = re.compile(r"([\d.]+)(ms|us|µs|ns|h|m|s)")
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9}


def duration(text: str) -> float | None:
    """Return the seconds of a Go duration (`1h4m48s`, `2m59.56s`, `310ms`), or None."""
    parts = _DURATION.findall(text)
    if not parts or "".join(number + unit for number, unit in parts) != text.strip():
        return None
    return sum(float(number) * _UNITS[unit] for number, unit in parts)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that a response asks to wait, or None."""
    try:
        return max(0.0, float(headers.get("retry-after", "")))
    except ValueError:
        return None


def to_error(error: Exception, model: str) -> AicvgenError:
    """Return the error of our tree for one of the SDK's, never with the request's text in it."""
    if isinstance(error, groq.APIStatusError):
        return _status(error.status_code, error.body, error.response.headers, model)
    if isinstance(error, groq.APITimeoutError | httpx.TimeoutException):
        return UnavailableError(f"{model} did not answer in time.")
    if isinstance(error, groq.APIResponseValidationError):
        return MalformedAnswerError(f"{model} sent an answer of an unknown form.")
    if isinstance(error, groq.APIConnectionError | httpx.HTTPError):
        return UnavailableError(f"The connection to {model} failed.")
    if isinstance(error, groq.APIError):
        return _in_stream(error, model)
    return MalformedAnswerError(f"{model} sent something that is no answer ({type(error).__name__}).")


def _in_stream(error: groq.APIError, model: str) -> AicvgenError:
    """Map an error that arrives inside a stream, whose status is a field of its body."""
    status = _detail(error.body).get("status_code")
    return (
        _status(status, error.body, {}, model) if isinstance(status, int) else UnavailableError(f"{model} broke off.")
    )


def _status(status: int, body: object, headers: Mapping[str, str], model: str) -> AicvgenError:
    detail = _detail(body)
    code, message = str(detail.get("code") or ""), str(detail.get("message") or "")
    if status == 429:
        return _rate_limited(message, headers, model)
    if status == 413:
        return TooLargeError(f"The request is too large for {model}{_sizes(message)}; split it or lower max_tokens.")
    if status in (401, 403):
        verb = "refused the API key" if status == 401 else "does not allow this key to use the model"
        return KeyRefusedError(f"The provider of {model} {verb}; check GROQ_API_KEY or the key file.")
    if status == 404 or code in ("model_not_found", "model_decommissioned"):
        return UnknownModelError(_unknown_model(model, code))
    if status >= 500 or status in RETRIED:
        return UnavailableError(
            f"{model} is not available (HTTP {status}).", status=status, seconds=retry_after(headers)
        )
    failed = detail.get("failed_generation")
    return RejectedError(
        f"{model} rejected the request (HTTP {status}{', ' + code if code else ''}).",
        code=code,
        failed_generation=failed if isinstance(failed, str) else None,
    )


def _unknown_model(model: str, code: str) -> str:
    from services.llm.catalog import catalog, qualified

    what = "has been decommissioned" if code == "model_decommissioned" else "is not known to its provider"
    successor = catalog().successor(qualified(model))
    return f"The model {model} {what}; " + (f"use --model {successor}." if successor else "name another with --model.")


def _rate_limited(message: str, headers: Mapping[str, str], model: str) -> RateLimitError:
    kind = _KIND.search(message)
    wait = _WAIT.search(message)
    said = {word: found and float(found[1]) for word, found in ((w, p.search(message)) for w, p in _NUMBER.items())}
    seconds = [value for value in (wait and duration(wait[1]), retry_after(headers)) if value is not None]
    return RateLimitError(
        f"{model} is over a rate limit{f' ({kind[1]})' if kind else ''}.",
        kind=kind[1] if kind else "",
        # The body is exact; the header is the same wait in whole seconds.
        seconds=seconds[0] if seconds else None,
        used=said["Used"],
        limit=said["Limit"],
    )


def _sizes(message: str) -> str:
    limit, asked = _NUMBER["Limit"].search(message), _NUMBER["Requested"].search(message)
    return f" (limit {limit[1]}, requested {asked[1]})" if limit and asked else ""


def _detail(body: object) -> Mapping[str, Any]:
    inner = body.get("error", body) if isinstance(body, dict) else None
    return inner if isinstance(inner, dict) else {}
