"""Dollars: of which country they are, and what a bare sign stands for."""

from services.grounding.tokens import Token

DOLLARS = {
    "us": "usd", "a": "aud", "au": "aud", "aus": "aud", "c": "cad", "ca": "cad", "can": "cad", "nz": "nzd", "hk": "hkd",
    "s": "sgd", "sg": "sgd", "r": "brl", "mx": "mxn", "nt": "twd",
}  # fmt: skip
"""What stands before a dollar sign, and the currency that it makes."""


def dollar_prefix(tokens: list[Token], words: list[str], at: int) -> str:
    """Return the currency of "A$" and its like, given where the sign stands."""
    if at < 1 or words[at] != "$" or tokens[at].spaced:
        return ""
    return DOLLARS.get(words[at - 1], "")


def any_dollars(unit: str, keys: list[str], provides: list[str], *, bare: bool) -> tuple[list[str], list[str]]:
    """Let a bare dollar sign stand for the dollars of any country, but those of one country not for another's."""
    if unit not in DOLLARS.values() or unit == "brl":
        return keys, provides
    any_dollar = [f"dollar|{key.partition('|')[2]}" for key in keys]
    return (any_dollar if bare else keys), [*provides, *any_dollar]
