"""What the gate is measured against: the guards of three other tools, re-stated as rules, and cosine similarity."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from benchmarks.grounding_cases import Case, Person
from models.facts import facts_of
from services.grounding.lexicons import Lexicons

Guard = Callable[[Person, Case], bool]
"""Tell whether a line is refused."""


@lru_cache(maxsize=64)
def _source(cv_name: str, texts: Sequence[str]) -> str:
    return " ".join(texts).lower()


def source_of(person: Person) -> str:
    """Return everything the CV says, in lower case."""
    return _source(person.name, tuple(fact.text for fact in facts_of(person.cv)))


@lru_cache(maxsize=1)
def _named() -> tuple[str, ...]:
    lexicons = Lexicons.load()
    tools = [tool.name.lower() for tool in lexicons.tools.values() if len(tool.name) > 2]
    return (*tools, *(name for name in lexicons.listed("certifications", "names") if len(name) > 2))


def ad_of(person: Person) -> str:
    """Return the text that stands for the ad: the tools of the lies told about this person's tools."""
    return " ".join(case.text.lower() for case in person.cases if case.kind in ("tool", "skill") and not case.true)


def names_only(person: Person, case: Case) -> bool:
    """Refuse known skills, certificates and companies that the CV lacks, unless the ad names them."""
    text, source, ad = case.text.lower(), source_of(person), ad_of(person)
    if any(re.search(rf"\b{re.escape(name)}\b", text) and name not in source and name not in ad for name in _named()):
        return True
    companies = re.findall(r"\bat ((?:[A-Z][\w'&]+ ?)+)", case.text)
    return any(company.strip().lower() not in source for company in companies)


def marked_numbers(person: Person, case: Case) -> bool:
    """Refuse numbers with %, x or a currency sign that do not stand in the CV in the same way."""
    source = source_of(person).replace(" ", "")
    marked = re.findall(r"[$€£]\s?[\d.,]+[KMBkmb]?|[\d.,]+\s?(?:%|x\b)", case.text)
    return any(number.replace(" ", "").lower() not in source for number in marked)


def number_and_noun(person: Person, case: Case) -> bool:
    """Refuse a number whose next word does not follow it in the CV."""
    source = source_of(person)
    pairs = re.findall(r"(\d[\d.,]*\S?) (\w+)", case.text.lower())
    return any(f"{number} {noun}" not in source for number, noun in pairs)


def cosine(threshold: float) -> Guard:
    """Return the guard that refuses lines whose best similarity to a fact in scope is below a threshold."""
    return lambda person, case: similarity(person, case) < threshold


def similarity(person: Person, case: Case) -> float:
    """Return the highest cosine similarity of a line to the facts of its scope."""
    facts, matrix = _embedded(person.name, tuple((fact.scope, fact.text) for fact in facts_of(person.cv)))
    chosen = [at for at, (scope, _) in enumerate(facts) if not case.under or scope == case.under]
    (vector,) = _embedder().embed([case.text])
    return max((float(matrix[at] @ vector) for at in chosen), default=0.0)


@lru_cache(maxsize=1)
def _embedder() -> Any:
    from services.embeddings.load import load_embedder
    from services.settings import Settings

    return load_embedder(Settings(embedder="wordllama"))


@lru_cache(maxsize=64)
def _embedded(name: str, facts: tuple[tuple[str, str], ...]) -> Any:
    return facts, _embedder().embed([text for _, text in facts])


def best_threshold(people: Sequence[Person]) -> float:
    """Return the similarity that separates true from false lines best on these people."""
    pairs = sorted((similarity(person, case), case.true) for person in people for case in person.cases)
    true, false = sum(label for _, label in pairs), sum(not label for _, label in pairs)
    best, threshold, refused_true, refused_false = 0.0, 0.0, 0, 0
    for value, label in pairs:
        balanced = refused_false / false + (true - refused_true) / true
        if balanced > best:
            best, threshold = balanced, value
        refused_true += label
        refused_false += not label
    return threshold
