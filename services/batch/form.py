"""The form of a batch's answer: a list of entries, each naming its row by number, each judged for itself.

The provider is held to the strict schema; what comes back is read leniently, so that one entry that is too long does
not take nineteen good ones with it.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError, WrapValidator, create_model
from pydantic_core.core_schema import ValidatorFunctionWrapHandler


class Refused(NamedTuple):
    """An entry that the validator refuses; `number` is None when it does not even name a row."""

    number: int | None
    reasons: tuple[str, ...]


class Sorted(NamedTuple):
    """An answer held against its question. `double`, `missing` and `unknown` are numbers of rows."""

    good: dict[int, BaseModel]
    bad: dict[int, tuple[str, ...]]
    double: tuple[int, ...]
    missing: tuple[int, ...]
    unknown: tuple[int, ...]


@dataclass(frozen=True)
class Form:
    """`{"<entries>": [{"<number>": 1, …}, …]}`, where `entry` is the model of one entry, its number included."""

    name: str
    entries: str
    number: str
    entry: type[BaseModel]

    @cached_property
    def model(self) -> type[BaseModel]:
        """Return the model of the whole answer; its JSON schema is the strict one."""
        item: Any = self.entry
        fields: dict[str, Any] = {self.entries: (Annotated[list[item], WrapValidator(self._one_by_one)], ...)}
        made: type[BaseModel] = create_model(self.name, __config__=ConfigDict(extra="forbid"), **fields)
        return made

    def sort(self, asked: Collection[int], answer: BaseModel) -> Sorted:
        """Return which rows the answer settles and which it does not, with reasons for the latter."""
        entries: list[BaseModel | Refused] = getattr(answer, self.entries)
        named: list[int | None] = [
            entry.number if isinstance(entry, Refused) else getattr(entry, self.number) for entry in entries
        ]
        counts = Counter(named)
        double = tuple(number for number in asked if counts[number] > 1)
        missing = tuple(number for number in asked if not counts[number])
        good: dict[int, BaseModel] = {}
        bad: dict[int, tuple[str, ...]] = {
            **dict.fromkeys(double, ("it was answered twice",)),
            **dict.fromkeys(missing, ("it was not answered",)),
        }
        for number, entry in zip(named, entries, strict=True):
            if number is not None and counts[number] == 1 and number in asked:
                if isinstance(entry, Refused):
                    bad[number] = entry.reasons
                else:
                    good[number] = entry
        unknown = tuple(number for number in counts if number is not None and number not in asked)
        return Sorted(good, bad, double, missing, unknown)

    def _one_by_one(self, value: Any, handler: ValidatorFunctionWrapHandler) -> list[BaseModel | Refused]:
        if not isinstance(value, list):
            return list(handler(value))
        return [self._entry(entry) for entry in value]

    def _entry(self, value: Any) -> BaseModel | Refused:
        try:
            return self.entry.model_validate(value)
        except ValidationError as error:
            number = value.get(self.number) if isinstance(value, dict) else None
            rows = error.errors(include_url=False, include_input=False, include_context=False)
            reasons = tuple(f"{'.'.join(map(str, row['loc'])) or 'entry'}: {row['msg']}" for row in rows)
            return Refused(number if isinstance(number, int) else None, reasons)
