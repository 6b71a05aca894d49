"""Binding of dates: a date goes with what its own fact dates, and the dates of an entry with its header."""

from models.cv import Education, Project, Role
from services.grounding.claim import Claim
from services.grounding.index import HEADER
from services.grounding.stays import unbroken

_ENDED = frozenset(("completed", "finished", "graduated", "awarded", "earned", "obtained", "passed"))


def dated(claim: Claim, number: int, context: list[int], at: int) -> bool:
    """Tell whether a fact dates the words around it; the dates of an entry date its header, not what was done."""
    if claim.view.name.endswith("/header"):
        return True
    if claim.source(number).fact.kind != "dates":
        rivals = {rival for other in context for rival in claim.carriers[other]}
        overlap = [sum(rival in claim.carriers[other] for other in context) for rival in rivals]
        mine = sum(number in claim.carriers[other] for other in context)
        return mine > 0 and (mine >= max(overlap) or (claim.whole and mine * 2 >= max(overlap)))
    scope = claim.source(number).fact.scope
    if _too_early(claim, scope, at) or _told_otherwise(claim, context):
        return False
    if claim.terms[at].step == "since" and _since(claim, scope, context, at):
        return True
    if _all_in_year(claim, scope, context) or _spans(claim, scope, at):
        return True
    whole = sum(term.value is not None and is_date(claim, other) for other, term in enumerate(claim.terms)) > 1
    if not whole and claim.terms[at].step == "since" and _ended(claim, scope):
        return False
    header = {at for at, source in enumerate(claim.view.sources) if source.fact.kind in (*HEADER, "certification")}
    named = [other for other in context if claim.carriers[other] & header]
    counts: dict[str, int] = {}
    for other in named:
        for one in {claim.source(at).fact.scope for at in claim.carriers[other] & header}:
            counts[one] = counts.get(one, 0) + 1
    mine = counts.get(scope, 0)
    return mine > 0 and mine >= max(counts.values()) and (whole or len(named) * 2 >= len(context))


def _told_otherwise(claim: Claim, context: list[int]) -> bool:
    """Tell whether one fact has all that a date is said of, and gives it a year of its own."""
    return len(context) > 1 and "other" in _dated_kinds(claim, context)


def _dated_kinds(claim: Claim, context: list[int]) -> set[str]:
    """Return the kinds of the facts that have all words of a context and name a year."""
    shared = (claim.source(one) for one in frozenset.intersection(*(claim.carriers[other] for other in context)))
    return {source.fact.kind for source in shared if any(term.year for term in source.statement.terms)}


def _ended(claim: Claim, scope: str) -> bool:
    """Tell whether a role is over, and none followed it until today."""
    entry = claim.index.cv.scope(scope)
    return isinstance(entry, Role) and not unbroken(claim.index.cv.roles, entry)


def _all_in_year(claim: Claim, scope: str, context: list[int]) -> bool:
    """Tell whether a project began and ended in one year, and the words are about it."""
    entry = claim.index.cv.scope(scope)
    if not isinstance(entry, Project) or entry.dates is None or entry.dates.start is None:
        return False
    one = entry.dates.end is None or entry.dates.end.year == entry.dates.start.year
    mine = sum(any(claim.source(one).fact.scope == scope for one in claim.carriers[other]) for other in context)
    return one and not entry.dates.present and mine * 2 >= len(context)


def _too_early(claim: Claim, scope: str, at: int) -> bool:
    """Tell whether a course of study is said to have been completed in the year in which it began."""
    entry = claim.index.cv.scope(scope)
    if not isinstance(entry, Education) or entry.dates is None or entry.dates.end is None:
        return False
    before = claim.terms[:at]
    ended = any(term.plain in _ENDED and term.sentence == claim.terms[at].sentence for term in before)
    single = sum(term.year for term in claim.terms) == 1
    return ended and single and f"y|{entry.dates.end.year}" not in claim.terms[at].needs


def _spans(claim: Claim, scope: str, at: int) -> bool:
    """Tell whether the date is one end of a length of time that was added up from roles the line names."""
    sentence = claim.terms[at].sentence
    same = [other for other in claim.statement.content if claim.terms[other].sentence == sentence]
    added = any(
        (value := claim.terms[other].value) and value.unit == "month" and not claim.carriers[other] for other in same
    )
    return added and any(
        claim.source(one).fact.scope == scope
        for other in same
        if claim.terms[other].value is None
        for one in claim.carriers[other]
    )


def _since(claim: Claim, scope: str, context: list[int], at: int) -> bool:
    """Tell whether the work named has gone on since a role began: in that role and those that followed it."""
    if any("certification" in claim.kinds(other) for other in context):
        return False
    entry = claim.index.cv.scope(scope)
    stay = {role.id for role in unbroken(claim.index.cv.roles, entry)} if isinstance(entry, Role) else set()
    if _dated_kinds(claim, context):
        return False
    found = [{claim.source(one).fact.scope for one in claim.carriers[other]} & stay for other in context]
    sentence = claim.terms[at].sentence
    said = (other for other in claim.statement.content if claim.terms[other].sentence == sentence)
    covered = {
        claim.source(one).fact.scope
        for other in said
        if claim.terms[other].value is None
        for one in claim.carriers[other]
    }
    return bool(stay) and all(found) and stay <= covered


def is_date(claim: Claim, at: int) -> bool:
    """Tell whether a value is a date: a year that no noun follows, or a month."""
    after = claim.terms[at + 1] if at + 1 < len(claim.terms) else None
    counts = after is not None and after.joined and not after.neutral and after.value is None
    return claim.terms[at].year and not (counts and not claim.terms[at].needs.isdisjoint(_counts(claim, at)))


def _counts(claim: Claim, at: int) -> frozenset[str]:
    return frozenset(key for key in claim.terms[at].needs if key.startswith("#|"))


def date_context(claim: Claim, at: int) -> tuple[list[int], list[int]]:
    """Return the content terms that a date goes with: those of its clause, or of the sentence if it stands alone."""
    term = claim.terms[at]
    words = [other for other in claim.statement.content if claim.terms[other].value is None]
    clause = [other for other in words if claim.terms[other].clause == term.clause]
    sentence = [other for other in words if claim.terms[other].sentence == term.sentence]
    dates = [other for other in range(at) if claim.terms[other].value is not None and is_date(claim, other)]
    since = [other for other in sentence if other < at and (not dates or other > dates[-1])]  # "A (2017), B (2020)"
    bracketed = claim.statement.folded[max(term.start - 1, 0)] == "("
    if bracketed and not clause and since:
        since = [other for other in since if claim.terms[other].clause == claim.terms[since[-1]].clause]
    return [], clause or since or sentence
