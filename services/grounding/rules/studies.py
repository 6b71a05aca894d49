"""Education: degree, subject, school and grade of a line must be those of one course of study."""

from collections.abc import Iterator

from models.cv import Education
from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.index import Index

_STUDIED = frozenset(("degree", "field", "institution", "grade"))


class Studies:
    """Refuse "PGCE, University of Hullmouth" where the PGCE was earned elsewhere."""

    id = "degree"

    def __init__(self, index: Index) -> None:
        self._posts = index.parser.lexicons.table("titles", "nouns")
        self._entries = [entry for entry in index.entries if isinstance(entry, Education)]
        self._names = {
            entry.id: [index.stems(name) for name in (entry.field, entry.institution, entry.grade) if name]
            for entry in self._entries
        }
        self._degrees = {entry.id: index.stems(entry.degree.partition("(")[0]) for entry in self._entries}

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to a subject, school or grade next to a degree that was not earned with it."""
        if claim.view.name or claim.trimmed is not None or len(self._entries) < 2:
            return
        stems = claim.statement.stems
        degrees = list(self._mentions(claim, stems))
        for start, end, scopes in self._others(stems):
            same = [found for found in degrees if claim.terms[found[0]].sentence == claim.terms[start].sentence]
            ends = {found[1] for found in same}
            if claim.terms[start].joined and start not in ends:  # "Biology" in "Marine Biology"
                continue
            if self._elsewhere(claim, start, end):
                continue
            before = [found for found in same if found[1] <= start]
            near = before[-1:] or [found for found in same if found[0] >= end][:1]
            if near and not near[0][2] & scopes:
                words = claim.words([*range(near[0][0], near[0][1]), *range(start, end)])
                yield Reason(
                    rule=self.id, words=words, why=f"No course of study of the CV has {quoted(words)} together."
                )

    def _elsewhere(self, claim: Claim, start: int, end: int) -> bool:
        """Tell whether a subject is part of a title, or of what is done at work: "chemistry teacher"."""
        after = claim.terms[end] if end < len(claim.terms) else None
        if after is not None and after.joined and after.stem in self._posts:
            return True
        before = claim.carriers[start - 1] if start and claim.terms[start].joined else frozenset()
        shared = before & claim.carriers[start]
        return bool(shared) and not any(claim.source(number).fact.kind in _STUDIED for number in shared)

    def _mentions(self, claim: Claim, stems: list[str]) -> Iterator[tuple[int, int, set[str]]]:
        """Yield where degrees are named, with the courses of study that have them."""
        at = 0
        while at < len(stems):
            strict = claim.terms[at].strict
            if strict.startswith("degree:") and claim.carriers[at]:
                end = at + 1
                while end < len(stems) and claim.terms[end].strict == strict:
                    end += 1
                facts = (claim.source(number).fact for number in claim.carriers[at])
                yield at, end, {fact.scope for fact in facts if fact.scope}
                at = end
                continue
            found = {scope for scope, phrase in self._degrees.items() if _at(stems, at, phrase)}
            if found:
                size = max(len(self._degrees[scope]) for scope in found)
                yield at, at + size, {scope for scope in found if len(self._degrees[scope]) == size}
                at += size
                continue
            at += 1

    def _others(self, stems: list[str]) -> Iterator[tuple[int, int, set[str]]]:
        """Yield where subjects, schools and grades are named in full, with the courses of study that have them."""
        for at in range(len(stems)):
            sizes: dict[int, set[str]] = {}
            for scope, phrases in self._names.items():
                for phrase in phrases:
                    if _at(stems, at, phrase):
                        sizes.setdefault(len(phrase), set()).add(scope)
            if sizes:
                yield at, at + max(sizes), sizes[max(sizes)]


def _at(stems: list[str], at: int, phrase: tuple[str, ...]) -> bool:
    return bool(phrase) and tuple(stems[at : at + len(phrase)]) == phrase
