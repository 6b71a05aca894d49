"""The SDK's exceptions in our tree."""

import groq
import httpx
import pytest

from models.errors import AicvgenError
from services.llm.errors import (
    MalformedAnswerError,
    RateLimitError,
    RejectedError,
    TooLargeError,
    UnavailableError,
    UnknownModelError,
)
from services.llm.mapping import duration, to_error
from tests.groq_server.wire import go_duration, refusal, too_large, too_many

REQUEST = httpx.Request("POST", "http://127.0.0.1/openai/v1/chat/completions")


def an_instance(kind: type[Exception]) -> Exception:
    """Make an exception of the SDK's class, whatever its constructor wants."""
    if issubclass(kind, groq.APIStatusError):
        status = getattr(kind, "status_code", 500)
        return kind("said", response=httpx.Response(status, request=REQUEST), body=None)
    if issubclass(kind, groq.APIResponseValidationError):
        return kind(httpx.Response(200, request=REQUEST), None)
    if issubclass(kind, groq.APITimeoutError):
        return kind(REQUEST)
    if issubclass(kind, groq.APIConnectionError):
        return kind(request=REQUEST)
    return kind("said", REQUEST, body=None) if issubclass(kind, groq.APIError) else kind()


def sdk_classes() -> list[type[Exception]]:
    """Return every exception class that the SDK exports, and those it keeps to itself."""
    found, stack = [], [groq.GroqError]
    while stack:
        kind = stack.pop()
        found.append(kind)
        stack += [sub for sub in kind.__subclasses__() if sub.__module__.startswith("groq")]
    exported = {
        value for value in list(vars(groq).values()) if isinstance(value, type) and issubclass(value, Exception)
    }
    return sorted({*found, *exported}, key=lambda kind: kind.__name__)


def test_the_sdk_has_exceptions_to_guard():
    """The walk over the SDK's classes finds them: an empty walk would guard nothing."""
    assert len(sdk_classes()) >= 14


@pytest.mark.parametrize("kind", sdk_classes(), ids=lambda kind: kind.__name__)
def test_every_exception_of_the_sdk_becomes_one_of_ours(kind):
    """No class of the SDK falls through to the answer for things that are no answer."""
    error = to_error(an_instance(kind), "groq:m")
    assert isinstance(error, AicvgenError)
    expected = kind.__name__ in ("GroqError", "APIResponseValidationError", "StreamAlreadyConsumed")
    assert isinstance(error, MalformedAnswerError) is expected


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("404", UnknownModelError),
        ("408", UnavailableError),
        ("409", UnavailableError),
        ("498", UnavailableError),
        ("502", UnavailableError),
        ("json_validate_failed", RejectedError),
        ("model_decommissioned", UnknownModelError),
    ],
)
def test_bodies_decide_where_the_class_does_not(fault, expected):
    """Status and code of the body choose the error; the text the model wrote is not in its message."""
    refused = refusal(fault, "llama-3.3-70b-versatile", "A secret of the CV")
    response = httpx.Response(refused.status, request=REQUEST, json={"error": refused.error})
    error = to_error(groq.APIStatusError("said", response=response, body={"error": refused.error}), "groq:m")
    assert type(error) is expected
    assert "secret" not in str(error)


def test_a_dead_model_names_its_successor():
    """The message for a decommissioned model says what to use."""
    refused = refusal("model_decommissioned", "llama3-70b-8192")
    response = httpx.Response(400, request=REQUEST, json={"error": refused.error})
    error = to_error(
        groq.BadRequestError("said", response=response, body={"error": refused.error}), "groq:llama3-70b-8192"
    )
    assert "--model groq:openai/gpt-oss-120b" in str(error)


@pytest.mark.parametrize("kind", ["RPM", "RPD", "TPM", "TPD"])
def test_a_429_tells_which_limit_and_how_long(kind):
    """The body's numbers arrive exactly, the wait to a hundredth of a second."""
    refused = too_many("m", kind, 8000, 7034, 1443, 3.5749)
    response = httpx.Response(429, request=REQUEST, headers=refused.headers)
    error = to_error(groq.RateLimitError("said", response=response, body={"error": refused.error}), "groq:m")
    assert isinstance(error, RateLimitError)
    assert (error.kind, error.limit, error.used, error.seconds) == (kind, 8000, 7034, 3.57)


def test_a_413_is_final_and_tells_the_sizes():
    """A request that can never fit is not a wait."""
    refused = too_large("m", "TPM", 8000, 9000)
    response = httpx.Response(413, request=REQUEST)
    error = to_error(groq.APIStatusError("said", response=response, body={"error": refused.error}), "groq:m")
    assert isinstance(error, TooLargeError)
    assert "limit 8000, requested 9000" in str(error)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("310ms", 0.31), ("7.66s", 7.66), ("2m59.56s", 179.56), ("1h4m48s", 3888), ("0s", 0), ("soon", None), ("5", None)],
)
def test_go_durations_are_read(text, seconds):
    """What Go prints for a duration is seconds here, and anything else is nothing."""
    assert duration(text) == pytest.approx(seconds) if seconds is not None else duration(text) is None


@pytest.mark.parametrize("seconds", [0.004, 0.31, 7.66, 59.99, 179.56, 3888.0, 86399.5])
def test_the_stand_in_writes_durations_that_we_read(seconds):
    """Writer and reader of durations agree over the whole range."""
    assert duration(go_duration(seconds)) == pytest.approx(seconds, abs=0.011)
