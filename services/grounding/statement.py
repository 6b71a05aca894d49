"""Parse one line into a statement: terms with what must carry them, typed values, clauses, polarity and strength."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from services.grounding.clauses import Levels, clause_levels
from services.grounding.lexicons import PEOPLE, Entry, Lexicons
from services.grounding.text import fold, plain
from services.grounding.tokens import Token, tokenise
from services.grounding.values import Reader, Value

_BREAKS = frozenset(",;:()|•–!?[]…*")


@dataclass(slots=True)
class Term:
    """One word or value of a statement.

    `needs`: any of these keys, carried by a fact, carries the term. `provides`: the keys it carries as part of a
    fact. `clause` counts from 0; `claim` and `grant` are the responsibility it claims, or lets others claim.
    """

    text: str
    plain: str
    stem: str
    needs: frozenset[str]
    provides: frozenset[str]
    neutral: bool = False
    value: Value | None = None
    clause: int = 0
    sentence: int = 0
    linked: bool = False
    negated: bool = False
    strict: str = ""
    claim: int | None = None
    grant: int | None = None
    verbal: bool = False
    form: str = ""
    """`past`, `ing` or `base` for a word of the lexicon of verbs."""
    start: int = 0
    end: int = 0
    """Where it stands in the folded text."""
    step: str = ""
    """Of a value: `by`, `to` or `from`, when that stands before it."""
    qualifier: str = ""
    """Of a value: `<` up to, `>` more than, `~` about, `` exactly."""
    joined: bool = False
    """Nothing stands between it and the term before: no break, no function word."""


@dataclass
class Statement:
    """One line of a CV or of a draft, parsed. `claims` and `grants` are levels of responsibility per clause."""

    text: str
    folded: str
    terms: list[Term]
    claims: list[int] = field(default_factory=list)
    grants: list[int] = field(default_factory=list)

    @cached_property
    def stems(self) -> list[str]:
        """Return the stems of all terms in order."""
        return [term.stem for term in self.terms]

    @cached_property
    def content(self) -> list[int]:
        """Return the positions of the terms that state something."""
        return [at for at, term in enumerate(self.terms) if not term.neutral]

    @cached_property
    def provided(self) -> frozenset[str]:
        """Return every key the statement carries."""
        return frozenset(key for term in self.terms for key in term.provides)

    def clause(self, number: int) -> list[int]:
        """Return the positions of the content terms of a clause."""
        return [at for at in self.content if self.terms[at].clause == number]


class Parser:
    """Parse lines with one set of lexicons."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons
        numbers = lexicons.raw("numbers")
        self.reader = Reader(numbers, lexicons.language)
        self._multiples = {lexicons.stem(plain(word)): factor for word, factor in numbers["multiples"].items()}
        self._periods = {lexicons.stem(plain(word)): key for word, key in numbers["periods"].items()}
        self._present = lexicons.table("numbers", "present")
        self._negation = lexicons.table("words", "negation")
        self._negation_end = frozenset(lexicons.listed("words", "negation_end"))
        self._phrases = lexicons.phrases
        marks = {"~": "about", "=": "floor", ">": "raise", "<": "cap"}
        self._qualifiers = {mark: lexicons.table("numbers", key) for mark, key in marks.items()}
        self._steps: dict[str, str] = lexicons.raw("grammar")["steps"]
        self._links = frozenset(lexicons.listed("grammar", "links")) | {"&"}
        self._determiners = frozenset(lexicons.listed("grammar", "determiners"))
        self._openers = frozenset(lexicons.listed("grammar", "openers")) | {"&"}
        self._joiners = frozenset(lexicons.listed("grammar", "joiners")) | {"&"}
        self._roman: dict[str, int] = lexicons.raw("grammar")["roman"]
        self._levels = Levels(lexicons)
        self._shells = frozenset(
            form for word in lexicons.listed("neutral", "shells") for form in (word, f"{word}s", word[:-1] + "ies")
        )
        self._empty = lexicons.table("neutral", "phrases")
        self._titles = lexicons.table("titles", "nouns")
        functions = (*lexicons.listed("grammar", "prepositions"), *lexicons.listed("grammar", "determiners"))
        links = (*lexicons.listed("grammar", "links"), *lexicons.listed("grammar", "openers"), "&")
        adjectives = lexicons.listed("titles", "adjectives")
        self._plain_before_titles = frozenset((*functions, *links, *adjectives))
        self._words: dict[str, Term] = {}

    def parse(self, text: str) -> Statement:
        """Return the statement that a line makes."""
        folded = fold(text)
        terms = self._terms(tokenise(folded))
        statement = Statement(text, folded, terms)
        self._join_phrases(terms)
        self._mark_present(terms)
        self._mark_titles(terms)
        for start, end in self._empty.find(statement.stems):
            for term in terms[start:end]:
                term.neutral = True
        self._qualify(terms, statement.stems)
        self._negate(terms, statement.stems)
        self._levels.mark(terms, statement.stems)
        self._split_participles(terms)
        statement.claims, statement.grants = clause_levels(terms)
        self._levels.soften(terms, statement.claims)
        return statement

    def _terms(self, tokens: list[Token]) -> list[Term]:
        values = {value.first: value for value in self.reader.read(tokens)}
        terms: list[Term] = []
        clause = sentence = at = 0
        linked = False
        joined = False
        while at < len(tokens):
            token = tokens[at]
            value = values.get(at)
            if value is not None:
                text = " ".join(token.text for token in tokens[at : value.last + 1])
                key = value.needs[0]
                terms.append(
                    Term(text, text, key, frozenset(value.needs), frozenset(value.provides), value=value, joined=joined)
                )
                at = value.last
            elif token.kind in ("word", "address", "number", "date"):
                terms.append(self._word(token.text))
                terms[-1].joined = joined
            elif self._ends(tokens, at):
                clause += 1
                sentence += token.text in ".!?•"
                joined = linked = False
                at += 1
                continue
            else:
                at += 1
                continue
            term = terms[-1]
            term.start, term.end = token.start, tokens[at].end
            if token.kind == "word" and term.plain in self._links:
                clause += 1
                linked = True
            term.clause, term.sentence, term.linked = clause, sentence, linked
            joined = not term.neutral
            at += 1
        return terms

    def _ends(self, tokens: list[Token], at: int) -> bool:
        token = tokens[at]
        after = at + 1 == len(tokens) or tokens[at + 1].spaced
        if token.text in ".":
            return after
        if token.text in "-/":
            return token.spaced and after
        return token.text in _BREAKS

    def _word(self, text: str) -> Term:
        key = plain(text)
        known = self.lexicons.word(key)
        needs, provides = known.needs, known.provides
        extra: set[str] = set()
        if known.stem in self._multiples:
            factor = self._multiples[known.stem]
            extra = {f"x|{factor:g}", f"%|{(factor - 1) * 100 if factor > 1 else factor * 100:g}"}
        ordinal = self.reader.ordinal(key)
        if ordinal:
            extra = {f"nth|{ordinal}{'rd' if ordinal == 3 else 'th'}", f"nth|{ordinal}"}
        if known.stem in self._periods:
            extra = {self._periods[known.stem]}
        if key in self._roman:
            extra = {f"#|{self._roman[key]}"}
        if extra:
            needs, provides = needs | extra, provides | extra
        return Term(text, key, known.stem, needs, provides, known.neutral)

    def _join_phrases(self, terms: list[Term]) -> None:
        """Give the terms of each known phrase the concept of the whole."""
        stems = [term.stem for term in terms]
        claimed = -1
        for start, first in enumerate(stems):
            for entry in self._phrases.get(first, ()):
                end = start + len(entry.stems)
                if tuple(stems[start:end]) != entry.stems:
                    continue
                if entry.strict:
                    if start > claimed:
                        claimed = end - 1
                        _make_strict(terms[start:end], entry)
                    continue
                for term in terms[start:end]:
                    if not term.strict:
                        term.needs = term.needs | {entry.concept} if entry.concept else term.needs
                    term.provides = term.provides | {entry.concept, *entry.provides} - {""}

    def _mark_present(self, terms: list[Term]) -> None:
        """Read "2019 – present" as a date that the role must bear out."""
        for at, term in enumerate(terms):
            before = terms[at - 1] if at else None
            if before is not None and before.neutral and before.plain in ("to", "until", "till", "bis", "a", "do"):
                before = terms[at - 2] if at > 1 else None
            dated = before is not None and before.value is not None and any(key[0] == "y" for key in before.provides)
            if dated and term.stem in self._present:
                term.neutral, term.needs, term.provides = False, frozenset({"now"}), frozenset({"now"})

    def _mark_titles(self, terms: list[Term]) -> None:
        """Take "area" in "area manager" for part of the title, which "experienced" in "experienced cook" is not."""
        for term, noun in pairwise(terms):
            if noun.plain in self._shells and noun.joined and not term.verbal and not term.neutral:
                noun.neutral = True
            if term.neutral and noun.stem in self._titles and term.clause == noun.clause:
                term.neutral = term.plain in self._plain_before_titles
            elif (
                noun.stem in self._titles and noun.joined and not noun.plain.endswith("s") and not _counted(terms, term)
            ):
                term.needs = frozenset(key for key in term.needs if key[0] not in "=>")

    def _qualify(self, terms: list[Term], stems: list[str]) -> None:
        """Read "up to 6", "over 40" and "12+": the words qualify the value and state nothing else."""
        for mark, phrases in self._qualifiers.items():
            for start, end in phrases.find(stems):
                if end < len(terms) and terms[end].value is not None:
                    terms[end].qualifier = mark
                    for term in terms[start:end]:
                        term.neutral = True
        for at, term in enumerate(terms):
            if term.value is None:
                continue
            if term.value.open:
                term.qualifier = ">"
            before = terms[at - 1].plain if at else ""
            ranged = at > 1 and terms[at - 2].value is not None and (at < 3 or terms[at - 3].plain != "from")
            term.step = self._steps.get(before, "") if not (ranged and before in ("to", "a")) else ""

    def _negate(self, terms: list[Term], stems: list[str]) -> None:
        active, clause_of_cue, sentence = False, 0, 0
        cues = {at for start, end in self._negation.find(stems) for at in range(start, end)}
        for at, term in enumerate(terms):
            if term.value and "#|0" in term.needs:
                cues.add(at)
            if at in cues or term.plain.endswith("n't"):
                active, clause_of_cue, sentence = True, term.clause, term.sentence
                term.negated = True
                continue
            beyond = term.clause > clause_of_cue and not (term.linked and term.clause == clause_of_cue + 1)
            if beyond or term.sentence != sentence or term.plain in self._negation_end:
                active = False
            term.negated = active

    def _split_participles(self, terms: list[Term]) -> None:
        """Open a new clause at "building the …" after a noun."""
        shift = 0
        for at, term in enumerate(terms):
            previous = terms[at - 1] if at else None
            if previous and previous.clause == term.clause + shift and self._participle(terms, at):
                shift += 1
            term.clause += shift

    def _participle(self, terms: list[Term], at: int) -> bool:
        term = terms[at]
        if not term.plain.endswith("ing") or term.stem == term.plain or not self._levels.is_action(term.stem):
            return False
        if terms[at - 1].plain in self._openers:
            return terms[at - 1].plain in self._joiners
        following = terms[at + 1] if at + 1 < len(terms) else None
        if following is None:
            return False
        doer = terms[at - 1].plain.endswith("s") or PEOPLE in terms[at - 1].needs
        return doer or following.plain in self._determiners or following.value is not None


def _counted(terms: list[Term], term: Term) -> bool:
    """Tell whether a number stands right before a term, as in "five-person"."""
    at = terms.index(term)
    return at > 0 and terms[at - 1].value is not None


def _make_strict(terms: list[Term], entry: Entry) -> None:
    for term in terms:
        term.strict = entry.concept
        term.neutral = False
        term.needs = frozenset({entry.concept, f"place:{term.stem}"} if len(term.stem) == 2 else {entry.concept})
        term.provides = term.provides | {entry.concept, *entry.provides}
