"""Tell from the words of each clause how much responsibility it claims, and how much it lets others claim."""

from itertools import takewhile

from services.grounding.entries import PEOPLE
from services.grounding.statement import DONE, HELPED, Term

_LINKS = frozenset(("which", "that", "before", "after", "while", "when", "until"))
_GROUPS = frozenset(("team", "group", "company", "department", "agency", "partner", "associate", "manager", "director"))
_UNDER = frozenset(("under", "unter", "sous", "bajo", "pod"))
"""Words that open "under the supervision of X, …", which limits the clause after it."""

_RELATIVES = frozenset(("der", "die", "das", "qui", "que", "qu'", "dont", "quien", "ktory", "ktora", "ktore", "ktorzy"))
"""Words that open a clause which says more of what was helped with."""


def clause_levels(terms: list[Term]) -> tuple[list[int], list[int]]:
    """Return what each clause claims and what it grants; a clause without a verb continues the one before."""
    clauses: dict[int, list[Term]] = {}
    for term in terms:
        clauses.setdefault(term.clause, []).append(term)
    size = max(clauses, default=-1) + 1
    claims, grants = [DONE] * size, [DONE] * size
    cap: int | None = None
    helper = fronted = False
    last, sentence = (DONE, DONE), -1
    for number in sorted(clauses):
        members = clauses[number]
        if members[0].sentence != sentence:
            cap, last, sentence = None, (DONE, DONE), members[0].sentence
        weak = [term.claim for term in members if term.claim is not None and term.claim < DONE]
        verbs = [term for term in members if term.verbal and term.claim is not None]
        if weak and verbs and (verbs[0].claim or 0) > DONE:  # "led most of the births I attended"
            weak = []
        shared = weak and all(term.grant is None for term in members if term.claim in weak)
        shared = shared and not any(term.claim is not None and term.claim > DONE for term in members)
        if shared:
            claims[number], grants[number] = min(weak), last[1] if cap is None else cap
            continue
        if cap is not None and _means(terms, members):
            cap = None
        if weak and any(term.grant is not None for term in members if term.claim in weak):
            cap = min(weak)
            helper = any(term.stem in ("help", "assist") for term in members)
        elif cap is not None and not fronted and _releases(members, helper):
            cap = None
        fronted = cap is not None and members[0].plain in _UNDER and not any(term.verbal for term in members[1:])
        if cap is not None:
            last = (cap, cap)
        elif any((term.verbal and term.plain != "including") or term.grant for term in members):
            last = (
                max([DONE, *(term.claim for term in members if term.claim is not None)]),
                max([DONE, *(term.grant for term in members if term.grant is not None)]),
            )
        claims[number], grants[number] = last
        if members[0].plain in ("with", "without") and not any(term.claim is not None for term in members):
            claims[number] = min(last[0], DONE)
            last = (claims[number], last[1])
        acted = any(term.verbal for other in range(number) for term in clauses.get(other, ()))
        if _by_others(members, described=acted):
            grants[number] = HELPED
        if _by_others(members, described=acted, anybody=True):
            claims[number] = min(claims[number], HELPED)
    _front(clauses, claims, grants)
    return claims, grants


def _by_others(members: list[Term], *, described: bool, anybody: bool = False) -> bool:
    """Tell whether a clause says what other people did: "…, which another team then built".

    "Who" speaks of somebody else where the line has a verb before it: `described`.
    With `anybody` whatever stands before the verb may be people.
    """
    if members[0].plain == "who":
        return described
    if members[0].plain not in _LINKS:
        return False
    subject = list(takewhile(lambda term: not term.verbal, members[1:]))
    if len(subject) == len(members) - 1 or any(term.plain in ("i", "we") for term in subject):
        return False
    if anybody and any(not term.neutral and term.value is None for term in subject):
        return True
    return any(PEOPLE in term.provides or term.plain.removesuffix("s") in _GROUPS for term in subject)


def done_by(terms: list[Term], at: int) -> bool:
    """Tell whether a text says by whom something was done: "the website, built by the Ellerby Trust"."""
    if terms[at].form != "past" or [term.plain for term in terms[at + 1 : at + 2]] != ["by"]:
        return False
    doer = next((term for term in terms[at + 2 :] if not term.neutral), None)
    return doer is not None and not doer.form and (doer.text[:1].isupper() or PEOPLE in doer.provides)


def _front(clauses: dict[int, list[Term]], claims: list[int], grants: list[int]) -> None:
    """Give "during the move, …" at the start of a sentence the strength of the clause it belongs to."""
    for sentence in sorted({members[0].sentence for members in clauses.values()}):
        numbers = [number for number in sorted(clauses) if clauses[number][0].sentence == sentence]
        acts = (number for number in numbers if any(_acts(term) for term in clauses[number]))
        first = next(acts, None)
        if first is None:
            continue
        for number in numbers[: numbers.index(first)]:
            claims[number] = min(claims[number], claims[first])
            grants[number] = min(grants[number], grants[first])


def _acts(term: Term) -> bool:
    """Tell whether a word says what somebody did: "seeing 28 patients a day" only says beside what."""
    return (term.verbal and not (term.neutral and term.form == "ing")) or term.claim is not None


def _means(terms: list[Term], members: list[Term]) -> bool:
    """Tell whether a clause says by what the owner did their part: "contributed to the audit by reviewing records"."""
    first = next((at for at, term in enumerate(terms) if term is members[0]), 0)
    return members[0].form == "ing" and first > 0 and terms[first - 1].plain == "by"


def _releases(members: list[Term], helper: bool) -> bool:
    """Tell whether a clause has its own subject or finite verb, so that "assisted" before it does not reach it."""
    for term in members:
        if term.plain in ("which", "that", "who") or (term is members[0] and term.plain in _RELATIVES):
            return False
        if term.verbal:
            return term.form == "past" or (not helper and term.form == "base")
    return False
