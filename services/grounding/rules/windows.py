"""What a number in a text counts: the nouns after it, and the group before "of"."""

from services.grounding.claim import Claim
from services.grounding.lexicons import Lexicons
from services.grounding.statement import Term

_LEADS = frozenset(("of", "for", "with", "von", "mit", "de", "con", "avec", "z"))
"""Prepositions that tie a number to the noun before them: "a team of 12", "classes for 30"."""

_AND = frozenset(("and", "or", "&", "und", "et", "y", "i"))
_ONE = frozenset(("one", "ein", "eine", "un", "une", "una"))

_SMALL = 3
"""Words no longer than these are prepositions rather than nouns that state nothing."""


def attributive(terms: list[Term], at: int) -> bool:
    """Tell whether a participle stands before the noun it describes: "24 registered nurses"."""
    after = terms[at + 1] if at + 1 < len(terms) else None
    noun = after is not None and after.joined and not after.verbal and after.value is None and len(after.plain) > _SMALL
    return noun and terms[at].form == "past" and at > 0 and terms[at].clause == terms[at - 1].clause


def in_name(claim: Claim, at: int) -> bool:
    """Tell whether a number belongs to the name before it, in a line and in a fact alike: "WCAG 2.1"."""
    name = claim.terms[at - 1] if at > 1 else None
    if name is None or name.verbal or name.neutral or not name.text[:1].isupper() or not claim.terms[at].joined:
        return False
    return any(
        place and claim.source(number).statement.terms[place - 1].stem == name.stem
        for number in claim.carriers[at]
        for place in claim.places(at, number)
    )


class Windows:
    """Find the nouns that belong to a value, in a line and in a fact alike."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._shells = frozenset(form for word in lexicons.listed("neutral", "shells") for form in (word, f"{word}s"))
        self._prepositions = frozenset(lexicons.listed("grammar", "prepositions"))

    def nouns(self, terms: list[Term], at: int) -> list[int]:
        """Return the nouns after a value, up to a break, a preposition, a verb or another value."""
        found: list[int] = []
        clause = terms[at].clause
        for after in range(at + 1, len(terms)):
            term = terms[after]
            lead = term.plain == "of" and not found
            if term.clause == clause + 1 and self._coordinates(terms, after, found):
                clause += 1
                continue
            verb = term.verbal and not terms[after - 1].hyphen and not attributive(terms, after)
            if term.clause != clause or term.value is not None or verb:
                break
            function = term.plain in self._prepositions and not terms[after - 1].hyphen  # "hands-on"
            if function and not lead and term.plain not in ("the", "a", "an"):
                break
            if not term.neutral and not term.period:
                found.append(after)
        return found

    def _coordinates(self, terms: list[Term], at: int, found: list[int]) -> bool:
        """Tell whether "and" joins two words of one noun phrase: "300 blood and urine samples"."""
        after = terms[at + 1] if at + 1 < len(terms) else None
        return (
            terms[at].plain in _AND
            and found[-1:] == [at - 1]
            and after is not None
            and after.clause == terms[at].clause
            and after.value is None
            and not (after.neutral or after.verbal or after.plain in _ONE)
        )

    def heads(self, terms: list[Term], at: int) -> list[int]:
        """Return the noun before "of" or "for" and a value, or the one that a number without nouns names: "Year 5"."""
        if not at:
            return []
        before = at - 1
        while before > 0 and terms[before].neutral and terms[before].plain not in self._prepositions:
            before -= 1
        if terms[before].plain in _LEADS and terms[before].clause == terms[at].clause:
            found: list[int] = []
            while before and terms[before - 1].clause == terms[at].clause:
                before -= 1
                term = terms[before]
                if term.neutral or term.verbal or term.value is not None or term.period:
                    break
                found.append(before)
            return found
        named = terms[at].joined or (terms[at - 1].neutral and terms[before].clause == terms[at].clause)
        noun = not terms[before].neutral and not terms[before].verbal and terms[before].value is None
        adjacent = all(terms[between].plain in self._shells for between in range(before + 1, at))
        return [before] if named and noun and adjacent else []

    def share(self, terms: list[Term], at: int) -> bool:
        """Tell whether a value is the whole of which another is said: 11 in "4 of 11 bids"."""
        before = at - 1
        while before > 0 and terms[before].plain in ("the", "all", "its"):
            before -= 1
        if before < 1 or terms[before].plain not in ("of", "von"):
            return False
        whole = terms[before - 2] if before > 1 and terms[before - 1].plain == "out" else terms[before - 1]
        part = whole.value is not None and (not whole.value.unit or terms[before].plain == "of")
        return part or any(key[:4] == "nth|" for key in whole.provides)

    def counted(self, terms: list[Term], noun: Term, at: int) -> bool:
        """Tell whether a noun stands in the window of another bare number than the one given."""
        return any(
            place != at
            and term.value is not None
            and not term.value.unit
            and any(not noun.needs.isdisjoint(terms[other].provides) for other in self.nouns(terms, place))
            for place, term in enumerate(terms)
        )
