"""Let a line say in other words what a fact says: initials, long forms, German compounds, and safe bounds."""

from collections.abc import Iterator

from services.grounding.index import View
from services.grounding.lexicons import Lexicons
from services.grounding.statement import Statement, Term
from services.grounding.value_keys import key_of

_LONGEST = 6
_SMALL = frozenset(("of", "and", "the", "in", "for", "on", "to", "a", "an", "de", "la", "des", "und", "der", "fur"))
_NEAR = 1.5
"""A bound may lie this far from the value: "more than 25" for 26, not "more than 2"."""


def widen(statement: Statement, view: View, lexicons: Lexicons) -> None:
    """Add to what may carry the terms of a line that nothing carries as they stand."""
    for at, term in enumerate(statement.terms):
        if term.neutral or view.carries(term):
            continue
        if term.value is not None:
            _bound(term, view)
        elif lexicons.language == "de" and _hyphened(statement.terms, at, view, lexicons):
            continue
        elif term.strict or any(key[:5] == "tool:" or key[0] == "≡" for key in term.needs):
            if term.strict or not ((term.text[-1] == "s" and term.text[:-1].isupper()) or _long(term)):
                continue  # "AI" has its own meaning, "DCs" are counted
            _initials(term, view)
        elif term.stem in lexicons.table("certifications", "names"):
            continue
        elif term.text[:2].isupper() or (term.text[:1].isupper() and term.text[1:].isdigit()):
            _initials(term, view)
        elif lexicons.language == "de" and len(term.plain) > 8:
            _compound(term, view, lexicons)
        if term.value is None and not view.carries(term):
            _long_form(statement.terms, at, view)


def _long(term: Term) -> bool:
    """Tell whether an acronym may have more meanings than the lexicon lists: it has three letters, and is no tool."""
    return len(term.text) > 2 and term.text.isupper() and not any(key[:5] == "tool:" for key in term.needs)


def _bound(term: Term, view: View) -> None:
    """Take "more than 25" for 26 and "under 1 %" for 0.9 %."""
    value = term.value
    if value is None or term.qualifier not in ("<", ">") or value.unit in ("month", "date", "nth") or value.number <= 0:
        return
    for source in view.sources:
        for other in source.statement.terms:
            if other.origins:
                unit, _, number = next(iter(other.provides)).partition("|")
                stated, qualifier = float(number), ""
                unit = "" if unit == "#" else unit
            elif other.value is not None:
                unit, stated, qualifier = other.value.unit, _number(other), other.qualifier
            else:
                continue
            if unit != value.unit or qualifier not in ("", term.qualifier):
                continue
            mine = _number(term)
            fits = mine < stated <= mine * _NEAR if term.qualifier == ">" else mine > stated >= mine / _NEAR
            if fits:
                term.needs = term.needs | {key_of(unit, stated)}
                term.step = ""
    if view.carries(term):
        term.qualifier = ""


def _number(term: Term) -> float:
    return max((float(key.partition("|")[2]) for key in term.needs if key[0] in "#%" or "|" in key), default=0.0)


def _initials(term: Term, view: View) -> None:
    """Take "EAL" for "English as an additional language" in one fact."""
    letters = term.plain.removesuffix("s") if term.text.endswith("s") else term.plain
    if not 2 <= len(letters) <= _LONGEST or not letters.isalnum():
        return
    key = f"initials:{letters}"
    for number, source in enumerate(view.sources):
        words = source.statement.terms
        for start in range(len(words)):
            last = _spelled(words, start, letters)
            together = last == start + len(letters) - 1 and not any(word.neutral for word in words[start : last + 1])
            if last >= 0 and (len(letters) > 2 or letters[1:].isdigit() or together):
                for word in words[start : last + 1]:
                    word.provides = word.provides | {key}
                source.statement.__dict__.pop("provided", None)
                view.keys.setdefault(key, []).append(number)
                break
    term.needs = term.needs | {key}


def _spelled(terms: list[Term], start: int, letters: str) -> int:
    """Return the position of the last word of a run whose initials are these letters, small words optional, or -1."""
    at, said = start, 0
    while at < len(terms) and said < len(letters):
        first = terms[at].plain[:1]
        if first == letters[said]:
            said += 1
        elif not terms[at].neutral or at == start:
            return -1
        at += 1
    return at - 1 if said == len(letters) else -1


def _long_form(terms: list[Term], at: int, view: View) -> None:
    """Take "silver diamine fluoride" for "SDF" in a fact: three words at least, with exactly these initials."""
    for start in range(max(0, at - _LONGEST), at + 1):
        for end in range(at + 1, min(start + _LONGEST + 2, len(terms)) + 1):
            run = [term for term in terms[start:end] if term.value is None]
            if len(run) < 3:
                continue
            for letters in _letters(run):
                if letters in view.acronyms and not _spelled_out(view, letters):
                    for term in run:
                        term.needs = term.needs | {view.acronyms[letters]}
                    return


def _spelled_out(view: View, letters: str) -> bool:
    """Tell whether a fact says itself what an acronym stands for: "Web Accessibility Specialist (WAS)"."""
    return any(
        not any(term.plain == letters for term in terms[start : start + len(letters)])
        and _spelled(terms, start, letters) >= 0
        and view.acronyms[letters] in (term.stem for term in terms)
        for terms in (source.statement.terms for source in view.sources)
        for start in range(len(terms))
    )


def _letters(run: list[Term]) -> Iterator[str]:
    """Yield the initials of a run of words: of all, of all but the small ones, of those that state something."""
    for said in (
        run,
        [term for term in run if term.plain not in _SMALL],
        [term for term in run if not term.neutral],
    ):
        if len(said) >= 3:
            yield "".join(term.plain[:1] for term in said)
            if any(term.text.isupper() for term in said):  # "cone beam CT" is CBCT
                yield "".join(term.plain if term.text.isupper() else term.plain[:1] for term in said)


def _hyphened(terms: list[Term], at: int, view: View, lexicons: Lexicons) -> bool:
    """Take "Umsatzsteuer-Voranmeldung" for "Umsatzsteuervoranmeldung"."""
    for first in (at, at - 1):
        if 0 <= first < len(terms) - 1 and terms[first].hyphen:
            whole = lexicons.stem(terms[first].plain + terms[first + 1].plain)
            if whole in view.keys:
                terms[at].needs = terms[at].needs | {whole}
                return True
    return False


def _compound(term: Term, view: View, lexicons: Lexicons) -> None:
    """Take a German compound for its parts where one fact has both."""
    word = term.plain
    for cut in range(4, len(word) - 3):
        first, second = word[:cut], lexicons.stem(word[cut:])
        for head in {first, first.removesuffix("s"), first.removesuffix("n"), first.removesuffix("en")}:
            keys = view.keys
            one = {number for key in lexicons.word(head).needs for number in keys.get(key, ())}
            two = {number for key in lexicons.word(word[cut:]).needs | {second} for number in keys.get(key, ())}
            one |= {number for number in two if view.begins(number, head)}
            two |= {number for number in one if view.ends(number, second)}
            shared = one & two
            if len(head) > 3 and shared:
                key = f"compound:{word}"
                keys.setdefault(key, []).extend(sorted(shared))
                tail = lexicons.word(word[cut:]).needs
                for number in shared:
                    terms = view.sources[number].statement.terms
                    said = (t for t in terms if tail & t.provides or t.stem.endswith(second))
                    carrier = next(said, terms[0])
                    carrier.provides = carrier.provides | {key}
                    view.sources[number].statement.__dict__.pop("provided", None)
                term.needs = term.needs | {key}
                return
