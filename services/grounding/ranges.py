"""Ranges and changes: in "$1-2M", "10 to 12 weeks" and "from 9 minutes to 4" two numbers share one unit."""

from collections.abc import Mapping
from typing import Any

from services.grounding.dollars import DOLLARS
from services.grounding.text import plain
from services.grounding.tokens import Token
from services.grounding.value_keys import Value, key_of, scale_of

_RANGE = ("-", "–", "to", "bis", "auf", "a", "al", "hasta", "do", "and", "und", "et", "y", "i", "/")
_LISTS = ("und", "et", "y", "i")
_BOTH = ("and", "auf", "und", "et", "y", "i", "a", "al", "hasta", "do")
"""What may stand between two numbers that each count the unit after the second, or only the second does."""
CURRENCIES = frozenset(
    (
        "usd",
        "eur",
        "gbp",
        "chf",
        "pln",
        "jpy",
        "inr",
        "sek",
        "nok",
        "dkk",
        "czk",
        "huf",
        "zar",
        "cny",
        *DOLLARS.values(),
    )
)
_CHANGES = (
    ["to"], ["auf"], ["do"], ["a"], ["al"], ["hasta"], ["à"], ["to", "just"], ["to", "only"],
    ["to", "under"], ["to", "about"],
    ["instead", "of"], ["rather", "than"],
    [",", "down", "from"], ["down", "from"], [",", "up", "from"], ["up", "from"],
)  # fmt: skip
"""Words between two values of one unit, which need be written once."""


class Ranges:
    """Give each of two numbers the unit and the magnitude that only one of them is written with."""

    def __init__(self, units: Mapping[str, list[Any]], magnitudes: Mapping[str, float]) -> None:
        self._units = units
        self._magnitudes = magnitudes

    def read(self, tokens: list[Token], values: list[Value], index: int) -> Value:
        """Return a value with the unit and magnitude that it shares with the one before or after it."""
        value = values[index]
        if index and not value.unit:
            value = self._with_unit_of(tokens, values[index - 1], value)
        if value.unit or index + 1 >= len(values):
            return self._in_magnitude_of(tokens, values, index, value)
        following = values[index + 1]
        between = [plain(token.text) for token in tokens[value.last + 1 : following.first]]
        if not following.unit or len(between) != 1 or between[0] not in _RANGE or following.unit in ("date", "nth"):
            return value
        scale = scale_of(tokens[following.last].text, self._units)
        magnitude = self._shared_magnitude(tokens, value, following)
        number = value.number * (1.0 if following.unit == "%" else scale * magnitude)  # "per cent" is no hundred
        key = key_of(following.unit, number)
        keys = (*value.needs, key) if between[0] in _BOTH else (key,)
        return value._replace(needs=keys, provides=(*value.provides, key), unit=following.unit, number=number)

    def _with_unit_of(self, tokens: list[Token], before: Value, value: Value) -> Value:
        """Read the second amount of "$1-2M" in the currency of the first, and "from 10 days to 6" in days."""
        between = [token.text.lower() for token in tokens[before.last + 1 : value.first]]
        if between in _CHANGES and before.unit not in ("", "date", "nth") and before.unit not in CURRENCIES:
            key = key_of(before.unit, value.number * scale_of(tokens[before.last].text, self._units))
            return value._replace(needs=(*value.needs, key), provides=(*value.provides, key))
        if before.unit not in CURRENCIES or len(between) != 1 or between[0] not in _RANGE or between[0] in _LISTS:
            return value
        key = key_of(before.unit, max(float(need.partition("|")[2]) for need in value.needs))
        return value._replace(needs=(key,), provides=(*value.provides, key), unit=before.unit)

    def _in_magnitude_of(self, tokens: list[Token], values: list[Value], index: int, value: Value) -> Value:
        """Read the first amount of "$1-2M" in the magnitude of the second."""
        if value.unit not in CURRENCIES or index + 1 >= len(values):
            return value
        following = values[index + 1]
        between = [token.text for token in tokens[value.last + 1 : following.first]]
        factor = self._shared_magnitude(tokens, value, following)
        if between not in (["-"], ["–"]) or factor == 1.0:
            return value
        key = key_of(value.unit, value.number * factor)
        return value._replace(needs=(key,), provides=(*value.provides, key))

    def _shared_magnitude(self, tokens: list[Token], value: Value, following: Value) -> float:
        own = any(plain(token.text) in self._magnitudes for token in tokens[value.first : value.last + 1])
        for token in tokens[following.first : following.last + 1]:
            if plain(token.text) in self._magnitudes and not own:
                return self._magnitudes[plain(token.text)]
        return 1.0
