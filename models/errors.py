"""The one error tree: whose fault it is, and so what happens now.

    AicvgenError
    ├── UserError          the input or the call is wrong: one clear sentence, exit 2, nothing half-written
    ├── ProviderError      the model's side failed: retried, then the extractive writer takes over
    └── InternalError      we are wrong: a bug, told in one sentence with its place in the code

Each message is one sentence that a person can act on. It never holds a key or the text of a CV.
"""


class AicvgenError(Exception):
    """Any error that aicvgen raises on purpose."""


class UserError(AicvgenError):
    """The input or the call is wrong; the message says what and what to do."""


class ProviderError(AicvgenError):
    """The model provider refused, failed or answered nonsense, after all retries."""


class InternalError(AicvgenError):
    """A promise that this project makes to itself is broken."""
