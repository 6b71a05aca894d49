"""Tell how much responsibility each clause claims: learned, helped, did, coordinated, led, founded (0 to 5)."""

from services.grounding.entries import PEOPLE
from services.grounding.lexicons import Lexicons
from services.grounding.own_verbs import with_own
from services.grounding.phrases import Phrases
from services.grounding.statement import DONE, FOUNDED, Term
from services.grounding.verb_use import VerbUse

_GIVING = frozenset(("give", "lend"))


class Levels:
    """The verbs of responsibility, and every other verb, as the lexicon lists them."""

    def __init__(self, lexicons: Lexicons) -> None:
        verbs = with_own(lexicons.raw("verbs"), lexicons.own, lexicons.language)
        self._language = lexicons.language
        self._phrases: dict[tuple[str, ...], int] = {}
        for level, phrases in verbs["levels"].items():
            for phrase in phrases.split(","):
                self._phrases[lexicons.phrase(phrase)] = int(level)
        self._grants = {lexicons.phrase(phrase): level for phrase, level in verbs["grants"].items()}
        self._claims = {lexicons.phrase(phrase): level for phrase, level in verbs["claims"].items()}
        self._nouns = {
            lexicons.phrase(noun): int(level) for level, nouns in verbs["nouns"].items() for noun in nouns.split(",")
        }
        self._things = {
            lexicons.phrase(verb): level for verb, level in verbs["things"].items() if verb not in lexicons.cognates
        }
        self._prepositions = frozenset(lexicons.listed("grammar", "prepositions"))
        self._management = lexicons.phrase("management")
        self._sessions = lexicons.table("verbs", "sessions")
        self._charges = lexicons.table("verbs", "charges")
        self._together = lexicons.table("verbs", "together")
        self._with = lexicons.table("verbs", "with")
        self._shared = lexicons.table("verbs", "shared")
        self._in_charge = lexicons.phrase("in charge of")
        self._nominal_claims = lexicons.table("verbs", "nominal_claims")
        self._hedges = frozenset(lexicons.phrase(hedge) for hedge in lexicons.listed("verbs", "hedges"))
        self._parts = frozenset(lexicons.phrase(part) for part in lexicons.listed("verbs", "shared_parts"))
        self._use = VerbUse(lexicons, self._phrases)
        self._all = Phrases([*self._phrases, *self._nouns, *self._grants, *self._hedges, *self._parts])
        self._titles = lexicons.table("titles", "nouns")
        singles = {stems[0] for stems in self._phrases if len(stems) == 1}
        groups = (lexicons.phrase(verb) for group in verbs["same"] for verb in group.split(","))
        plain = (lexicons.phrase(verb) for verb in verbs["plain"].split(","))
        self._plain = frozenset(lexicons.phrase(verb)[0] for verb in verbs["plain"].split(","))
        self._actions = frozenset({stems[0] for stems in (*groups, *plain) if len(stems) == 1} | singles)

    def is_action(self, stem: str) -> bool:
        """Tell whether a stem is a verb of the lexicon."""
        return stem in self._actions

    def mark(self, terms: list[Term], stems: list[str]) -> None:
        """Set `verbal`, `claim` and `grant` on the terms that say how much somebody did."""
        for at, term in enumerate(terms):
            named = (
                self._language == "de" and term.text[:1].isupper() and at and terms[at - 1].sentence == term.sentence
            )
            if term.stem in self._actions and not named:
                term.form = self._use.form(term.plain)
                term.verbal = self._use.is_verbal(terms, at)
                if term.verbal and term.stem in self._plain:
                    term.neutral = True
        parts: list[Term] = []
        for start, end in self._all.find(stems):
            phrase = tuple(stems[start:end])
            level = self._phrases.get(phrase)
            if phrase in self._parts:
                parts += terms[start:end]
                continue
            if phrase in self._hedges and not (end < len(terms) and terms[end].value is not None):
                for term in terms[start:end]:
                    term.claim = term.grant = 0
                continue
            if phrase == self._in_charge and start and terms[start - 1].stem in self._titles:
                continue
            if level is not None and (end - start > 1 or terms[start].verbal):
                claim = self._claims.get(phrase, level)
                if DONE < claim < FOUNDED and self._head(terms, end) in self._sessions:
                    claim = DONE
                elif phrase in self._things and not self._of_people(terms, end):
                    claim = self._things[phrase]
                self._set(terms[start:end], claim, self._grants.get(phrase, level))
            elif phrase in self._grants and (end - start > 1 or terms[start].verbal):
                grant = terms[start].grant = self._grants[phrase]
                terms[start].provides |= {f"level:{level}" for level in range(DONE + 1, grant + 1)}
            elif (
                phrase in self._nouns
                and not terms[end - 1].plural
                and not terms[start].verbal
                and self._is_charge(terms, start, end)
            ):
                noun = self._nouns[phrase]
                claim = noun if noun < DONE or (end - start == 1 and phrase[0] in self._nominal_claims) else None
                self._set(terms[start:end], claim, self._nouns[phrase])

        for term in parts:  # "co-supervised" is less than "supervised"
            term.claim = term.grant = 1
        self._lower(terms)
        self._share(terms, stems)

    def _lower(self, terms: list[Term]) -> None:
        """Read "gave one-to-one support" and "under the dentist's supervision" as what they say: a part in it."""
        for at, term in enumerate(terms):
            before = [other for other in terms[max(at - 5, 0) : at] if other.clause == term.clause]
            gave = any(other.stem in _GIVING and other.verbal for other in before)
            led = any(other.plain in ("under", "unter", "sous", "bajo") for other in before)
            helps = term.plain in ("support", "assistance", "help", "aid") and gave and not term.verbal
            if helps or (led and term.plain in ("supervision", "guidance", "aufsicht", "anleitung")):
                term.claim = term.grant = 1
                term.neutral = True

    def soften(self, terms: list[Term], claims: list[int]) -> None:
        """Take "preparing" in "assisted in preparing reports" for part of the assistance, which states no more."""
        for term in terms:
            if claims[term.clause] < DONE and term.claim is None and term.stem in self._shared:
                term.neutral = True

    def _is_charge(self, terms: list[Term], start: int, end: int) -> bool:
        """Tell whether a noun says what the owner was: it opens a clause or follows "as", as in "team lead for …".

        "Management" is somebody's charge in "management of" and "team management" only.
        """
        before = terms[start - 1] if start and terms[start].joined else None
        if terms[start].stem == self._management[0]:
            after = terms[end] if end < len(terms) else None
            return (after is not None and after.plain == "of") or (before is not None and before.stem in self._charges)
        first = start
        while first and terms[first].joined:
            first -= 1
        if not first or terms[first - 1].clause != terms[first].clause:
            return True
        leads = [term.plain for term in terms[max(first - 2, 0) : first] if term.plain not in ("a", "an", "the")]
        return leads[-1:] == ["as"]

    def _of_people(self, terms: list[Term], start: int) -> bool:
        """Tell whether what follows is people or an undertaking: to manage those is more than to manage a calendar."""
        return self._object(terms, start, self._charges) or self._object(terms, start, self._titles, PEOPLE)

    def _head(self, terms: list[Term], start: int) -> str:
        """Return the stem of the noun that a verb governs: the last one before a preposition or a break."""
        head = ""
        for term in terms[start : start + 6]:
            if term.clause != terms[start - 1].clause or term.plain in self._prepositions:
                if head:
                    break
                continue
            head = head if term.neutral else term.stem
        return head

    def _object(self, terms: list[Term], start: int, nouns: Phrases, concept: str = "") -> bool:
        """Tell whether the object of a verb that ends before a position has one of the nouns, or a concept."""
        for term in terms[start : start + 6]:
            if term.clause != terms[start - 1].clause or term.plain in ("of", "for", "with", "in"):
                return False
            if term.stem in nouns or concept in term.provides:
                return True
        return False

    def _share(self, terms: list[Term], stems: list[str]) -> None:
        """Read "worked with X on Y" as a part in Y, and "together with X" as a claim to no more than a part."""
        for start, end in self._together.find(stems):
            for term in terms[start:end]:
                term.claim, term.grant, term.neutral = 1, None, True
        for _, end in self._with.find(stems):
            on = next((at for at in range(end, len(terms)) if terms[at].plain in ("on", "to")), None)
            if on is not None and terms[on].clause == terms[end - 1].clause:
                for term in terms[on:]:
                    term.clause += 1
                terms[on].claim = terms[on].grant = 1

    @staticmethod
    def _set(terms: list[Term], claim: int | None, grant: int) -> None:
        for term in terms:
            term.claim, term.grant = claim, grant
            term.neutral = term.neutral or (
                claim is not None and claim < DONE and term.plain not in ("member", "members")
            )
        carried = frozenset(f"level:{level}" for level in range(DONE + 1, grant + 1))
        terms[0].provides = terms[0].provides | carried
        if claim is not None and max(claim, grant) > DONE <= claim:
            for term in terms:
                term.needs = term.needs | {f"level:{max(claim, DONE + 1)}"}
