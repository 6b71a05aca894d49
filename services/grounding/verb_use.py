"""Tell where a word that may be a verb is used as one: "lead" in "Lead a team", not in "team lead"."""

from collections.abc import Mapping
from itertools import takewhile

from services.grounding.inflection import OWN_RULES, is_infinitive, is_past
from services.grounding.lexicons import Lexicons
from services.grounding.romance import names_somebody
from services.grounding.statement import DONE, Term

_PREFIXES = frozenset(("co", "re", "pre", "over", "under", "out", "de", "un", "pro"))
_PASSIVE = frozenset(("is", "are", "was", "were", "been", "being", "be"))
_HEADS = frozenset(("szef", "szefowa", "szkola", "szkoly", "szkol", "szkolom", "szkolami", "szkolach"))
"""Polish nouns with the stem of a verb: heads and schools, not heading and schooling."""
_UNCHANGED = frozenset(("run", "cut", "set", "put", "read", "let", "split", "cast", "held", "built", "led", "kept"))
"""Participles that look like the verb itself: "tests are run"."""


class VerbUse:
    """The uses of the verbs of one set of lexicons; `strong` gives the level of those that claim responsibility."""

    def __init__(self, lexicons: Lexicons, strong: Mapping[tuple[str, ...], int]) -> None:
        self._strong = strong
        self._language = lexicons.language
        self._titles = lexicons.table("titles", "nouns")
        self._heads = _HEADS if self._language == "pl" else frozenset[str]()
        self._past = frozenset(lexicons.raw("irregular")["past"])
        self._prepositions = frozenset(lexicons.listed("grammar", "prepositions"))
        self._openers = frozenset(lexicons.listed("grammar", "openers")) | {"&"}
        self._subjects = frozenset(lexicons.listed("grammar", "subjects"))
        self._links = frozenset(lexicons.listed("grammar", "links")) | {"&"}
        self._determiners = frozenset(lexicons.listed("grammar", "determiners"))

    def form(self, word: str) -> str:
        """Return `ing`, `past` or `base` for a form of a verb."""
        if word.endswith("ing"):
            return "ing"
        past = word in self._past or word.endswith("ed") or is_past(word, self._language)
        return "past" if past else "base"

    def is_verbal(self, terms: list[Term], at: int) -> bool:
        """Tell whether a word of the lexicon of verbs is used as a verb: by its form, or by where it stands."""
        term = terms[at]
        tied = at > 0 and terms[at - 1].hyphen and terms[at - 1].plain not in _PREFIXES  # "owner-managed"
        named = at > 0 and term.joined and term.text.istitle() and terms[at - 1].text[:1].isupper()
        if term.hyphen or ((named or tied) and self._language == "en"):  # "Torvane Managed Security"
            return False
        if self._language in OWN_RULES:
            return self._is_foreign(terms, at)
        if term.form == "past" or (at and terms[at - 1].plain in _PASSIVE and term.plain in _UNCHANGED):
            return True
        opens = not at or terms[at - 1].clause != term.clause or terms[at - 1].plain in self._openers
        chain = list(takewhile(lambda other: other.joined and not other.neutral, terms[at + 1 : at + 4]))
        titled = any(other.stem in self._titles for other in chain)
        if term.form == "ing" and titled and self._language == "en":  # "learning support assistant"
            return False
        if term.form == "ing":
            after = terms[at + 1] if at + 1 < len(terms) else None
            return opens or (after is not None and (after.plain in self._determiners or after.value is not None))
        following = terms[at + 1] if at + 1 < len(terms) else None
        post = following is not None and following.plain in ("in", "at") and term.stem in self._titles
        if post or (following is not None and following.plain == "of"):  # "head of", "partner at": nouns
            return False
        return self._is_finite(terms, at) and not (following is not None and following.stem in self._titles)

    def _is_foreign(self, terms: list[Term], at: int) -> bool:
        """Tell the same of a word in a language whose verbs its endings do not tell as well."""
        term = terms[at]
        before = terms[at - 1] if at and terms[at - 1].clause == term.clause else None
        person = names_somebody(term.plain, self._language) and (term.stem,) not in self._strong
        if person or term.plain in self._heads:
            return False
        plural = self._language == "fr" and term.plain.endswith("es") and not term.plain.endswith("ees")
        if plural and self._strong.get((term.stem,), 0) > DONE:  # "commandes" are what somebody ordered
            return False
        has = before is not None and self._language == "fr" and before.text.casefold() == "a"  # "a contribué"
        if has:
            return True
        if before is None or before.plain in self._links or before.plain not in self._prepositions:
            return before is None or before.plain not in self._determiners
        return before.plain in self._openers and is_infinitive(term.plain, self._language)

    def _is_finite(self, terms: list[Term], at: int) -> bool:
        """Tell whether a base form stands where a verb does: "Lead …", "to lead", "Install and test …"."""
        if not at or terms[at - 1].sentence != terms[at].sentence or terms[at - 1].plain in self._subjects:
            return True
        follows = terms[at - 1].plain in self._links or terms[at - 1].clause != terms[at].clause
        if not follows:
            return False
        opening, after = terms[0], terms[at + 1] if at + 1 < len(terms) else None
        governs = after is not None and (after.value is not None or after.plain in self._determiners)
        if opening.verbal and opening.form == "ing" and terms[at - 1].clause != terms[at].clause and governs:
            return True  # "Seeing 28 patients a day, assist two dentists"
        third = terms[at].plain.endswith("s")
        earlier = [term for term in terms[:at] if term.sentence == terms[at].sentence]
        if terms[at].plain in _UNCHANGED and any(term.verbal for term in earlier):
            return True
        return any(term.verbal and term.form == "base" and term.plain.endswith("s") >= third for term in earlier)
