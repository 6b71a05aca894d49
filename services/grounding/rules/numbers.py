"""Numbers, amounts, percentages, durations, dates: each must be one that a fact states, or be computed from dates."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.rules.lists import itemised
from services.grounding.statement import Term
from services.grounding.totals import Totals

_MONEY = frozenset(
    (
        "usd",
        "eur",
        "gbp",
        "jpy",
        "chf",
        "pln",
        "inr",
        "sek",
        "nok",
        "dkk",
        "czk",
        "cad",
        "aud",
        "nzd",
        "hkd",
        "sgd",
        "brl",
        "mxn",
        "twd",
        "huf",
        "zar",
        "cny",
    )
)
_DURATION = frozenset(("month", "day", "second"))


def rule_of(term: Term) -> str:
    """Return the id of the rule that a value falls under, by its unit."""
    value = term.value
    unit = value.unit if value else ""
    if unit in ("%", "pp"):
        return "percentage"
    if unit in _MONEY:
        return "money"
    if unit in _DURATION:
        return "duration"
    if unit == "date" or any(key.startswith("y|") for key in term.needs):
        return "date"
    return "number"


class Numbers:
    """Refuse a value that no fact in scope states, whatever it is written in."""

    id = "number"

    def __init__(self, totals: Totals) -> None:
        self._totals = totals

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each value that neither a fact nor the dates carry, and to "over 12" where the fact says 12."""
        for at, term in enumerate(claim.terms):
            if term.value is None and claim.carriers[at] and term.step:
                yield from self._reversed(claim, at)
            if term.value is None or _wordless(claim, at):
                continue
            if counted := self._totals.entries(claim, at):
                claim.explained.update(counted)
                continue
            if claim.carriers[at]:
                if (
                    claim.terms[at + 1 : at + 2]
                    and claim.terms[at + 1].plain == "as"
                    and self._totals.allows(claim, at)
                ):
                    claim.explained.add(at)  # "four years as sous chef", whatever else took four years
                    continue
                yield from self._qualified(claim, at)
                continue
            if itemised(claim, at):
                claim.explained.add(at)
                continue
            if self._totals.allows(claim, at):
                continue
            rule = rule_of(term)
            claim.explained.add(at)
            elsewhere = claim.index.whole.carries(term) and not claim.whole
            where = "stands elsewhere in the CV, not here" if elsewhere else "stands in no fact"
            rule = "other-role" if elsewhere else rule
            yield Reason(rule=rule, words=(term.text,), why=f"The {rule_of(term)} {quoted([term.text])} {where}.")

    def _qualified(self, claim: Claim, at: int) -> Iterator[Reason]:
        """Object to "over 12" where the facts say 12, to 12 where they say "up to 12", to "by 12" where "to 12"."""
        term = claim.terms[at]
        carriers = [other for number in self._nearest(claim, at) for other in claim.matches(at, number)]
        lasting = rule_of(term) == "duration" and term.qualifier == ">" and self._totals.allows(claim, at)
        claimed = term.qualifier or ("-" if self._ends_range(claim, at) else "")
        if not lasting and not any(_as_strong(claimed, other.qualifier) for other in carriers):
            claim.explained.add(at)
            yield Reason(
                rule="limit", words=(term.text,), why=f"The facts limit {quoted([term.text])}, or do not go beyond it."
            )
        else:
            yield from self._reversed(claim, at)

    def _nearest(self, claim: Claim, at: int) -> list[int]:
        """Return the carriers of a value that carry most of its clause."""
        said = [other for other in claim.statement.clause(claim.terms[at].clause) if claim.terms[other].value is None]
        counts = {
            number: sum(number in claim.carriers[other] for other in said) for number in sorted(claim.carriers[at])
        }
        return [number for number, count in counts.items() if count == max(counts.values())]

    def _ends_range(self, claim: Claim, at: int) -> bool:
        """Tell whether another value of the unit stands before "to": "from Year 3 to Year 6"."""
        value = claim.terms[at].value
        before = [term.plain for term in claim.terms[max(at - 3, 0) : at]]
        others = (term.value for term in claim.terms[:at] if term.value is not None)
        return bool({"to", "bis"} & set(before)) and any(value and v.unit == value.unit for v in others)

    def _reversed(self, claim: Claim, at: int) -> Iterator[Reason]:
        """Object to "from X" where every fact says "to X"."""
        term = claim.terms[at]
        carriers = [other for number in claim.carriers[at] for other in claim.matches(at, number)]
        if term.step and all(other.step and other.step != term.step for other in carriers):
            claim.explained.add(at)
            yield Reason(
                rule="direction", words=(term.step, term.text), why=f"The facts do not say “{term.step} {term.text}”."
            )


def _wordless(claim: Claim, at: int) -> bool:
    """Tell whether a number is "1", which any noun in the singular says, or "0", which is a negation."""
    term = claim.terms[at]
    if claim.statement.folded[term.start : term.end + 2] == "1:1":
        return True
    if term.joined and term.text == "1" and not claim.terms[at - 1].verbal:  # "Year 1"
        return False
    if term.step in ("to", "from", "by"):  # "from 7 to 1"
        return False
    return bool(term.value and not term.value.unit) and term.text.lower() in ("0", "1", "zero", "null", "cero")


def _as_strong(claimed: str, stated: str) -> bool:
    if claimed == ">":
        return stated == ">"
    if claimed == "=":
        return stated not in ("<", "-", "~")
    if claimed == "<":
        return stated not in (">", "=")
    return claimed == "-" or stated not in ("<", "-")
