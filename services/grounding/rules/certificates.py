"""Certificates: who is certified is so in what the certificate says, and at its level."""

from collections.abc import Iterator

from models.item import Reason
from services.grounding.claim import Claim, quoted
from services.grounding.lexicons import Lexicons
from services.grounding.text import plain

_EARNED = frozenset(("certification", "degree", "field", "institution", "grade", "title", "employer", "place"))
_WITHIN = frozenset(("in", "of", "as", "a", "an"))
_PAPER = frozenset(("certificate", "certificates", "certification", "certifications", "credential", "credentials"))
_FREE = frozenset(("certified", "qualified", "zertifiziert", "certifie", "certificado", "certyfikowany"))
"""Words that any certificate grants; a diploma, a licence or a registration must be called so."""
_TITLED = frozenset(("title", "headline"))


class Certified:
    """Refuse "certified", "licensed" and their like unless one fact ties them to what stands next to them."""

    id = "certification"

    def __init__(self, lexicons: Lexicons) -> None:
        self._words = frozenset(plain(word) for word in lexicons.listed("certifications", "words"))
        self._titles = lexicons.table("titles", "nouns")
        self._names = lexicons.table("certifications", "names")
        self._functions = frozenset((*lexicons.listed("grammar", "prepositions"), *lexicons.listed("grammar", "links")))
        self._levels = frozenset(lexicons.phrase(word)[0] for word in lexicons.listed("certifications", "levels"))
        self._basics = lexicons.table("certifications", "beginnings")

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Object to each word of certification whose neighbours come from elsewhere."""
        if claim.trimmed is not None:
            return
        for at, term in enumerate(claim.terms):
            if term.stem in self._names and claim.kinds(at) & {"certification"}:
                yield from self._raised(claim, [at])
            if term.plain not in (self._words | _PAPER) or term.strict:
                continue
            if term.plain in _PAPER and not claim.carriers[at] and self._after_name(claim, at):
                claim.explained.add(at)
                continue
            claim.explained.add(at)
            near, post = self._near(claim, at), self._post(claim, at)
            field = [other for other in near if other not in post]
            yield from self._raised(claim, [at, *(field or near)])
            free = term.plain in _FREE or term.plain in _PAPER
            if self._earned(claim, [at, *near]) or (free and near and self._earned(claim, near, certificate=True)):
                continue
            called = at > 0 and term.text[:1].isupper()  # "Tableau Certified Data Analyst" is the name of a certificate
            named = field if free and not called else [at, *field]
            if post and (self._earned(claim, named, certificate=True) if field else self._listed(claim, at)):
                continue
            words = claim.words([at, *near])
            yield Reason(rule=self.id, words=words, why=f"No certificate of the CV covers {quoted(words)}.")

    def _earned(self, claim: Claim, positions: list[int], *, certificate: bool = False) -> bool:
        """Tell whether one fact, or what names one course of study or position, carries all of these words."""
        shared = frozenset.intersection(*(claim.carriers[at] for at in positions))
        shared = frozenset(number for number in shared if not self._lowered(claim, number))
        if any(not certificate or claim.source(number).fact.kind == "certification" for number in shared):
            return True
        if certificate:
            return False
        scopes: list[set[str]] = []
        for at in positions:
            facts = [claim.source(number).fact for number in claim.carriers[at] if not self._lowered(claim, number)]
            scopes.append({fact.scope for fact in facts if fact.kind in _EARNED and fact.scope})
        return bool(set.intersection(*scopes))

    def _after_name(self, claim: Claim, at: int) -> bool:
        """Tell whether a certificate of the CV is named before the word: "SMSTS and First Aid at Work certificates"."""
        before = (other for other in range(at) if claim.terms[other].sentence == claim.terms[at].sentence)
        said = [other for other in before if not claim.terms[other].neutral]
        return bool(said) and "certification" in claim.kinds(said[-1])

    def _lowered(self, claim: Claim, number: int) -> bool:
        """Tell whether a certificate is one of beginners, which the line leaves out."""
        stems, said = claim.source(number).statement.stems, claim.statement.stems
        first = any(True for _ in self._basics.find(stems)) and not any(True for _ in self._basics.find(said))
        return first and claim.source(number).fact.kind == "certification"

    def _raised(self, claim: Claim, positions: list[int]) -> Iterator[Reason]:
        """Object to "Certified Architect – Professional" where the certificate says "Associate"."""
        start, sentence = positions[0], claim.terms[positions[0]].sentence
        for at in range(start + 1, len(claim.terms)):
            term = claim.terms[at]
            if term.sentence != sentence or term.plain in ("and", "with"):
                return
            after = claim.terms[at + 1] if at + 1 < len(claim.terms) else None
            alone = after is None or after.clause != term.clause or after.neutral
            if term.stem not in self._levels or not alone:
                continue
            named = frozenset.union(*(claim.carriers[other] for other in positions))
            mine = (claim.source(number) for number in named if claim.source(number).fact.kind == "certification")
            texts = [source.statement for source in mine]
            if texts and not any(term.stem in text.stems for text in texts):
                claim.explained.add(at)
                yield Reason(
                    rule=self.id,
                    words=(term.text,),
                    why=f"The certificate does not have the level {quoted([term.text])}.",
                )
            return

    def _post(self, claim: Claim, at: int) -> set[int]:
        """Return the title of the owner that stands after the word: "HCPC-registered paramedic"."""
        found: list[int] = []
        for other in range(at + 1, len(claim.terms)):
            term = claim.terms[other]
            if term.clause != claim.terms[at].clause or term.value is not None or (found and not term.joined):
                break
            if not term.neutral:
                found.append(other)
            after = claim.terms[other + 1] if other + 1 < len(claim.terms) else None
            short = term.text.isupper() and (after is None or after.neutral or not after.joined)
            if found and (term.stem in self._titles or short):
                shared = frozenset.intersection(*(claim.carriers[word] for word in found))
                mine = any(claim.source(number).fact.kind in _TITLED for number in shared)
                return set(found) if mine else set()
        return set()

    def _listed(self, claim: Claim, at: int) -> bool:
        """Tell whether a certificate is nothing but a registration with a body: "GPhC registration"."""
        for number in claim.carriers[at]:
            source = claim.source(number)
            rest = [term for term in source.statement.terms if not term.neutral and term.plain not in self._words]
            others = [term for term in rest if claim.terms[at].needs.isdisjoint(term.provides)]
            bodies = (sum(char.isupper() for char in term.text) > 1 or term.stem in self._titles for term in others)
            if source.fact.kind == "certification" and others and all(bodies):
                return True
        return False

    def _near(self, claim: Claim, at: int) -> list[int]:
        """Return the content terms next to the word, before and after it, up to a break or another statement."""
        found = []
        for step in (-1, 1):
            other = at + step
            while 0 <= other < len(claim.terms) and claim.terms[other].clause == claim.terms[at].clause:
                term = claim.terms[other]
                if (
                    term.value is not None
                    or term.verbal
                    or (term.plain in self._functions and term.plain not in _WITHIN)
                ):
                    break
                if not term.neutral:
                    found.append(other)
                other += step
        named = [other for other in found if claim.terms[other].stem not in self._titles]
        return named or found
