"""The one rule that says whether a text shows a requirement: of facts ("supports") and of lines ("shows")."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.facts import Fact, FactKind
from models.job import Job, Requirement
from services.embeddings.embedder import Embedder
from services.scoring.asked import Asked
from services.scoring.features import features

Supports = dict[str, tuple[tuple[str, float], ...]]
"""For each requirement the ids of the facts that support it with their strengths, the strongest first."""

DECIMALS = 4
THRESHOLD = 0.5
# Weights of likeness, shared words and a degree held, and the offset that puts the threshold where 9 of 10 claims are
# right: `python -m benchmarks.ranking_fit` on the calibration set. The weight of a degree is set by hand, below what is
# fitted, because the set has few degrees in the wrong field.
CALIBRATION = {
    "wordllama": (5.0, 10.8, 3.0, -5.0),
    "minilm": (8.9, 9.4, 3.0, -6.7),
    "both": (8.2, 9.4, 3.0, -5.9),
}
COMPUTED = "computed/"
_MAX_CACHED = 100_000
# Who somebody is and where says nothing about what they can do.
_IDENTITY: frozenset[FactKind] = frozenset({"name", "contact", "place", "dates", "employer", "institution", "grade"})


class Matcher:
    """Compares requirements with texts. Each text is embedded once in the life of a matcher."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self._weights = CALIBRATION[embedder.name]
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._asked: dict[tuple[str, ...], Asked] = {}

    def strengths(self, requirements: Sequence[str], texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the strength from 0 to 1 of each text for each requirement, shape (requirements, texts).

        A weighted sum of evidence through the logistic function: likeness of the vectors, share of the requirement's
        content words that stand in the text, a degree held. What can be compared by name or value overrules it.
        """
        if not requirements or not texts:
            return np.zeros((len(requirements), len(texts)))
        key = tuple(requirements)
        if key not in self._asked:
            self._asked[key] = Asked(key)
        asked = self._asked[key]
        given = [features(text) for text in texts]
        likeness, words, degree, offset = self._weights
        evidence = offset + likeness * self.similarities(requirements, texts) + words * asked.words_shared(given)
        evidence += degree * asked.degree_held(given)
        strength = asked.corrected(1 / (1 + np.exp(-evidence)), given, THRESHOLD)
        return np.round(strength, DECIMALS)

    def similarities(self, first: Sequence[str], second: Sequence[str]) -> NDArray[np.float64]:
        """Return the cosine of each text of the first with each of the second, by exact search in FAISS."""
        from services.embeddings.store import VectorStore

        store = VectorStore(self.embedder)
        store.add_vectors([str(number) for number in range(len(second))], self._embed(second))
        return store.matrix(self._embed(first)).astype(np.float64)

    def supports(self, job: Job, facts: Sequence[Fact], years: float | None = None) -> Supports:
        """Return which facts support which requirement; a requirement without any is a gap.

        `years` are the years worked; without them they are read from a computed fact (its id begins with `computed/`).
        A requirement that asks for more has no support.
        """
        computed = [fact for fact in facts if fact.id.startswith(COMPUTED)]
        if years is None:
            years = max((features(fact.text).values.years for fact in computed), default=None)
        usable = [fact for fact in facts if fact.kind not in _IDENTITY or fact in computed]
        strength = self.strengths([need.text for need in job.requirements], _texts(usable))
        found: Supports = {}
        for need, row, enough in zip(job.requirements, strength, enough_years(job, years), strict=True):
            order = np.argsort(-row, kind="stable")
            found[need.id] = tuple((usable[at].id, float(row[at])) for at in order if enough and row[at] >= THRESHOLD)
        return found

    def shows(self, requirement: Requirement, texts: Sequence[str]) -> list[float]:
        """Return for each text how strongly it shows the requirement; `THRESHOLD` and above counts."""
        return [float(value) for value in self.strengths([requirement.text], texts)[0]]

    def rank(self, job: Job, facts: Sequence[Fact]) -> list[tuple[str, float]]:
        """Return all facts by relevance to the job, the most relevant first; ties keep their order.

        Relevance is the mean strength over the requirements, by their weight.
        """
        if not facts:
            return []
        weights = np.array([need.weight for need in job.requirements])
        strength = self.strengths([need.text for need in job.requirements], _texts(facts))
        relevance = np.round(weights @ strength / max(weights.sum(), 1.0), 6)
        order = np.argsort(-relevance, kind="stable")
        return [(facts[at].id, float(relevance[at])) for at in order]

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        unknown = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        if len(self._vectors) + len(unknown) > _MAX_CACHED:
            self._vectors.clear()
            unknown = list(dict.fromkeys(texts))
        if unknown:
            self._vectors.update(zip(unknown, self.embedder.embed(unknown), strict=True))
        return np.stack([self._vectors[text] for text in texts])


def _texts(facts: Sequence[Fact]) -> list[str]:
    """Return what each fact says; a degree and its field, two facts of a CV, say it together."""
    parts = {(fact.scope, fact.kind): fact.text for fact in facts if fact.kind in ("degree", "field")}
    texts: list[str] = []
    for fact in facts:
        pair = [parts.get((fact.scope, "degree"), ""), parts.get((fact.scope, "field"), "")]
        texts.append(" ".join(part for part in pair if part) if fact.kind in ("degree", "field") else fact.text)
    return texts


def enough_years(job: Job, years: float | None) -> list[bool]:
    """Return for each requirement whether the years worked, where they are known, are as many as it asks for."""
    return [years is None or years >= years_asked(need) for need in job.requirements]


def years_asked(need: Requirement) -> int:
    """Return how many years of work a requirement asks for, 0 where it names none."""
    return features(need.text).values.years


def supports(job: Job, facts: Sequence[Fact], embedder: Embedder) -> Supports:
    """Return which facts support which requirement; keep a `Matcher` where there is more than one question."""
    return Matcher(embedder).supports(job, facts)


def rank_facts(job: Job, facts: Sequence[Fact], matcher: Matcher) -> list[tuple[str, float]]:
    """Return all facts by relevance to the job, the most relevant first."""
    return matcher.rank(job, facts)
