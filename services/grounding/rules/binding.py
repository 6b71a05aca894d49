"""Binding: what facts state apart must not be put together: a number counts what its own fact counts."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.clauses import DONE
from services.grounding.index import FREE, HEADER
from services.grounding.lexicons import PEOPLE
from services.grounding.statement import Statement, Term


class Counted:
    """Refuse a number that its fact binds to something else."""

    id = "number-binding"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each carried value whose noun, or whose clause, comes from another fact."""
        if claim.trimmed is not None:
            return
        for at, term in enumerate(claim.terms):
            if term.value is None or not claim.carriers[at] or at in claim.explained:
                continue
            nouns, context = _date_context(claim, at) if _is_date(claim, at) else _neighbours(claim, at)
            if any(self._bound(claim, number, at, nouns, context) for number in claim.carriers[at]):
                continue
            words = (term.text, *claim.words(nouns or context))
            why = f"No single fact binds {quoted(words[:1])} to {quoted(words[1:])}."
            yield Reason(rule=self.id, words=words, why=why)

    def _bound(self, claim: Claim, number: int, at: int, nouns: list[int], context: list[int]) -> bool:
        if claim.source(number).fact.kind == "contact":  # parts of one telephone number or address
            return True
        if _is_date(claim, at):
            return not context or self._dated(claim, number, context)
        carried = [other for other in context if number in claim.carriers[other]]
        if nouns:
            noun = nouns[-1]
            mine = number in claim.carriers[noun] and not _counts_other(claim, number, at, noun)
            return mine and (claim.whole or not _better(claim, number, at, noun, context))
        if context and len(carried) * 2 < len(context):
            return False
        return not (carried and all(_counts_other(claim, number, at, other) for other in carried))

    def _rivals(self, claim: Claim, context: list[int]) -> frozenset[int]:
        return frozenset(number for other in context for number in claim.carriers[other])

    def _dated(self, claim: Claim, number: int, context: list[int]) -> bool:
        """Tell whether a fact dates the words around it; the dates of an entry date its header, not what was done."""
        if claim.view.name.endswith("/header"):
            return True
        if claim.source(number).fact.kind != "dates":
            overlap = [
                sum(rival in claim.carriers[other] for other in context) for rival in self._rivals(claim, context)
            ]
            mine = sum(number in claim.carriers[other] for other in context)
            return mine > 0 and (claim.whole or mine >= max(overlap))
        scope = claim.source(number).fact.scope
        header = {at for at, source in enumerate(claim.view.sources) if source.fact.kind in (*HEADER, "certification")}
        named = [other for other in context if claim.carriers[other] & header]
        whole = sum(term.value is not None and _is_date(claim, at) for at, term in enumerate(claim.terms)) > 1
        mine = any(claim.source(at).fact.scope == scope for other in named for at in claim.carriers[other] & header)
        return mine and (whole or len(named) * 2 >= len(context))


def _is_date(claim: Claim, at: int) -> bool:
    """Tell whether a value is a date: a year that no noun follows, or a month."""
    after = claim.terms[at + 1] if at + 1 < len(claim.terms) else None
    counts = after is not None and after.joined and not after.neutral and after.value is None
    return _is_year(claim.terms[at]) and not (counts and not claim.terms[at].needs.isdisjoint(_counts(claim, at)))


def _counts(claim: Claim, at: int) -> frozenset[str]:
    return frozenset(key for key in claim.terms[at].needs if key.startswith("#|"))


def _date_context(claim: Claim, at: int) -> tuple[list[int], list[int]]:
    """Return the content terms that a date goes with: those of its clause, or of the sentence if it stands alone."""
    term = claim.terms[at]
    words = [other for other in claim.statement.content if claim.terms[other].value is None]
    clause = [other for other in words if claim.terms[other].clause == term.clause]
    return [], clause or [other for other in words if claim.terms[other].sentence == term.sentence]


def _neighbours(claim: Claim, at: int) -> tuple[list[int], list[int]]:
    """Return the nouns right after a value, and the other content terms of its clause."""
    prepositions = claim.lexicons.table("grammar", "prepositions")
    nouns = []
    for after in range(at + 1, len(claim.terms)):
        term = claim.terms[after]
        broken = term.clause != claim.terms[at].clause or term.plain in prepositions
        if broken or term.value is not None or term.verbal:
            break
        if not term.neutral:
            nouns.append(after)
    if not nouns and at and _labelled(claim, at):
        nouns = [at - 1]
    clause = [
        other
        for other in claim.statement.clause(claim.terms[at].clause)
        if other != at and other not in nouns and claim.terms[other].value is None
    ]
    return nouns, [other for other in clause if not claim.terms[other].verbal] or clause


def _labelled(claim: Claim, at: int) -> bool:
    """Tell whether a number without a unit names the noun before it: "Level 3", "Year 9"."""
    before = claim.terms[at - 1]
    value = claim.terms[at].value
    return bool(claim.terms[at].joined and not before.verbal and before.value is None and value and not value.unit)


def _better(claim: Claim, number: int, at: int, noun: int, context: list[int]) -> bool:
    """Tell whether another fact counts the same things otherwise, and is what the clause is about."""
    unit = _unit(claim.statement, at)
    own = sum(number in claim.carriers[other] for other in context)
    for rival in claim.carriers[noun] - claim.carriers[at]:
        counts = any(
            term.value is not None and term.value.unit == unit and not _is_year(term)
            for term in claim.source(rival).statement.terms
        )
        if counts and sum(rival in claim.carriers[other] for other in context) > own:
            return True
    return False


def _is_year(term: Term) -> bool:
    return any(key[0] == "y" for key in term.needs)


def _counts_other(claim: Claim, number: int, at: int, noun: int) -> bool:
    """Tell whether the fact puts the noun in a clause that has another value of the unit, and not this one."""
    statement = claim.source(number).statement
    unit = _unit(claim.statement, at)
    ours = {term.clause for term in claim.matches(at, number)}
    theirs = {term.clause for term in claim.matches(noun, number)}
    if ours & theirs or not theirs:
        return False
    others = {term.clause for term in statement.terms if term.value is not None and term.value.unit == unit}
    return theirs <= others - ours


class Mixed:
    """Refuse a verb with an object, or words of one noun phrase, that no fact has together."""

    id = "mixed-facts"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to verb and object, or neighbouring words, that come from different facts."""
        if claim.trimmed is not None:
            return
        for at in claim.statement.content:
            term = claim.terms[at]
            if not claim.carriers[at] or term.value is not None or at in claim.explained:
                continue
            verb = term.verbal and (term.claim is None or term.claim <= DONE)
            pair = self._apart_from_object(claim, at) if verb else self._apart_from_neighbour(claim, at)
            if pair:
                words = claim.words([at, *pair])
                yield Reason(rule=self.id, words=words, why=f"No single fact here states {quoted(words)} together.")

    def _apart_from_object(self, claim: Claim, at: int) -> list[int]:
        found = claim.object_of(at)
        carried = [other for other in found if claim.carriers[other]]
        listed = claim.kinds(at) & FREE
        if not carried or any(
            claim.together(at, other, free=False) or (claim.whole and listed and claim.kinds(other) & FREE)
            for other in carried
        ):
            return []
        return found

    def _apart_from_neighbour(self, claim: Claim, at: int) -> list[int]:
        after = at + 1
        if after >= len(claim.terms) or not claim.terms[after].joined or claim.terms[after].neutral:
            return []
        term = claim.terms[after]
        general = PEOPLE in term.needs or PEOPLE in claim.terms[at].needs
        apart = not general and term.value is None and not term.verbal and not claim.together(at, after)
        return [after] if apart else []


def _unit(statement: Statement, at: int) -> str:
    value = statement.terms[at].value
    return value.unit if value else ""


class WovenTool:
    """Refuse a tool in a line about something that no fact did with it."""

    id = "mixed-facts"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to "… with Jenkins" where the facts about Jenkins share no word with the clause."""
        if claim.trimmed is not None:
            return
        for at, term in enumerate(claim.terms):
            carriers = claim.carriers[at]
            if not carriers or not any(key.startswith("tool:") for key in term.needs) or at in claim.explained:
                continue
            about = [
                other
                for other in claim.statement.clause(term.clause)
                if claim.carriers[other] and claim.terms[other].value is None and not _is_tool(claim.terms[other])
            ]
            free = any(claim.source(number).fact.kind in FREE for number in carriers)
            if about and not free and not any(claim.together(at, other) for other in about):
                words = claim.words([at, *about])
                yield Reason(rule=self.id, words=words, why=f"No single fact here states {quoted(words)} together.")


def _is_tool(term: Term) -> bool:
    return any(key.startswith("tool:") for key in term.needs)
