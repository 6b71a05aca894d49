"""Degrees, certificates and languages: what was earned belongs to what it was earned in."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.statement import Term

_OF = frozenset({"in", "of", "from", "at", "the", "a", "im", "der", "an", "en", "de", "del", "w", "z"})
_EARNED = frozenset(("certification", "degree", "field", "institution", "grade", "title", "employer", "place"))
_STUDIED = frozenset(("degree", "field", "institution", "grade", "dates"))
"""Facts that name a course of study or a position."""


class DegreeSubject:
    """Refuse a degree that goes with the subject, the school or the grade of another one, or of a job."""

    id = "degree"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each degree whose subject and school no single course of study carries."""
        ends = [at for at in range(len(claim.terms)) if claim.terms[at].strict.startswith("degree:")]
        for at in ends:
            follows = at + 1 in ends and claim.terms[at + 1].strict == claim.terms[at].strict
            if follows or not claim.carriers[at]:
                continue
            about = self._about(claim, at)
            scopes = {claim.source(number).fact.scope for number in claim.carriers[at]} - {""}
            if not about or not scopes or any(self._within(claim, about, scope) for scope in scopes):
                continue
            words = claim.words([at, *about])
            yield Reason(
                rule=self.id, words=words, why=f"No course of study of the CV states {quoted(words)} together."
            )

    def _about(self, claim: Claim, at: int) -> list[int]:
        """Return what belongs to the degree: the words after it, and what only courses of study carry after those."""
        found, direct = [], True
        own = claim.terms[at].strict
        for after in range(at + 1, len(claim.terms)):
            term = claim.terms[after]
            other = term.strict.startswith("degree:") and term.strict != own
            if term.sentence != claim.terms[at].sentence or other or term.verbal:
                break
            if term.neutral and term.plain not in _OF and not (term.plain in ("with", "mit") and not direct):
                break
            direct = direct and term.clause == claim.terms[at].clause
            studied = claim.kinds(after) <= _STUDIED and not _lasts(term)
            if not term.neutral and claim.carriers[after] and (direct or studied) and term.strict != own:
                found.append(after)
        return found

    def _within(self, claim: Claim, positions: list[int], scope: str) -> bool:
        return all(any(claim.source(number).fact.scope == scope for number in claim.carriers[at]) for at in positions)


class Grades:
    """Refuse a grade that no fact has as it stands: "first class" is not made of a "first" and a "class"."""

    id = "degree"

    def __init__(self, lexicons: Lexicons) -> None:
        self._grades = lexicons.table("degrees", "grades")

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each grade that no fact carries word by word."""
        stems = claim.statement.stems
        reached = 0
        for start, end in self._grades.find(stems):
            phrase = [claim.terms[at] for at in range(start, end) if stems[at] != "with"]
            if end <= reached or any(_follow(source.statement.terms, phrase) for source in claim.view.sources):
                reached = max(reached, end)
                continue
            if claim.explained.issuperset(range(start, end)):
                continue
            claim.explained.update(range(start, end))
            words = claim.words(range(start, end))
            yield Reason(rule=self.id, words=words, why=f"No course of study of the CV has the grade {quoted(words)}.")


class LanguageLevel:
    """Refuse a language with a level above the one its fact states."""

    id = "language-level"

    def __init__(self, lexicons: Lexicons) -> None:
        self._names = lexicons.table("languages", "names")
        self._levels = {
            lexicons.phrase(phrase): int(level)
            for level, phrases in lexicons.raw("languages")["levels"].items()
            for phrase in phrases.split(",")
        }

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each language whose level is higher than stated, or stated by no fact."""
        own = {source.statement.stems[0] for source in claim.view.sources if source.fact.kind == "language"}
        names = [at for at, term in enumerate(claim.terms) if term.stem in self._names or term.stem in own]
        speaks = (at for at, term in enumerate(claim.terms) if term.stem in ("speaker", "speak"))
        claim.explained.update(at for at in speaks if set(range(at - 1, at + 4)) & set(names))
        levels = self._found(claim.statement.stems)
        if not names or not levels:
            return
        stated = [source for source in claim.view.sources if source.fact.kind == "language"]
        for at in names:
            mine = [source for source in stated if not claim.terms[at].needs.isdisjoint(source.statement.provided)]
            level, span = self._level_of(claim, at, names, levels)
            if not mine or level is None:
                continue
            known = [found for source in mine for _, _, found in self._found(source.statement.stems)]
            claim.explained.update(range(*span))
            if not known or max(known) < level:
                words = claim.words([at, *range(*span)])
                yield Reason(rule=self.id, words=words, why=f"The CV does not state the level {quoted(words)}.")

    def _found(self, stems: list[str]) -> list[tuple[int, int, int]]:
        found = []
        at = 0
        while at < len(stems):
            for size in (3, 2, 1):
                level = self._levels.get(tuple(stems[at : at + size]))
                if level is not None and at + size <= len(stems):
                    found.append((at, at + size, level))
                    at += size - 1
                    break
            at += 1
        return found

    def _level_of(
        self, claim: Claim, at: int, names: list[int], levels: list[tuple[int, int, int]]
    ) -> tuple[int | None, tuple[int, int]]:
        """Return the level of a language: one in its clause, or right after it, else that of its list."""
        terms = claim.terms
        mine = [found for found in levels if terms[found[0]].clause == terms[at].clause]
        following = next((name for name in names if name > at), len(terms))
        after = [
            found
            for found in levels
            if at < found[0] < following and not any(not terms[between].neutral for between in range(at + 1, found[0]))
        ]
        free = [found for found in levels if not self._follows(claim, found[0], names)]
        before = [found for found in free if found[1] <= at and terms[found[0]].sentence == terms[at].sentence]
        near = [
            found for found in mine if found[1] <= at and all(terms[other].neutral for other in range(found[1], at))
        ]
        near = near or [found for found in after if found in mine]
        chosen = next(iter(near or mine or after or before[-1:] or free[-1:]), None)
        if chosen is None:
            return None, (0, 0)
        return chosen[2], chosen[:2]

    def _follows(self, claim: Claim, start: int, names: list[int]) -> bool:
        """Tell whether a level stands right after a language, as in "Dutch (basic)": it belongs to that one alone."""
        at = start - 1
        while at >= 0 and claim.terms[at].neutral:
            at -= 1
        return at in names and claim.terms[at].clause != claim.terms[start].clause


def _follow(terms: list[Term], phrase: list[Term]) -> bool:
    """Tell whether a fact has these words, or their abbreviations, one after the other."""
    return any(
        all(not word.needs.isdisjoint(terms[at + place].provides) for place, word in enumerate(phrase))
        for at in range(len(terms) - len(phrase) + 1)
    )


def _lasts(term: Term) -> bool:
    return term.value is not None and term.value.unit != "date" and not term.year
