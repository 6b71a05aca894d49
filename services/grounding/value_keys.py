"""A value, the keys under which it is compared, and how much one of a unit is."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from services.grounding.text import plain


class Value(NamedTuple):
    """A value: every reading of it as a key (`#|12`, `%|40`, `usd|1200000`, `ym|24231`, `y|2019`), and its unit.

    `first` and `last` are token positions; `open` is "+" where the text says "or more".
    """

    needs: tuple[str, ...]
    provides: tuple[str, ...]
    unit: str
    number: float
    first: int
    last: int
    open: str = ""


def clock(text: str, at: int) -> Value:
    """Return a time of day as minutes since midnight: "5 a.m." is "05:00"."""
    bare = text.lower().replace(".", "").replace(" ", "")
    hour, _, minute = bare.rstrip("apm").partition(":")
    hours = int(hour) % 12 + 12 * bare.endswith("pm") if bare.endswith("m") else int(hour)
    key = key_of("clock", hours * 60 + int(minute or 0))
    return Value((key,), (key,), "clock", hours * 60.0 + int(minute or 0), at, at)


def scale_of(text: str, units: Mapping[str, list[Any]]) -> float:
    """Return how many of its smallest unit a word stands for."""
    unit = units.get(plain(text))
    return float(unit[1]) if unit else 1.0


def key_of(unit: str, number: float) -> str:
    """Return the key of a value, the same for every way to write it."""
    return f"{unit or '#'}|{round(number, 4):.10g}" if abs(number) < 1e9 else f"{unit or '#'}|{round(number)}"
