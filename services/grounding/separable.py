"""Verbs whose second part stands apart: "brought food cost down", "baute den Kanal aus"."""

from collections.abc import Callable, Mapping

from services.grounding.entries import Entry
from services.grounding.inflection import SEPARABLE, is_past
from services.grounding.statement import Term

_PARTICLES = frozenset(
    ("up", "down", "out", "off", "on", "in", "back", "over", "together", "forward", "through", "away")
)
_FAR = 7
"""How many terms may stand between the two parts."""


def join_english(terms: list[Term], phrases: Mapping[str, tuple[Entry, ...]]) -> None:
    """Give both parts of "brought food cost down" the meaning of "brought down"."""
    for at, last in enumerate(terms):
        if last.plain not in _PARTICLES:
            continue
        for verb in reversed(terms[max(at - _FAR, 0) : max(at - 1, 0)]):
            found = {entry.concept for entry in phrases.get(verb.stem, ()) if entry.stems == (verb.stem, last.stem)} - {
                ""
            }
            if found and verb.clause == last.clause and not verb.strict:
                for part in (verb, last):
                    part.needs, part.provides = part.needs | found, part.provides | found
                break


def join_german(terms: list[Term], word: Callable[[str], Term]) -> None:
    """Read "baute den Kanal aus" as "ausbaute den Kanal"; `word` makes a term of a word."""
    for at, last in enumerate(terms):
        ends = at + 1 == len(terms) or terms[at + 1].sentence != last.sentence or terms[at + 1].clause > last.clause
        said = [term for term in terms[:at] if term.sentence == last.sentence and not (term.neutral or term.value)]
        first = next(term for term in terms if term.sentence == last.sentence)
        if last.plain in SEPARABLE and ends and first.neutral and first is not last:  # "stelle … auf" is no "Stelle"
            known = word(last.plain + first.plain)
            if any(key[0] == "=" for key in known.needs):
                first.neutral, first.stem = False, known.stem
                first.needs, first.provides = known.needs, known.provides
                continue
        here = [term for term in said if term.clause == last.clause]
        second = bool(here) and here[0] is not said[0] and here[0].text.islower()
        own = second and is_past(here[0].plain, "de")  # "wertete … aus und stellte … vor"
        verb = here[0] if own else next((term for term in said if term is said[0] or term.text.islower()), None)
        if last.plain in SEPARABLE and ends and verb is not None and verb.value is None:
            whole = word(last.plain + verb.plain)
            if own or said[0] is verb or whole.needs - verb.needs:
                verb.stem, verb.needs, verb.provides = whole.stem, whole.needs, whole.provides
