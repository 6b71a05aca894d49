"""Read one number, in digits or in words, without its unit."""

from collections.abc import Mapping
from typing import Any

from services.grounding.number_words import german, number_words

HALVES = (
    ["-", "and", "-", "a", "-", "half"], ["and", "a", "half"], ["y", "medio"], ["y", "media"], ["et", "demi"],
    ["et", "demie"], ["i", "pol"],
)  # fmt: skip
"""What adds a half to the number, or to the unit, before it."""
_LONGEST = 8
_DOZENS = frozenset(("dozen", "dutzend", "douzaine", "docena", "tuzin"))
_SPANS = frozenset(
    (
        "to",
        "from",
        "within",
        "in",
        "over",
        "after",
        "under",
        "for",
        "lasting",
        "innerhalb",
        "binnen",
        "en",
        "dans",
        "durant",
        "pendant",
        "durante",
        "dentro",
        "w",
        "ciagu",
    )
)


class Spelled:
    """Read number words of English and one more language: "two hundred and ten", "a dozen", "half a million"."""

    def __init__(self, numbers: Mapping[str, Any], language: str) -> None:
        own = number_words(language)
        meant_otherwise = numbers.get("not_numbers", {}).get(language, "").split(", ")
        english = {word: value for word, value in numbers["words"]["en"].items() if word not in meant_otherwise}
        self._words: dict[str, float] = {**english, **numbers["words"].get(language, {})}
        self._phrases = own
        self._first = frozenset(words[0] for words in own)
        self._german = german if language == "de" else None
        self._halves = frozenset(numbers.get("half", "").split(", "))
        self._magnitudes: dict[str, float] = numbers["magnitudes"]
        self._units: dict[str, list[Any]] = {**numbers["units"], **numbers.get("units_of", {}).get(language, {})}

    def read(self, words: list[str], at: int) -> tuple[tuple[float, ...], int]:
        """Return the readings of the number that begins at a word, none if none does, and its last word."""
        total, part, last, position = 0.0, 0.0, -1, at
        while position < len(words):
            word = words[position]
            if (
                word == "half"
                and words[position + 1 : position + 2] == ["a"]
                and self._next_is_magnitude(words, position + 1)
            ):
                return (self._magnitudes.get(words[position + 2], 12.0) / 2,), position + 2
            starts = (
                word in ("a", "an", "one", "ein", "eine", "eines", "einem", "einer", "un", "une", "una") and last < 0
            )
            own, size = self._own(words, position) if not part else (0.0, 0)
            if size and not (last >= 0 and word in self._magnitudes):
                part, last, position = own, position + size - 1, position + size
                continue
            if word in self._halves and last < 0 and self._is_time(words, position + 1):
                return (0.5,), position
            if word in _DOZENS:
                part, last = (part or 1.0) * 12, position
                break
            before = self._words.get(words[position - 1], 0.0) if last >= 0 and last == position - 1 else 20.0
            if word in self._words and not (20 <= before < 100):
                break  # "four six-month seats" are no ten
            if word in self._words:
                part += self._words[word]
            elif (
                word == "one" and last >= 0 and words[position - 1] in ("-", "and") and self._joins(words, position - 1)
            ):
                part += 1.0
            elif starts and (
                self._is_length(words, position)
                or words[position + 1 : position + 2] == ["decade"]
                or self._next_is_magnitude(words, position)
                or (self._is_time(words, position + 1) and _halved(words, position + 2))
                or self._spans(words, position)
            ):
                part = 1.0
            elif len(word) > 2 and word in self._magnitudes and last >= 0:
                big = self._magnitudes[word]
                part, total = (part * big, total) if big == 100 else (0.0, total + part * big)
            elif (
                word in ("-", "and", "y")
                and last >= 0
                and words[position + 1 : position + 2]
                and self._joins(words, position)
            ):
                position += 1
                continue
            else:
                break
            last = position
            position += 1
        if last < 0:
            return (), at
        half = _halved(words, last + 1)
        if half and (len(half) > 2 or self._is_time(words, last + 1 + len(half))):
            return (total + part + 0.5,), last + len(half)
        return (total + part,), last

    def _own(self, words: list[str], position: int) -> tuple[float, int]:
        """Return the longest number of the language of the CV that begins at a word, and how many tokens it has."""
        if self._german and (value := self._german(words[position])):
            return value, 1
        if words[position] not in self._first:
            return 0.0, 0
        for size in range(_LONGEST, 0, -1):
            said = words[position : position + size]
            found = self._phrases.get(tuple(word for word in said if word != "-"))
            if found and len(said) == size and said[-1] != "-":
                return found, size
        return 0.0, 0

    def _is_time(self, words: list[str], position: int) -> bool:
        unit = self._units.get(words[position]) if position < len(words) else None
        return bool(unit and unit[0] in ("month", "day", "second"))

    def _joins(self, words: list[str], position: int) -> bool:
        """Tell whether "-" or "and" joins two parts of one number: "twenty-five", "two hundred and ten"."""
        if words[position] not in ("-", "and", "y") or position + 1 >= len(words):
            return False
        after = 1.0 if words[position + 1] == "one" else self._words.get(words[position + 1])
        before = words[position - 1]
        if after is None:
            return False
        if words[position] in ("-", "y"):
            return self._words.get(before, 0) >= 20 and after < 10
        return before in ("hundred", "thousand")

    def _spans(self, words: list[str], position: int) -> bool:
        """Tell whether "a year" is a length of time, as in "within a year"."""
        unit = self._units.get(words[position + 1]) if position + 1 < len(words) else None
        timed = bool(unit and unit[0] in ("month", "day", "second"))
        half = words[position + 2 : position + 5] == ["and", "a", "half"]
        return timed and (half or (position > 0 and words[position - 1] in _SPANS))

    def _is_length(self, words: list[str], position: int) -> bool:
        """Tell whether "one" counts a length of time: "one week a month"."""
        after = position + (2 if words[position + 1 : position + 2] == ["-"] else 1)
        unit = self._units.get(words[after]) if after < len(words) else None
        return words[position] == "one" and bool(unit and unit[0] in ("month", "day", "second"))

    def _next_is_magnitude(self, words: list[str], position: int) -> bool:
        return words[position + 1 : position + 2] != [] and (
            words[position + 1] in _DOZENS or (len(words[position + 1]) > 3 and words[position + 1] in self._magnitudes)
        )


def _halved(words: list[str], at: int) -> list[str] | None:
    return next((half for half in HALVES if words[at : at + len(half)] == half), None)


def literal(text: str) -> tuple[float, ...]:
    """Return the readings of a number in digits: "1,200" is 1200, "1,5" is 1.5, "1.200" may be both."""
    bare = text.replace(" ", "").replace("'", "")
    separators = [char for char in bare if char in ".,"]
    if not separators:
        return (float(bare),)
    if len(separators) > 1:
        last = separators[-1]
        if len(set(separators)) == 1:
            return (float(bare.replace(last, "")),)
        return (float(bare.replace("," if last == "." else ".", "").replace(",", ".")),)
    whole, _, rest = bare.replace(",", ".").partition(".")
    decimal = float(f"{whole}.{rest}")
    if len(rest) != 3 or whole == "0":
        return (decimal,)
    return (float(whole + rest),) if separators[0] == "," else (float(whole + rest), decimal)
