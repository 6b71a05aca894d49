"""What the rate-limit headers of a response say: requests are per day, tokens per minute."""

from collections.abc import Mapping

from services.llm.buckets import Kind

_NAMES: dict[Kind, str] = {"rpd": "requests", "tpm": "tokens"}


def limits_in(headers: Mapping[str, str]) -> dict[Kind, tuple[float, float]]:
    """Return (limit, remaining) by kind, for the kinds whose headers are whole."""
    found: dict[Kind, tuple[float, float]] = {}
    for kind, name in _NAMES.items():
        try:
            limit = float(headers[f"x-ratelimit-limit-{name}"])
            remaining = float(headers[f"x-ratelimit-remaining-{name}"])
        except (KeyError, ValueError):
            continue
        if limit > 0:
            found[kind] = (limit, remaining)
    return found
