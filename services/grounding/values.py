"""Read typed values from tokens: numbers with their units, amounts of money, percentages, durations and dates.

A value is compared as what it means: "twelve" is 12, "$1.2M" is 1,200,000 dollars, "18 months" is 1.5 years, and
40 % is not 40 percentage points. What can be read in two ways ("1.200", "5m") keeps both readings.
"""

import re
from collections.abc import Mapping
from typing import Any

from services.grounding.dollars import any_dollars, dollar_prefix
from services.grounding.numerals import HALVES, Spelled, literal
from services.grounding.ordinals import Ordinals
from services.grounding.ranges import CURRENCIES, Ranges
from services.grounding.text import plain
from services.grounding.tokens import Token
from services.grounding.value_keys import Value, clock, key_of

_ATTACHED = re.compile(r"^[a-z%]+[23]?$")
_ORDINAL = ("st", "nd", "rd", "th")
_AND: tuple[list[str], ...] = ([], ["and"], [","], ["und"], ["et"], ["y"], ["i"])
_OFTEN = frozenset(("razy", "raz", "fois", "veces", "vez"))
"""What counts how often, and nothing else: "dwa razy w tygodniu"."""
_LASTING = {"month": (12.0,), "day": (7.0,), "second": (3600.0, 60.0)}
"""Units of time in which one length is said in two steps: "three years and eight months", "1 h 35 min"."""


class Reader:
    """Read values with the number words of English and one more language."""

    def __init__(self, numbers: Mapping[str, Any], language: str) -> None:
        self._magnitudes: dict[str, float] = numbers["magnitudes"]
        self._units: dict[str, list[Any]] = {**numbers["units"], **numbers.get("units_of", {}).get(language, {})}
        self._dotted = frozenset(numbers.get("dotted", "").split(", "))
        self._spelled = Spelled(numbers, language)
        self._ranges = Ranges(self._units, self._magnitudes)
        self._months: dict[str, int] = {**numbers["months"], **numbers.get("months_of", {}).get(language, {})}
        self._between = frozenset(numbers["between"].split(", "))
        self._romance = language in ("fr", "es")
        self._places = Ordinals(numbers.get("ordinal_nouns", {}), language)
        self._ordinals: dict[str, int] = numbers["ordinals"]

    def read(self, tokens: list[Token]) -> list[Value]:
        """Return the values in order. Their token spans do not overlap."""
        words = [plain(token.text) for token in tokens]
        values: list[Value] = []
        at = 0
        while at < len(tokens):
            value = self._date(tokens, words, at) or self._places.read(tokens, words, at)
            value = value or self._number(tokens, words, at)
            if value is not None:
                values.append(value)
                at = value.last
            at += 1
        values = self._compound(words, values)
        return [self._ranges.read(tokens, values, index) for index in range(len(values))]

    def _compound(self, words: list[str], values: list[Value]) -> list[Value]:
        """Join "three years and eight months" and "1 h 35 min" into one length."""
        joined: list[Value] = []
        for value in values:
            before = joined[-1] if joined else None
            between = words[before.last + 1 : value.first] if before else ["?"]
            same = before is not None and before.unit == value.unit and value.unit in _LASTING
            steps = _LASTING.get(value.unit, ())
            smaller = before is not None and any(before.number >= step > value.number for step in steps)
            if before and same and smaller and not before.open and between in _AND:
                number = before.number + value.number
                key = key_of(value.unit, number)
                joined[-1] = Value((key,), (key,), value.unit, number, before.first, value.last, value.open)
                continue
            joined.append(value)
        return joined

    def ordinal(self, word: str) -> int | None:
        """Return 3 for "third", else None. "first" and "second" mean too many other things."""
        return self._ordinals.get(word)

    def _date(self, tokens: list[Token], words: list[str], at: int) -> Value | None:
        token = tokens[at]
        if token.kind == "date":
            return _digits_date(token.text, at)
        month = self._months.get(words[at].rstrip("."))
        if token.kind != "word" or month is None:
            return None
        last = at + 1
        while last < min(len(tokens), at + 5):
            text = tokens[last].text
            if tokens[last].kind == "number" and re.fullmatch(r"(?:19|20)\d\d", text):
                return _month(int(text), month, at, last)
            short = tokens[last - 1].text == "'" and re.fullmatch(r"\d\d", text)
            if short:
                return _month(2000 + int(text) if int(text) < 60 else 1900 + int(text), month, at, last)
            if text not in (".", ",", "'", "de", "of", "del") and not re.fullmatch(r"\d{1,2}", text):
                return None
            last += 1
        return None

    def _number(self, tokens: list[Token], words: list[str], at: int) -> Value | None:
        token = tokens[at]
        if token.kind == "clock":
            return clock(token.text, at)
        if at > 1 and words[at - 1] in ("–", "-", "/") and (year := _short_year(words[at - 2], token.text)):
            return Value((f"y|{year}",), (f"y|{year}", f"#|{year}"), "date", year, at, at)
        readings, last = (literal(token.text), at) if token.kind == "number" else self._spelled.read(words, at)
        if not readings or (token.kind == "word" and self._named(tokens, at)):
            return None
        following = words[last + 1] if last + 1 < len(tokens) else ""
        close = last + 1 < len(tokens) and not tokens[last + 1].spaced
        if close and following in _ORDINAL and token.kind == "number":
            return Value((f"nth|{token.text}",), (f"nth|{token.text}",), "nth", readings[0], at, last + 1)
        currency = self._currency_before(tokens, words, at)
        metres: tuple[float, ...] = ()
        if following in self._magnitudes and (close or len(following) > 1 or following in ("k", "m")):
            metres = readings if following == "m" and not currency else ()
            readings = tuple(reading * self._magnitudes[following] for reading in readings)
            last += 1
            if last + 1 < len(tokens) and words[last + 1] == "." and len(words[last]) <= 3:
                last += 1
        return self._with_unit(tokens, words, (at, last), readings, currency, metres)

    def _named(self, tokens: list[Token], at: int) -> bool:
        """Tell whether a number word ends a name: the last part of "Saint-Cyr-le-Neuf"."""
        tied = at > 1 and tokens[at - 1].text == "-" and not tokens[at].spaced
        return self._romance and tied and tokens[at].text[:1].isupper()

    def _with_unit(
        self,
        tokens: list[Token],
        words: list[str],
        span: tuple[int, int],
        readings: tuple[float, ...],
        currency: str,
        metres: tuple[float, ...],
    ) -> Value:
        first, last = span
        plus = ""
        if last + 1 < len(tokens) and words[last + 1] == "+":
            plus, last = "+", last + 1
        unit, factor, end = currency, 1.0, last
        if not currency:
            unit, factor, end = self._unit_after(tokens, words, last)
        if end + 1 < len(tokens) and words[end + 1] == "+" and not tokens[end + 1].spaced:
            plus, end = "+", end + 1
        keys = [key_of(unit, reading * factor) for reading in readings]
        keys += [key_of("metre", reading) for reading in metres]
        half = next((half for half in HALVES if words[end + 1 : end + 1 + len(half)] == half), None)
        if unit in ("month", "day", "second") and half:
            keys, end = [key_of(unit, (reading + 0.5) * factor) for reading in readings], end + len(half)
        year = readings[0]
        if factor == 12.0 and unit == "month" and 1900 <= year <= 2100 and tokens[first].text.isdigit():
            unit, factor, keys = "", 1.0, [key_of("", year)]  # "2021 roku" is a year
        provides = list(keys)
        if unit == "x" and words[end] not in _OFTEN:  # "downloaded 12,500 times" are 12,500 downloads
            provides.append(key_of("", readings[0]))
        if not unit and year == int(year) and 1900 <= year <= 2100 and tokens[first].text.isdigit():
            keys.append(f"y|{int(year)}")
            provides = list(keys)
        start = first
        if currency and words[first - 1] in self._units:
            start = first - 2 if dollar_prefix(tokens, words, first - 1) else first - 1
        keys, provides = any_dollars(unit, keys, provides, bare=words[start] == "$" or words[end] in ("$", "dollars"))
        if (
            unit == "celsius"
            and first
            and words[first - 1] in ("-", "minus")
            and (first == 1 or tokens[first - 1].spaced)
        ):
            keys = provides = [key.replace("|", "|-") for key in keys]
            start = first - 1
        return Value(tuple(keys), tuple(provides), unit, readings[0] * factor, start, end, plus)

    def _currency_before(self, tokens: list[Token], words: list[str], at: int) -> str:
        if not at:
            return ""
        unit = self._units.get(words[at - 1])
        if unit and unit[0] in CURRENCIES:
            return dollar_prefix(tokens, words, at - 1) or str(unit[0])
        return ""

    def _unit_after(self, tokens: list[Token], words: list[str], last: int) -> tuple[str, float, int]:
        at = last + 1
        if at < len(tokens) and (words[at] == "-" or (words[at] in ("de", "d'") and words[last] in self._magnitudes)):
            at += 1
        if words[at : at + 1] and words[at] in self._between and words[at + 1 : at + 2]:
            unit = self._units.get(words[at + 1])
            if unit and unit[0] in ("month", "day", "second"):
                return str(unit[0]), float(unit[1]), at + 1
        if at < len(tokens) and words[at] == "per" and at + 1 < len(words) and words[at + 1] in ("cent", "ciento"):
            return "%", 1.0, at + 1
        if at < len(words) and words[at] in ("pour", "por", "von") and words[at + 1 : at + 2] in (["cent"], ["ciento"]):
            return "%", 1.0, at + 1
        for size in (4, 3, 2, 1):
            name = (
                " ".join(word for word in words[at : at + size] if word not in ".-") if at + size <= len(words) else ""
            )
            if words[at : at + size][-1:] in (["."], ["-"]) or (
                size > 2 and not {".", "-"} & set(words[at : at + size])
            ):
                continue
            if name in self._units and (name != "points" or at == last + 1):
                unit, factor = self._units[name]
                end = at + size - 1
                if words[end] in self._dotted and words[end + 1 : end + 2] == ["."] and end + 2 < len(tokens):
                    end += 0 if tokens[end + 2].text[:1].isupper() or tokens[end + 1].spaced else 1
                if words[end + 1 : end + 2] == ["old"] or words[end + 1 : end + 3] in (
                    ["-", "old"],
                    ["-", "olds"],
                ):  # an age counts nothing that lasted
                    return "", 1.0, last
                if unit == "%" and words[end + 1 : end + 2] and words[end + 1] in ("points", "point"):
                    return "pp", 1.0, end + 1
                return str(unit), float(factor), end
        return "", 1.0, last


def _month(year: int, month: int, first: int, last: int) -> Value:
    key = f"ym|{year * 12 + month - 1}"
    return Value((key,), (key, f"y|{year}", f"#|{year}"), "date", year, first, last)


def _short_year(before: str, text: str) -> int:
    """Return 2014 for the end of "2010–14", else 0."""
    if not re.fullmatch(r"(?:19|20)\d\d", before) or not re.fullmatch(r"\d\d", text):
        return 0
    year = int(before[:2] + text)
    return year if year > int(before) else 0


def _digits_date(text: str, at: int) -> Value:
    parts = [int(part) for part in re.split(r"[-/.]", text)]
    if parts[0] > 31:
        year, months = parts[0], parts[1:2]
    else:
        year = parts[-1] if parts[-1] > 99 else 2000 + parts[-1]
        months = parts[1:2] + parts[:1] if len(parts) == 3 else parts[:1]
    keys = tuple(f"ym|{year * 12 + month - 1}" for month in months if 1 <= month <= 12)
    keys = keys or (f"y|{year}",)
    if end := _short_year(text[:4], text[5:]):  # "2009-12" may be a month or two years
        keys = (*keys, f"years|{year}|{end}")
    return Value(keys, (*keys, f"y|{year}", f"#|{year}"), "date", year, at, at)
