"""What can go wrong between us and a model, in the one error tree.

    UserError                     KeyRefusedError, UnknownModelError, MissingPackageError
    ProviderError
    ├── BudgetError               the session's own bound: nothing more is sent
    ├── RejectedError             400, 422: wrong for this model; the same request would fail again
    ├── TooLargeError             413, or larger than a limit: split it or ask for less
    ├── RateLimitError            429: a wait
    │   └── DayLimitError         a wait until `until`; nothing is sent before
    ├── UnavailableError          408, 409, 498, 5xx, timeouts, lost connections
    │   └── CircuitOpenError      too many of them in a row: not even tried
    └── InvalidOutputError        an answer that the validator refuses, after salvage and repair
        ├── TruncatedOutputError  finish_reason `length`, also with more room
        └── MalformedAnswerError  not even the envelope of an answer

No message holds a key or the text of a prompt.
"""

from datetime import datetime

from models.errors import ProviderError, UserError


class KeyRefusedError(UserError):
    """The provider does not accept the key, or the key may not use this model."""


class UnknownModelError(UserError):
    """The provider has no such model (any more)."""


class MissingPackageError(UserError):
    """The package of this provider is not installed."""


class BudgetError(ProviderError):
    """The next call would pass the session's own limit of money or tokens, so it was not sent."""


class RejectedError(ProviderError):
    """The provider calls the request malformed; sending it again would not help.

    `code` is the provider's word for it; `failed_generation` the text it refused as JSON.
    """

    def __init__(self, message: str, *, code: str = "", failed_generation: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.failed_generation = failed_generation


class TooLargeError(ProviderError):
    """The request never fits the limit, however long one waits."""


class RateLimitError(ProviderError):
    """A limit is used up. `kind` is RPM, RPD, TPM or TPD ("" unknown), `used` and `limit` as the provider said."""

    def __init__(
        self,
        message: str,
        *,
        kind: str = "",
        seconds: float | None = None,
        used: float | None = None,
        limit: float | None = None,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.seconds = seconds
        self.used = used
        self.limit = limit


class DayLimitError(RateLimitError):
    """The day's requests or tokens are used up; `until` says when the next call fits (local time)."""

    def __init__(self, message: str, *, kind: str, seconds: float, until: datetime) -> None:
        super().__init__(message, kind=kind, seconds=seconds)
        self.until = until


class UnavailableError(ProviderError):
    """The provider failed or was not reached. `seconds` is the wait it asked for, if any."""

    def __init__(self, message: str, *, status: int | None = None, seconds: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.seconds = seconds


class CircuitOpenError(UnavailableError):
    """The provider failed several times in a row, so it is left alone for `seconds`."""


class InvalidOutputError(ProviderError):
    """The model's answer does not have the form that was asked for. `reasons` are the validator's."""

    def __init__(self, message: str, *, reasons: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.reasons = reasons


class TruncatedOutputError(InvalidOutputError):
    """The answer was cut off at `max_tokens`, and there is no larger size to try."""


class MalformedAnswerError(InvalidOutputError):
    """The provider's answer is not even an envelope with a text in it; tried again like an outage."""
