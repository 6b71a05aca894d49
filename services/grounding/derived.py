"""Values that follow from a fact by arithmetic: how far it moved, how many people in all."""

from collections.abc import Iterator
from itertools import combinations

from services.grounding.entries import PEOPLE
from services.grounding.statement import LED, Statement, Term
from services.grounding.value_keys import Value, key_of

_WENT = frozenset(
    ("bring", "brings", "bringing", "brought", "take", "took", "taking", "get", "got", "move", "moved", "go", "went")
)
_OTHERS = frozenset(("colleagues", "others", "coworkers", "teammates", "peers"))
_NEAR = 8
_ONE = frozenset(("one", "ein", "eine", "einen", "einem", "einer", "un", "une", "una"))
_BETWEEN = 12
"""How many terms may stand between the two ends of a move: "from 6 hours for the nightly batch to 95 minutes"."""


def derived(statement: Statement) -> Iterator[Term]:
    """Yield the values that a fact implies, each with the positions of the values that count the same things."""
    terms = statement.terms
    yield from _with_others(terms)
    values = [at for at, term in enumerate(terms) if _plain(term) or _single(terms, at)]
    for first, second in combinations(values, 2):
        if terms[first].sentence != terms[second].sentence:
            continue
        one, two = terms[first].value, terms[second].value
        if one and two and not one.unit and not two.unit and _each(terms, second):
            yield _value("", one.number * two.number, (second,), terms[second].clause)
        if _listed(terms, first, second):
            yield _value("", _number(one) + _number(two), (second, first), terms[second].clause)
        elif one is not None and two is not None and _moves(terms, first, second):
            end = _in_unit(two, one.unit)
            if end is not None:
                unit = "pp" if one.unit == "%" else one.unit
                yield _value(unit, abs(one.number - end), (second,), terms[second].clause, step="by")


def as_change(statement: Statement, less: frozenset[str], more: frozenset[str]) -> None:
    """Let "brought scrap from 9 % to 4 %" carry that it was reduced: the numbers say which way it went."""
    terms = statement.terms
    values = [at for at, term in enumerate(terms) if _plain(term)]
    for first, second in combinations(values, 2):
        one, two = terms[first].value, terms[second].value
        end = _in_unit(two, one.unit) if one and two else None
        if one is None or end is None or not _moves(terms, first, second):
            continue
        verb = next((term for term in reversed(terms[:first]) if term.plain in _WENT), None)
        if verb is not None and verb.sentence == terms[first].sentence:
            verb.provides |= less if end < one.number else more


def _with_others(terms: list[Term]) -> Iterator[Term]:
    """Yield three for "with two colleagues": the owner makes one more."""
    for at, term in enumerate(terms[1:], 1):
        after = terms[at + 1] if at + 1 < len(terms) else term
        others = (after.plain in _OTHERS or after.plain == "other") and term.value is not None and not term.value.unit
        if others and terms[at - 1].plain == "with" and term.value is not None:
            yield _value("", term.value.number + 1, (at,), term.clause)


def as_team(statement: Statement, team: frozenset[str]) -> None:
    """Let "led eight nurses" carry a team: whom somebody leads are their team, whom they trained are not."""
    terms = statement.terms
    for at, term in enumerate(terms):
        counted = (_plain(term) or _single(terms, at)) and not (term.value and term.value.unit)
        clause = [other for other in terms if other.clause in (term.clause, term.clause - 1)]
        led = any((other.claim or 0) >= LED and other.verbal for other in clause if other.start < term.start)
        for noun in terms[at + 1 : at + 4]:
            people = PEOPLE in noun.provides or PEOPLE in noun.needs
            if counted and noun.clause == term.clause and people and (led or (at and terms[at - 1].plain == "with")):
                noun.provides |= team


def _each(terms: list[Term], at: int) -> bool:
    """Tell whether a number is said of each of the things before it: "six dinners, 30 guests each"."""
    after = [term.plain for term in terms[at + 1 : at + 5] if term.clause == terms[at].clause]
    return "each" in after or after[:1] == ["per"]


def _plain(term: Term) -> bool:
    return bool(term.value and term.value.unit not in ("date", "nth") and not term.year)


def _in_unit(value: Value, unit: str) -> float | None:
    """Return the number of a value in a unit: three in "from five days to three" are days."""
    if value.unit == unit:
        return value.number
    key = next((key for key in value.needs if unit and not value.unit and key.startswith(f"{unit}|")), "")
    return float(key.partition("|")[2]) if key else None


def _moves(terms: list[Term], first: int, second: int) -> bool:
    """Tell whether a fact goes "from X to Y"."""
    return terms[first].step == "from" and terms[second].step == "to" and second - first <= _BETWEEN


def _single(terms: list[Term], at: int) -> bool:
    """Tell whether "one" or "a" counts a person: "two assistants and one clerk"."""
    return (
        terms[at].plain in _ONE
        and at + 1 < len(terms)
        and terms[at].value is None
        and any(
            PEOPLE in term.provides or PEOPLE in term.needs
            for term in terms[at + 1 : at + 4]
            if term.clause == terms[at].clause
        )
    )


def _number(value: Value | None) -> float:
    return value.number if value else 1.0


def _listed(terms: list[Term], first: int, second: int) -> bool:
    """Tell whether two counts stand side by side: "18 pickers and 4 drivers"."""
    one, two = terms[first].value, terms[second].value
    if terms[second].clause != terms[first].clause + 1 or (one and one.unit) or (two and two.unit):
        return False
    if one is None and terms[first].plain in ("a", "an"):  # "a nurse and four doctors" may be said of one of them
        return False
    nouns = [
        any(
            not term.neutral and term.value is None
            for term in terms[at + 1 : at + 4]
            if term.clause == terms[at].clause
        )
        for at in (first, second)
    ]
    linked = any(term.plain in ("and", "und", "et", "y", "i", "&") for term in terms[first + 1 : second])
    return all(nouns) and linked and second - first < _NEAR


def _value(unit: str, number: float, origins: tuple[int, ...], clause: int, step: str = "") -> Term:
    key = key_of(unit, number)
    keys = frozenset({key})
    return Term(key, key, key, keys, keys, neutral=True, clause=clause, origins=origins, step=step)
