"""Mark what words do to their neighbours: titles, dates that go on, qualified values, negation, empty phrases."""

from itertools import pairwise

from services.grounding.inflection import OWN_RULES
from services.grounding.lexicons import Lexicons
from services.grounding.moves import mark_moves
from services.grounding.number_marks import SPELLS, during, take_grades, take_moves, value_before
from services.grounding.phrases import Phrases
from services.grounding.statement import Term

_TURNS = frozenset(
    ("without", "no", "not", "yet", "single", "never", "ohne", "kein", "keine", "nicht", "sans", "sin", "bez", "nie")
)
"""Negations that state nothing but the sign of the words after them."""
_COMPARED = frozenset(("less", "fewer", "more"))

_WITHOUT = frozenset(("ohne", "sans", "sin", "bez"))
_FINITE = frozenset(
    ("wurde", "wurden", "wird", "werden", "konnte", "konnten", "war", "waren", "habe", "haben", "ai", "ont", "est",
     "sont", "ete", "se", "he", "ha", "han", "fue", "fueron", "zostal", "zostala", "zostalo", "zostaly", "um", "o")
)  # fmt: skip
"""What "without …" before it no longer reaches: a finite verb, or by how much."""
_AVERAGE = frozenset(
    (("on", "average"), ("im", "schnitt"), ("im", "durchschnitt"), ("im", "mittel"), ("en", "moyenne"), ("de", "media"),
     ("en", "promedio"), ("por", "media"), ("termino", "medio"), "srednio", "przecietnie", "durchschnittlich")
)  # fmt: skip
_BEGUN = frozenset(("starting", "beginning", "dating", "back", "begun"))


class Marks:
    """Go over the terms of a line once they are known one by one."""

    def __init__(self, lexicons: Lexicons) -> None:
        numbers = lexicons.raw("numbers")
        per: dict[str, list[str]] = numbers["per"]
        self._per_nouns = {word: key for key, words in per.items() for word in words[0].split(", ")}
        self._per_words = {word: key for key, words in per.items() for word in words[1].split(", ") if word}
        self._per_compounds: list[tuple[str, str]] = [
            (start, key) for start, key in (lexicons.own.get("per_compounds") or {}).items()
        ]
        self._per_stems = {
            lexicons.stem(word): key for word, key in self._per_words.items() if lexicons.language in OWN_RULES
        }
        self._foreign = bool(lexicons.own)
        self._language = lexicons.language
        self._stem = lexicons.stem
        self._articles = frozenset((lexicons.own.get("articles") or "-").split(", "))
        self._per_before = frozenset(numbers["per_before"].split(", "))
        self._per_not = frozenset(numbers["per_not"].split(", "))
        self._present = lexicons.table("numbers", "present")
        own = lexicons.raw("words")["negation_of"].get(lexicons.language, "")
        cues = (*lexicons.listed("words", "negation"), *(cue.strip() for cue in own.split(",")))
        self._turns = _TURNS | {cue.strip() for cue in own.split(",")}
        self._negation = Phrases(tuple(cue.split()) for cue in cues)
        self._negation_end = frozenset(lexicons.listed("words", "negation_end"))
        marks = {"~": "about", "=": "floor", ">": "raise", "<": "cap"}
        self._qualifiers = {mark: lexicons.table("numbers", key) for mark, key in marks.items()}
        self._date_steps: dict[str, str] = lexicons.raw("grammar")["date_steps"]
        self._steps: dict[str, str] = lexicons.raw("grammar")["steps"]
        self._shells = frozenset(
            form for word in lexicons.listed("neutral", "shells") for form in (word, f"{word}s", word[:-1] + "ies")
        )
        self._empty = lexicons.table("neutral", "phrases")
        self._titles = lexicons.table("titles", "nouns")
        functions = (*lexicons.listed("grammar", "prepositions"), *lexicons.listed("grammar", "determiners"))
        links = (*lexicons.listed("grammar", "links"), *lexicons.listed("grammar", "openers"), "&")
        adjectives = lexicons.listed("titles", "adjectives")
        self._plain_before_titles = frozenset((*functions, *links, *adjectives))

    def apply(self, terms: list[Term], stems: list[str]) -> None:
        """Set `neutral`, `needs`, `qualifier`, `step` and `negated` where the neighbours decide."""
        self._mark_present(terms)
        self._mark_titles(terms)
        for start, end in self._empty.find(stems):
            for term in terms[start:end]:
                term.neutral = True
        self._mark_periods(terms)
        take_moves(terms)
        take_grades(terms)
        self._qualify(terms, stems)
        mark_moves(terms, self._language)
        self._negate(terms)

    def _mark_present(self, terms: list[Term]) -> None:
        """Read "2019 – present" as a date that the role must bear out."""
        for at, term in enumerate(terms):
            before = terms[at - 1] if at else None
            if before is not None and before.neutral and before.plain in ("to", "until", "till", "bis", "a", "do"):
                before = terms[at - 2] if at > 1 else None
            dated = before is not None and before.value is not None and any(key[0] == "y" for key in before.provides)
            if dated and term.stem in self._present:
                term.neutral, term.needs, term.provides = False, frozenset({"now"}), frozenset({"now"})

    def _mark_periods(self, terms: list[Term]) -> None:
        """Take "a month", "per month" and "monthly" for one thing, which is part of what is counted."""
        for at, term in enumerate(terms):
            period = self._per_words.get(term.plain, "") or self._per_stems.get(term.stem, "")
            before = terms[at - 1] if at else None
            if at > 1 and terms[at - 1].plain in self._articles and terms[at - 2].plain in (*self._per_before, "in"):
                before = terms[at - 2]  # "a la semana", "in der Woche"
            noun = self._per_nouns.get(term.plain, "")
            after = terms[at + 1] if at + 1 < len(terms) else None
            if after is not None and after.year:
                noun = ""  # "im Jahr 2021" says when, not how often
            if noun and before is not None and term.value is None and before.plain in self._per_before:
                length = (
                    at > 1 and terms[at - 2].plain in self._per_not and before.plain in ("a", "an", "im", "en", "w")
                )
                if not length and before.sentence == term.sentence:
                    period = noun
                    before.neutral = True
            compounds = ((start, key) for start, key in self._per_compounds if term.plain.startswith(start))
            start, compound = next(compounds, ("", ""))
            if compound and len(term.plain) > 8:
                term.provides = term.provides | {compound, self._stem(term.plain[len(start) :])}
            if period:
                term.period, term.neutral = period, False
                term.needs = frozenset({period}) if noun else term.needs | {period}
                term.provides = term.provides | {period}

    def _mark_titles(self, terms: list[Term]) -> None:
        """Take "area" in "area manager" for part of the title, which "experienced" in "experienced cook" is not."""
        for term, noun in pairwise(terms):
            if noun.plain in self._shells and noun.joined and not term.verbal and not term.neutral:
                noun.neutral = True
            if term.neutral and noun.stem in self._titles and term.clause == noun.clause:
                term.neutral = self._foreign or term.plain in self._plain_before_titles
                noun.joined = noun.joined or not term.neutral
            elif (
                noun.stem in self._titles and noun.joined and not noun.plain.endswith("s") and not _counted(terms, term)
            ):
                term.needs = frozenset(key for key in term.needs if key[0] not in "=>")

    def _qualify(self, terms: list[Term], stems: list[str]) -> None:
        """Read "up to 6", "over 40" and "12+": the words qualify the value and state nothing else."""
        for mark, phrases in self._qualifiers.items():
            for start, end in phrases.find(stems):
                verb = start > 0 and terms[start - 1].needs & terms[start].needs  # "handed over" is no "more than"
                if terms[start].plain == "over" and end + 1 < len(terms) and terms[end + 1].plain in SPELLS:
                    continue
                turned = start and terms[start - 1].plain in ("no", "not") and terms[start].plain in _COMPARED
                if turned or (end < len(terms) and during(terms, start, end)):
                    continue
                if end < len(terms) and terms[end].value is not None and not verb:
                    terms[end].qualifier = mark
                    for term in terms[start:end]:
                        term.neutral = True
                last = end == len(terms) or terms[end].clause != terms[start].clause
                last = last or terms[end - 1].plain not in ("under", "below", "unter", "within")
                if mark in "<=" and last and (counted := value_before(terms, start, end)):  # "90 covers at most"
                    counted.qualifier = mark
                    for term in terms[start:end]:
                        term.neutral = True
        for value, at in ((value, at) for at, value in enumerate(terms) if value.value is not None):
            after = [term.plain for term in terms[at + 1 : at + 9] if term.clause == value.clause]
            if not _AVERAGE.isdisjoint((*pairwise(after), *after)) and not value.qualifier:
                value.qualifier = "~"
        for at, term in enumerate(terms):
            if term.value is None:
                term.step = self._step_of(terms, at)
                continue
            then = [other.plain for other in terms[at + 1 : at + 3]]
            if term.value.open or (then[:1] == ["or"] and then[-1] in ("more", "longer", "above")):
                term.qualifier = ">"
            if then[:1] == ["or"] and then[-1] in ("less", "fewer", "below"):
                term.qualifier = "<"
            before = terms[at - 1].plain if at else ""
            ranged = at > 1 and terms[at - 2].value is not None and (at < 3 or terms[at - 3].plain != "from")
            if term.year and at > 1 and before in ("in", "from", "to") and terms[at - 2].plain in _BEGUN:
                before, terms[at - 2].neutral = "since", True
            previous = terms[at - 1] if at else None
            adjacent = previous is not None and previous.value is not None and term.start - previous.end in (1, 3)
            ends = adjacent or (ranged and before in ("to", "bis", "a", "do"))
            if ends and not term.year and not term.qualifier:
                term.qualifier = "-"
            term.step = (
                (self._date_steps if term.year else self._steps).get(before, "")
                if not (ranged and before in ("to", "a"))
                else ""
            )

    def _step_of(self, terms: list[Term], at: int) -> str:
        """Return "from" or "to" for the noun that stands after it: the two sides of a move must not change places."""
        before = at - 1
        while before > 0 and terms[before].plain in ("the", "a", "an"):
            before -= 1
        step = self._steps.get(terms[before].plain, "") if before >= 0 else ""
        return step if step in ("from", "to") and not terms[at].neutral and not terms[at].form else ""

    def _negate(self, terms: list[Term]) -> None:
        active, clause_of_cue, sentence, finite = False, 0, 0, frozenset[str]()
        cues = {at for start, end in self._negation.find([term.plain for term in terms]) for at in range(start, end)}
        for at, term in enumerate(terms):
            if term.value and "#|0" in term.needs:
                cues.add(at)
            if at in cues or term.plain.endswith("n't"):
                active, clause_of_cue, sentence = True, term.clause, term.sentence
                finite = _FINITE if self._foreign and term.plain in _WITHOUT else frozenset[str]()
                term.neutral = term.neutral or term.plain in self._turns
                term.negated = True
                continue
            beyond = term.clause > clause_of_cue and not (term.linked and term.clause == clause_of_cue + 1)
            if beyond or term.sentence != sentence or term.plain in self._negation_end or term.plain in finite:
                active = False
            term.negated = active
        for at, term in enumerate(terms):
            if term.plain == "free" and at and terms[at - 1].hyphen:  # "blame-free"
                term.negated = term.neutral = terms[at - 1].negated = True


def _counted(terms: list[Term], term: Term) -> bool:
    """Tell whether a number stands right before a term, as in "five-person"."""
    at = terms.index(term)
    return at > 0 and terms[at - 1].value is not None
