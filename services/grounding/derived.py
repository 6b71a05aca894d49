"""Values that follow from a fact by arithmetic: how far it moved, how many people in all."""

from collections.abc import Iterator
from itertools import combinations

from services.grounding.lexicons import PEOPLE
from services.grounding.statement import Statement, Term
from services.grounding.value_keys import key_of
from services.grounding.values import Value

_BETWEEN = 12
"""How many terms may stand between the two ends of a move: "from 6 hours for the nightly batch to 95 minutes"."""


def derived(statement: Statement) -> Iterator[Term]:
    """Yield the values that a fact implies, each with the position of a value that counts the same things."""
    terms = statement.terms
    values = [at for at, term in enumerate(terms) if term.value is not None and _plain(term)]
    for first, second in combinations(values, 2):
        one, two = terms[first].value, terms[second].value
        if one is None or two is None:
            continue
        end = _in_unit(two, one.unit)
        if end is None:
            continue
        if terms[first].sentence != terms[second].sentence:
            continue
        if _moves(terms, first, second):
            unit = "pp" if one.unit == "%" else one.unit
            yield _value(unit, abs(one.number - end), second, terms[second].clause)
        elif _listed(terms, first, second) and not one.unit:
            yield _value("", one.number + end, second, terms[second].clause)


def _plain(term: Term) -> bool:
    return bool(term.value and term.value.unit not in ("date", "nth") and not any(key[0] == "y" for key in term.needs))


def _in_unit(value: Value, unit: str) -> float | None:
    """Return the number of a value in a unit: three in "from five days to three" are days."""
    if value.unit == unit:
        return value.number
    key = next((key for key in value.needs if unit and not value.unit and key.startswith(f"{unit}|")), "")
    return float(key.partition("|")[2]) if key else None


def _moves(terms: list[Term], first: int, second: int) -> bool:
    """Tell whether a fact goes "from X to Y"."""
    return terms[first].step == "from" and terms[second].step == "to" and second - first <= _BETWEEN


def _listed(terms: list[Term], first: int, second: int) -> bool:
    """Tell whether two counts of people stand side by side: "18 pickers and 4 drivers"."""
    if terms[second].clause != terms[first].clause + 1:
        return False
    people = [
        any(PEOPLE in term.provides for term in terms[at + 1 : at + 4] if term.clause == terms[at].clause)
        for at in (first, second)
    ]
    linked = any(term.plain in ("and", "und", "et", "y", "i", "&") for term in terms[first + 1 : second])
    return all(people) and linked


def _value(unit: str, number: float, origin: int, clause: int) -> Term:
    key = key_of(unit, number)
    keys = frozenset({key})
    return Term(key, key, key, keys, keys, neutral=True, clause=clause, origin=origin)
