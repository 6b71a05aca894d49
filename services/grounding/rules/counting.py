"""Binding of numbers: a number counts what its own fact counts, as often as that says, and no other thing."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.rules.dating import date_context, dated, is_date
from services.grounding.rules.lists import itemised
from services.grounding.rules.windows import Windows, attributive, in_name
from services.grounding.statement import Statement, Term


class Counted:
    """Refuse a number that its fact binds to something else."""

    id = "number-binding"

    def __init__(self, lexicons: Lexicons) -> None:
        self._windows = Windows(lexicons)
        self._titles = lexicons.table("titles", "nouns")

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each carried value whose noun, or whose clause, comes from another fact."""
        if claim.trimmed is not None:
            return
        for at, term in enumerate(claim.terms):
            if term.value is None or not claim.carriers[at] or at in claim.explained:
                continue
            if itemised(claim, at) or in_name(claim, at):
                continue
            nouns, context = date_context(claim, at) if is_date(claim, at) else _neighbours(claim, at)
            if any(self._bound(claim, number, at, nouns, context) for number in claim.carriers[at]):
                continue
            words = (term.text, *claim.words(nouns or context))
            claim.explained.add(at)
            why = f"No single fact binds {quoted(words[:1])} to {quoted(words[1:])}."
            yield Reason(rule=self.id, words=words, why=why)

    def _bound(self, claim: Claim, number: int, at: int, nouns: list[int], context: list[int]) -> bool:
        if claim.source(number).fact.kind == "contact":  # parts of one telephone number or address
            return True
        if claim.source(number).fact.kind in ("certification", "degree", "field"):  # "Class 6.2" is part of its name
            near = (*nouns, *context)
            return not near or any(number in claim.carriers[other] for other in near)
        if is_date(claim, at):
            return not context or dated(claim, number, context, at)
        if at > 1 and claim.terms[at - 1].plain == "in" and claim.terms[at - 2].value is not None:  # "one week in six"
            return number in claim.carriers[at - 2]
        carried = [other for other in context if claim.about(other, number)]
        period = _period(claim, at)
        if period is not None and claim.carriers[period] and number not in claim.carriers[period]:
            return False
        terms, value = claim.source(number).statement.terms, claim.terms[at].value
        shares = [self._windows.share(terms, place) for place in claim.places(at, number)]
        whole = bool(value and value.unit and shares) and all(shares)
        if whole and not self._windows.share(claim.terms, at):  # "in all 12 months" of "9 of 12"
            return False
        if _counts_things(claim.terms[at]):
            return self._counted(claim, number, at, nouns, context)
        if nouns:
            noun = nouns[-1]
            mine = number in claim.carriers[noun] and not _counts_other(claim, number, at, noun)
            return mine and (claim.whole or not _better(claim, number, at, noun, context))
        if context and len(carried) * 2 < len(context):
            return False
        return not (carried and all(_counts_other(claim, number, at, other) for other in carried))

    def _counted(self, claim: Claim, number: int, at: int, nouns: list[int], context: list[int]) -> bool:
        """Tell whether the fact counts the same things with this value: with one of its own nouns, or right before."""
        terms = claim.source(number).statement.terms
        heads = [
            head
            for head in self._windows.heads(claim.terms, at)
            if claim.carriers[head] and claim.terms[head].stem not in self._titles
        ]
        nouns = [noun for noun in nouns if claim.carriers[noun]] or ([] if heads else nouns)
        if not nouns and not heads:
            carried = [other for other in context if number in claim.carriers[other]]
            return len(carried) * 2 >= len(context)
        places = claim.places(at, number)
        for place in places:
            if len(terms[place].origins) > 1:
                if self._summed(claim, at, terms, terms[place].origins, nouns, heads):
                    return True
                continue
            place = terms[place].origins[0] if terms[place].origins else place
            if self._windows.share(terms, place) and not self._windows.share(claim.terms, at):
                continue
            window, before = self._windows.nouns(terms, place), self._windows.heads(terms, place)
            window = self._again(terms, place, window)
            before = [head for head in before if not self._windows.counted(terms, terms[head], place)]
            if not window and not before:
                if any(self._windows.counted(terms, claim.terms[noun], place) for noun in nouns):
                    continue
                if any(number in claim.carriers[other] for other in (*nouns, *heads)):
                    return True
                continue
            things = [terms[other] for other in (*window, *before)]
            mine = [noun for noun in nouns if _meets(claim.terms[noun], things)]
            led = [head for head in heads if _meets(claim.terms[head], things)]
            loose = [head for head in heads if number in claim.carriers[head]]
            if nouns and not mine:
                if self._said_by_verb(claim, at, things) and number in claim.carriers[nouns[-1]]:
                    return True
                continue
            head = [terms[window[-1]]] if window else []
            met = any(_meets(claim.terms[noun], head) for noun in mine)
            rest = nouns and nouns[-1] not in mine and not met
            if rest and self._windows.counted(terms, claim.terms[nouns[-1]], place):
                continue
            if (
                nouns
                and self._belongs(terms, claim.terms[nouns[-1]], place, things)
                and not (met and nouns[-1] not in mine)
            ):
                continue
            if heads and not (led or (nouns and loose)):
                continue
            return True
        return False

    def _summed(
        self, claim: Claim, at: int, terms: list[Term], origins: tuple[int, ...], nouns: list[int], heads: list[int]
    ) -> bool:
        """Tell whether what a sum counts takes in all that was added up: "22 drivers" leaves out the 18 pickers."""
        windows = [
            [terms[other] for other in (*self._windows.nouns(terms, place), *self._windows.heads(terms, place))]
            for place in origins
        ]
        listed = {key for term in claim.terms if term.value is not None for key in term.needs}
        if all(listed & terms[place].provides for place in origins):  # "75 animals (45 dogs and 30 cats)"
            return True
        if not nouns:
            return any(_meets(claim.terms[head], things) for head in heads for things in windows)
        link = next((other for other in range(at + 1, len(claim.terms)) if claim.terms[other].linked), 0)
        linked = self._windows.nouns(claim.terms, link) if 0 < link - at <= len(nouns) + 1 else []
        return all(any(_meets(claim.terms[noun], things) for noun in (*nouns, *linked)) for things in windows)

    def _again(self, terms: list[Term], place: int, window: list[int]) -> list[int]:
        """Return what "updated 12 others" counts: the things counted before."""
        if window or [term.plain for term in terms[place + 1 : place + 2]] not in (["others"], ["more"], ["ones"]):
            return window
        before = (at for at in range(place - 1, -1, -1) if terms[at].value is not None)
        return next((found for at in before if (found := self._windows.nouns(terms, at))), window)

    def _belongs(self, terms: list[Term], noun: Term, place: int, things: list[Term]) -> bool:
        """Tell whether a fact counts the very noun with another number, and this one with a noun of like meaning."""
        if any(thing.stem == noun.stem for thing in things):
            return False
        others = (
            at
            for at, term in enumerate(terms)
            if at != place and ((term.value is not None and not term.value.unit) or term.plain == "one")
        )
        return any(terms[other].stem == noun.stem for at in others for other in self._windows.nouns(terms, at))

    def _said_by_verb(self, claim: Claim, at: int, things: list[Term]) -> bool:
        """Tell whether the verb says what is counted: "interviewed 25 patients", who gave 25 interviews."""
        before = [term for term in claim.terms[max(at - 2, 0) : at] if term.clause == claim.terms[at].clause]
        return any(term.verbal and _meets(term, things) for term in before)


def _counts_things(term: Term) -> bool:
    """Tell whether a value is a bare number, which must be bound to the very things that its fact counts."""
    return bool(term.value and not term.value.unit and not term.year)


def _meets(term: Term, others: list[Term]) -> bool:
    return any(not term.needs.isdisjoint(other.provides) for other in others)


def _period(claim: Claim, at: int) -> int | None:
    """Return where it says how often a value comes: "a month" behind it, before another value."""
    for after in range(at + 1, len(claim.terms)):
        term = claim.terms[after]
        if term.clause != claim.terms[at].clause or term.value is not None:
            return None
        if term.period:
            return after
    for before in range(at - 1, -1, -1):
        term = claim.terms[before]
        if term.clause != claim.terms[at].clause or term.value is not None:
            return None
        if term.period:
            return before
    return None


def _neighbours(claim: Claim, at: int) -> tuple[list[int], list[int]]:
    """Return the nouns right after a value, and the other content terms of its clause."""
    prepositions = claim.lexicons.table("grammar", "prepositions")
    nouns = []
    for after in range(at + 1, len(claim.terms)):
        term = claim.terms[after]
        article = term.plain in ("the", "a", "an")
        function = term.plain in prepositions and not article and not claim.terms[after - 1].hyphen
        broken = term.clause != claim.terms[at].clause or function
        verb = term.verbal and not claim.terms[after - 1].hyphen and not attributive(claim.terms, after)
        if broken or term.value is not None or verb:
            break
        if not term.neutral and not term.period:
            nouns.append(after)
    clause = [
        other
        for other in claim.statement.clause(claim.terms[at].clause)
        if other != at and other not in nouns and claim.terms[other].value is None
    ]
    if claim.whole:  # where it was done says nothing of what was counted
        clause = [other for other in clause if other not in claim.named]
    return nouns, [other for other in clause if not claim.terms[other].verbal] or clause


def _better(claim: Claim, number: int, at: int, noun: int, context: list[int]) -> bool:
    """Tell whether another fact counts the same things otherwise, and is what the clause is about."""
    unit = _unit(claim.statement, at)
    own = sum(number in claim.carriers[other] for other in context)
    for rival in claim.carriers[noun] - claim.carriers[at]:
        counts = any(
            term.value is not None and term.value.unit == unit and not term.year
            for term in claim.source(rival).statement.terms
        )
        if counts and sum(rival in claim.carriers[other] for other in context) > own:
            return True
    return False


def _counts_other(claim: Claim, number: int, at: int, noun: int) -> bool:
    """Tell whether the fact puts the noun in a clause that has another value of the unit, and not this one."""
    statement = claim.source(number).statement
    unit = _unit(claim.statement, at)
    ours = {term.clause for term in claim.matches(at, number)}
    ours |= {
        clause - 1 for clause in ours if _elliptic(statement, clause)
    }  # "112 % of quota in 2022 and 104 % in 2023"
    theirs = {term.clause for term in claim.matches(noun, number)}
    if ours & theirs or not theirs:
        return False
    others = {term.clause for term in statement.terms if term.value is not None and term.value.unit == unit}
    return theirs <= others - ours


def _elliptic(statement: Statement, clause: int) -> bool:
    """Tell whether a clause has nothing but numbers: it shares the words of the clause before it."""
    return all(statement.terms[at].value is not None for at in statement.clause(clause))


def _unit(statement: Statement, at: int) -> str:
    value = statement.terms[at].value
    return value.unit if value else ""
