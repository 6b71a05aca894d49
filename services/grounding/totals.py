"""Years of experience computed from the dates of roles: months summed, overlapping roles counted once."""

import re
from collections.abc import Iterable
from datetime import date

from models.cv import Role
from services.grounding.claim import Claim
from services.grounding.index import Index
from services.grounding.stays import began, months
from services.grounding.text import plain

_JOBS = frozenset(
    ("roles", "positions", "jobs", "posts", "employers", "companies", "firms", "organisations", "organizations",
     "businesses", "workplaces", "establishments",
     "stellen", "positionen", "firmen", "unternehmen", "arbeitgeber", "arbeitgebern")
)  # fmt: skip
"""Words that count the entries of a career."""
_GENERAL = frozenset({"headline", "title", "field", "degree", "summary"})
"""Facts that say what somebody is: a total may be of that as a whole."""
AS = frozenset(("as", "als", "comme", "como", "jako"))
"""Words that open what somebody was."""
_YEARS_OF = re.compile(
    r"experience|decade|jahrzehnt|career|year|erfahrung|jahr|expérience|ans|experiencia|años|doświadcz|lat|rok"
)

_AGENTS = ("er", "or", "ist", "ant", "ian")
_ROUNDED = 2
_ROOT = 5
"""How many letters a title shares with what its holder does: manag(er) and manag(ement)."""


class Totals:
    """Tell whether a duration is a total that the dates of the CV add up to."""

    def __init__(self, index: Index, today: date) -> None:
        self._index = index
        self._today = today
        own = index.parser.lexicons.own
        self._foreign = bool(own)
        self._jobs = _JOBS | frozenset(own.get("jobs", "").split(", "))
        self._cache: dict[frozenset[str], int] = {}

    def allows(self, claim: Claim, at: int) -> bool:
        """Tell whether the years or months at a position are at most what the dates give, and not far below."""
        value = claim.terms[at].value
        if value is None or value.unit != "month":
            return False
        if not _YEARS_OF.search(claim.statement.folded.lower()):
            return False
        after = claim.terms[at + 1] if at + 1 < len(claim.terms) else None
        if "-" in claim.terms[at].text and after is not None and after.joined and not after.neutral:  # "five-year plan"
            return False
        exact = not claim.whole and any(abs(value.number - total) <= _ROUNDED for total in self._candidates(claim, at))
        if self._stated(claim, at, exact):
            return False
        qualifier = claim.terms[at].qualifier
        fits = any(_fits(value.number, qualifier, total) for total in self._candidates(claim, at))
        if fits and self._foreign:
            about = self._about(claim, at) if claim.whole else []
            claim.explained.update((at, *(other for other in about if not claim.carriers[other])))
        return fits

    def _stated(self, claim: Claim, at: int, exact: bool) -> bool:
        """Tell whether a fact about the clause gives another length of time, which no total may take the place of."""
        clause = claim.terms[at].clause
        said = [other for other in claim.statement.clause(clause) if claim.terms[other].value is None]
        least = max(2, (len(said) + 1) // 2)
        for number in {one for other in said for one in claim.carriers[other]}:
            source = claim.source(number)
            lengths = [term for term in source.statement.terms if term.value and term.value.unit == "month"]
            lasts = any(not (exact and "-" in term.text) for term in lengths)  # "two years of six-month rotations"
            told = source.fact.kind != "dates" and claim.index.cv.scope(source.fact.scope) is not None
            if lasts and told and sum(number in claim.carriers[other] for other in said) >= least:
                return True
        return False

    def entries(self, claim: Claim, at: int) -> tuple[int, ...]:
        """Return the positions of "three employers" when the CV has as many roles or employers, else nothing."""
        value = claim.terms[at].value
        after = at + 1
        while after < len(claim.terms) and claim.terms[after].neutral and claim.terms[after].plain not in self._jobs:
            after += 1
        if not claim.whole or value is None or value.unit or after >= len(claim.terms):
            return ()
        roles, noun = self._index.cv.roles, claim.terms[after]
        employers = {role.employer for role in roles}
        if noun.plain in self._jobs:
            counts = {len(employers), len(roles)}
        else:
            carried = (claim.source(number).fact for number in claim.carriers[after])
            counts = {len({fact.text for fact in carried if fact.kind == "employer"}), self._compounds(noun.stem)}
        return (at, after) if value.number in counts else ()

    def _compounds(self, stem: str) -> int:
        """Return how many employers are named by a German compound of a noun: "Stadtbibliothek"."""
        if self._index.parser.lexicons.language != "de" or len(stem) < _ROOT:
            return 0
        names = {role.employer for role in self._index.cv.roles}
        return sum(any(part.endswith(stem) for part in self._index.stems(name)) for name in names)

    def _candidates(self, claim: Claim, at: int) -> Iterable[int]:
        roles = self._index.cv.roles
        if not claim.whole:
            scopes = set(claim.view.name.partition("/")[0].split("+"))
            yield self._months([role for role in roles if role.id in scopes])
            return
        meant = self._meant(claim, at)
        dated = sorted((role for role in meant if role.dates and role.dates.start), key=began)
        for first in range(len(dated)):
            for last in range(first, len(dated)):
                yield self._months(dated[first : last + 1])
        yield self._months(dated)

    def _meant(self, claim: Claim, at: int) -> list[Role]:
        """Return the roles that may count: those at the employer named, with the title or about the thing named."""
        roles = list(self._index.cv.roles)
        clause = claim.terms[at].clause
        named: list[frozenset[str]] = []
        end = 0
        for mention in self._index.mentions(claim.statement.stems):
            counted = mention.start and claim.terms[mention.start - 1].value is not None  # "in zwei Laboren"
            if self._foreign and counted:
                continue
            listed = bool(named) and all(term.neutral for term in claim.terms[end : mention.start])  # "der A und der B"
            inside = clause in {term.clause for term in claim.terms[mention.start : mention.end]}
            if not mention.title and (inside or listed or _follows(claim, at, mention.start)):
                named.append(mention.scopes)
                end = mention.end
        if named:
            return [role for role in roles if any(role.id in scopes for scopes in named)]
        about = self._about(claim, at)
        titled = [other for other in about if self._in_title(claim, at, other) and not self._located(claim, other)]
        if titled:
            clauses = {claim.terms[other].clause for other in titled}
            wanted = [[other for other in titled if claim.terms[other].clause == clause] for clause in clauses]
            held = [role for role in roles if any(self._has(claim, words, role.id, {"title"}) for words in wanted)]
            return [role for role in held if not self._limited(claim, role)]
        about = [other for other in about if not self._located(claim, other)]
        if not about:
            return roles
        special = [other for other in about if not claim.kinds(other) & _GENERAL]
        if len({claim.terms[other].clause for other in about}) > 1:  # a list of fields
            found = [role for role in roles if any(self._has(claim, [other], role.id, set()) for other in about)]
            return found if special else roles
        return [role for role in roles if self._has(claim, special, role.id, set())]

    def _about(self, claim: Claim, at: int) -> list[int]:
        """Return the carried words that say what the years were spent on, to the next length of time or verb."""
        found: list[int] = []
        for other in range(at + 1, len(claim.terms)):
            term = claim.terms[other]
            acts = term.verbal and not term.neutral and not (term.form == "ing" and not found)
            done = term.value is not None or acts
            if done or term.plain in ("before", "after", "bevor") or term.sentence != claim.terms[at].sentence:
                break
            if not term.neutral and not claim.carriers[other] and not self._done_as(term.plain):
                return []  # a rule about new words objects to it
            if not term.neutral:
                found.append(other)
        return found

    def _has(self, claim: Claim, positions: list[int], scope: str, kinds: set[str]) -> bool:
        """Tell whether a role has each of the words, in facts of these kinds if any are given."""
        return all(
            any(
                claim.source(number).fact.scope == scope
                and (not kinds or claim.source(number).fact.kind in kinds)
                and not claim.source(number).statement.provided.isdisjoint(_own(claim.terms[at].needs))
                for number in claim.carriers[at]
            )
            or (not kinds and self._practised(claim.terms[at].plain, scope))
            for at in positions
        )

    @staticmethod
    def _in_title(claim: Claim, at: int, other: int) -> bool:
        """Tell whether a word belongs to the title after "as", and not to the field or the place after that."""
        between = [term.plain for term in claim.terms[at:other]]
        after = next((between[place:] for place, word in enumerate(between) if word in AS), None)
        return after is not None and not {"in", "at", "for", "bei", "within"} & set(after)

    def _located(self, claim: Claim, other: int) -> bool:
        """Tell whether a word after a title says where: "als Köchin in Essen"."""
        return self._foreign and bool(claim.kinds(other) & {"place", "employer", "contact"})

    def _limited(self, claim: Claim, role: Role) -> bool:
        """Tell whether a title has a word that limits it and that the line leaves out: an assistant is no nurse."""
        limits = claim.lexicons.table("titles", "limits")
        stems = {stem for stem in self._index.stems(role.title) if stem in limits}
        return self._foreign and not stems.issubset(claim.statement.stems)

    def _practised(self, word: str, scope: str) -> bool:
        """Tell whether a role's title names who does it: a designer has years in design."""
        entry = self._index.cv.scope(scope)
        titles = plain(entry.title).split() if isinstance(entry, Role) else ()
        if self._foreign:
            return any(_kin(title, word) for title in titles)
        return any(title.endswith(_AGENTS) and title[:_ROOT] == word[:_ROOT] for title in titles)

    def _done_as(self, word: str) -> bool:
        """Tell whether some title of a CV in another language names who does it: "Buchhalter" does "Buchhaltung"."""
        return self._foreign and any(self._practised(word, role.id) for role in self._index.cv.roles)

    def _months(self, roles: Iterable[Role]) -> int:
        chosen = tuple(roles)
        key = frozenset(role.id for role in chosen)
        if key not in self._cache:
            self._cache[key] = months((role.dates for role in chosen), self._today)
        return self._cache[key]


def _follows(claim: Claim, at: int, start: int) -> bool:
    """Tell whether a name hangs on a length of time before it, with no verb or value between: ", at X and Y"."""
    if not at < start or claim.terms[start - 1].plain not in ("at", "with", "for"):
        return False
    return not any(term.verbal or term.value is not None for term in claim.terms[at + 1 : start])


def _fits(claimed: float, qualifier: str, total: int) -> bool:
    """Allow the years that the months reach, two months of rounding, and up to two years less.

    "Over N" must be reached in full; "nearly N" may lack half a year.
    """
    if qualifier == ">":
        return claimed <= total
    if qualifier in ("<", "~"):
        return total - 24 < claimed <= total + 6
    return total - 24 < claimed <= total + 2 if claimed % 12 == 0 else total - 1 <= claimed <= total + 1


def _kin(title: str, word: str) -> bool:
    """Tell whether two words differ in their endings alone: "comptable" and "comptabilité"."""
    size = next((at for at, (one, two) in enumerate(zip(title, word, strict=False)) if one != two), None)
    shared = min(len(title), len(word)) if size is None else size
    return shared >= _ROOT and max(len(title), len(word)) - shared <= _ROOT


def _own(needs: frozenset[str]) -> frozenset[str]:
    """Return the keys that are not those of mere synonyms: years of a thing must be years of that thing."""
    return frozenset(key for key in needs if key[0] != "=")
