"""The keys under which values are compared, and how much one of a unit is."""

from collections.abc import Mapping
from typing import Any

from services.grounding.text import plain


def scale_of(text: str, units: Mapping[str, list[Any]]) -> float:
    """Return how many of its smallest unit a word stands for."""
    unit = units.get(plain(text))
    return float(unit[1]) if unit else 1.0


def key_of(unit: str, number: float) -> str:
    """Return the key of a value, the same for every way to write it."""
    return f"{unit or '#'}|{round(number, 4):.10g}" if abs(number) < 1e9 else f"{unit or '#'}|{round(number)}"
