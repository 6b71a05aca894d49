"""Parse one line into a statement: terms with what must carry them, typed values, clauses, polarity and strength."""

import re
from functools import lru_cache
from itertools import pairwise

from services.grounding.clauses import Levels
from services.grounding.compounds import words_of
from services.grounding.entries import PEOPLE, VERB, Entry
from services.grounding.lexicons import Lexicons
from services.grounding.marks import Marks
from services.grounding.separable import join_english, join_german
from services.grounding.statement import Statement, Term
from services.grounding.strength import clause_levels
from services.grounding.text import fold, plain
from services.grounding.tokens import Token, tokenise
from services.grounding.values import Reader

_BREAKS = frozenset(",;:()|•–!?[]…*")

_UNIVERSAL = frozenset(("all", "every", "each", "any", "only", "no", "entire", "whole"))

_PLURAL = re.compile(r"[A-Z][A-Z0-9]+s\Z")
"""Acronyms in the plural, whose stem no ending of a word tells: RFIs, POs."""


@lru_cache(maxsize=16)
def parser_of(lexicons: Lexicons) -> "Parser":
    """Return the parser of a set of lexicons; many CVs share one, which takes longer to build than a line to parse."""
    return Parser(lexicons)


class Parser:
    """Parse lines with one set of lexicons."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons
        numbers = lexicons.raw("numbers")
        self.reader = Reader(numbers, lexicons.language)
        self._multiples = {lexicons.stem(plain(word)): factor for word, factor in numbers["multiples"].items()}
        self._periods = {lexicons.stem(plain(word)): key for word, key in numbers["periods"].items()}
        self._phrases = lexicons.phrases
        self._links = frozenset(lexicons.listed("grammar", "links")) | {"&"}
        self._determiners = frozenset(lexicons.listed("grammar", "determiners"))
        self._openers = frozenset(lexicons.listed("grammar", "openers")) | {"&"}
        self._joiners = frozenset(lexicons.listed("grammar", "joiners")) | {"&"}
        self._agents: dict[str, str] = lexicons.raw("verbs")["agents"]
        self._roman: dict[str, int] = lexicons.raw("grammar")["roman"]
        self._exact: dict[str, str] = lexicons.raw("degrees")["exact"]
        self._levels = Levels(lexicons)
        self._marks = Marks(lexicons)
        self._dotted = frozenset(
            (*lexicons.listed("grammar", "dotted"), *lexicons.own.get("dotted", "").split(", "))
        ) - {""}
        """Abbreviations whose dot ends no sentence."""

    def parse(self, text: str) -> Statement:
        """Return the statement that a line makes."""
        folded = fold(text)
        tokens = tokenise(folded)
        terms = self._terms(words_of(tokens, self.lexicons.language))
        if self.lexicons.language == "de":
            join_german(terms, self._word)
        statement = Statement(text, folded, terms)
        self._join_phrases(terms)
        self._join_hyphens(terms)
        join_english(terms, self._phrases)
        self._marks.apply(terms, statement.stems)
        self._levels.mark(terms, statement.stems)
        self._narrow(terms)
        self._read_agents(terms)
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
            elif token.kind in ("word", "address", "number", "date", "clock"):
                terms.append(self._word(token.text))
                terms[-1].joined = joined
            elif self._ends(tokens, at):
                clause += 1
                sentence += token.text in ".!?•;"
                joined = linked = False
                at += 1
                continue
            else:
                at += 1
                continue
            term = terms[-1]
            term.start, term.end = token.start, tokens[at].end
            term.hyphen = at + 2 < len(tokens) and tokens[at + 1].text == "-" and not tokens[at + 1].spaced
            if token.kind == "word" and term.plain in self._links and (len(token.text) > 1 or token.text.islower()):
                clause += 1
                linked = True
            term.clause, term.sentence, term.linked = clause, sentence, linked
            joined = not term.neutral
            at += 1
        return terms

    def _ends(self, tokens: list[Token], at: int) -> bool:
        token = tokens[at]
        after = at + 1 == len(tokens) or tokens[at + 1].spaced
        if token.text in "." and at and not token.spaced and plain(tokens[at - 1].text) in self._dotted:
            return at + 1 == len(tokens)
        if token.text in ".":
            initial = at > 0 and len(tokens[at - 1].text) == 1 and tokens[at - 1].text.isupper() and not token.spaced
            return after and not (initial and at + 1 < len(tokens))  # "R. Tolley"
        if token.text in "-/":
            return token.spaced and after
        return token.text in _BREAKS

    def _word(self, text: str) -> Term:
        key = self._exact.get(text) or plain(text[:-1] if _PLURAL.match(text) else text)
        known = self.lexicons.word(key)
        needs, provides = known.needs, known.provides
        extra: set[str] = set()
        if known.stem in self._multiples:
            factor = self._multiples[known.stem]
            needs = frozenset({known.stem})
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

    def _join_hyphens(self, terms: list[Term]) -> None:
        """Let "meet-up" and "meetup" carry each other."""
        for term, after in pairwise(terms):
            if term.hyphen and term.value is None and after.value is None:
                whole = frozenset({self.lexicons.stem(term.plain + after.plain)})
                for part in (term, after):
                    part.needs, part.provides = part.needs | whole, part.provides | whole

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
                    if entry.stems[0] == "a" and terms[start].text == "a":  # "a Level 5 diploma" is no A level
                        continue
                    if start > claimed:
                        claimed = end - 1
                        _make_strict(terms[start:end], entry)
                    continue
                if len(entry.stems) > 1 and entry.concept[:5] == "tool:":  # "MS Excel" names no degree
                    claimed = max(claimed, end - 1)
                for term in terms[start:end]:
                    if not term.strict:
                        term.needs = term.needs | {entry.concept} if entry.concept else term.needs
                    term.provides = term.provides | {entry.concept, *entry.provides} - {""}

    def _narrow(self, terms: list[Term]) -> None:
        """Take from nouns what only the verbs they look like mean, and from what is denied what is more general."""
        for at, term in enumerate(terms):
            bare = term.plain.removesuffix("s").removesuffix("e") == term.stem.removesuffix("e")
            if term.form == "base" and bare and not term.verbal:
                verbs = {key for key in self.lexicons.word(term.plain).needs if key.startswith(VERB)}
                term.needs, term.provides = term.needs - verbs, term.provides - verbs
            before = [other.plain for other in terms[max(at - 2, 0) : at] if other.clause == term.clause]
            if term.negated or not _UNIVERSAL.isdisjoint(before):  # all vans are not all vehicles
                term.needs = frozenset(key for key in term.needs if key[0] != ">")

    def _split_participles(self, terms: list[Term]) -> None:
        """Open a new clause at "building the …" after a noun."""
        shift = 0
        for at, term in enumerate(terms):
            previous = terms[at - 1] if at else None
            if previous and previous.clause == term.clause + shift and self._participle(terms, at):
                shift += 1
            term.clause += shift

    def _read_agents(self, terms: list[Term]) -> None:
        """Let "leader of a shift" be carried by who led it; how much that claims is told by its level."""
        for term, after in pairwise(terms):
            verb = self._agents.get(term.plain)
            if verb and after.plain == "of" and not term.verbal:
                term.needs = term.needs | {self.lexicons.stem(verb)}

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


def _make_strict(terms: list[Term], entry: Entry) -> None:
    for term in terms:
        term.strict = entry.concept
        term.neutral = False
        term.needs = frozenset({entry.concept, f"place:{term.stem}"} if len(term.stem) == 2 else {entry.concept})
        term.provides = term.provides | {entry.concept, *entry.provides}
