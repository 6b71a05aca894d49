"""The one rule that says whether a text shows a requirement: of facts ("supports") and of lines ("shows")."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.facts import Fact
from models.job import Job, Requirement
from services.embeddings.embedder import Embedder
from services.scoring.features import Features, features

Supports = dict[str, tuple[tuple[str, float], ...]]
"""For each requirement the ids of the facts that support it with their strengths, the strongest first."""

Matrix = NDArray[np.float32]

DECIMALS = 4
THRESHOLD = 0.5
# Strength of a text that names a tool the requirement asks for; words and vectors decide the rest of the order.
NAMED = 0.75
# wordllama, minilm and both spread their similarities differently; measured by `python -m benchmarks.ranking`.
WEIGHTS = {"wordllama": (0.55, 0.55), "minilm": (0.55, 0.55), "both": (0.55, 0.55)}
_IDENTITY = frozenset({"name", "contact", "place", "dates", "employer"})


class Matcher:
    """Compares requirements with texts. Each text is embedded once in the life of a matcher."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self._vectors: dict[str, Matrix] = {}

    def strengths(self, requirements: Sequence[str], texts: Sequence[str]) -> Matrix:
        """Return the strength from 0 to 1 of each text for each requirement, shape (requirements, texts)."""
        if not requirements or not texts:
            return np.zeros((len(requirements), len(texts)), dtype=np.float32)
        by_words, by_similarity = WEIGHTS[self.embedder.name]
        wanted, given = [features(text) for text in requirements], [features(text) for text in texts]
        similarity = np.clip(self.similarities(requirements, texts), 0, 1)
        strength = by_words * _overlap(wanted, given) + by_similarity * similarity
        for row, need in enumerate(wanted):
            strength[row] = _corrected(need, given, strength[row])
        return np.round(np.clip(strength, 0, 1), DECIMALS).astype(np.float32)

    def similarities(self, first: Sequence[str], second: Sequence[str]) -> Matrix:
        """Return the cosine of each text of the first with each of the second, exact search by FAISS."""
        from services.embeddings.store import VectorStore

        store = VectorStore(self.embedder)
        store.add_vectors([str(number) for number in range(len(second))], self._embed(second))
        return store.matrix(self._embed(first))

    def supports(self, job: Job, facts: Sequence[Fact]) -> Supports:
        """Return which facts support which requirement; a requirement without any is a gap."""
        usable = [fact for fact in facts if fact.kind not in _IDENTITY]
        strength = self.strengths([need.text for need in job.requirements], [fact.text for fact in usable])
        return {
            need.id: tuple(
                (usable[column].id, float(row[column]))
                for column in np.argsort(-row, kind="stable")
                if row[column] >= THRESHOLD
            )
            for need, row in zip(job.requirements, strength, strict=True)
        }

    def shows(self, requirement: Requirement, texts: Sequence[str]) -> list[float]:
        """Return for each text how strongly it shows the requirement; `THRESHOLD` and above counts."""
        return [float(value) for value in self.strengths([requirement.text], texts)[0]]

    def rank(self, job: Job, facts: Sequence[Fact]) -> list[tuple[str, float]]:
        """Return all facts by relevance to the job, the most relevant first; ties keep their order."""
        if not facts:
            return []
        if not job.requirements:
            return [(fact.id, 0.0) for fact in facts]
        strength = self.strengths([need.text for need in job.requirements], [fact.text for fact in facts])
        weights = np.array([need.weight for need in job.requirements])
        supported = np.where(strength >= THRESHOLD, strength, strength * 0.1)
        relevance = np.round(weights @ supported / weights.sum(), 6)
        order = np.argsort(-relevance, kind="stable")
        return [(facts[column].id, float(relevance[column])) for column in order]

    def _embed(self, texts: Sequence[str]) -> Matrix:
        unknown = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        if unknown:
            self._vectors.update(zip(unknown, self.embedder.embed(unknown), strict=True))
        return np.stack([self._vectors[text] for text in texts])


def _overlap(wanted: Sequence[Features], given: Sequence[Features]) -> Matrix:
    result = np.zeros((len(wanted), len(given)), dtype=np.float32)
    for row, need in enumerate(wanted):
        if need.stems:
            result[row] = [len(need.stems & text.stems) / len(need.stems) for text in given]
    return result


def _corrected(need: Features, given: Sequence[Features], strength: Matrix) -> Matrix:
    """Apply what is compared by name or value: tools, degrees, years, driving licences."""
    result = strength.copy()
    for column, text in enumerate(given):
        if need.exact and not need.exact & text.exact:
            result[column] = min(result[column], THRESHOLD - 0.01)
        elif need.exact:
            result[column] = NAMED + (1 - NAMED) * strength[column]
        elif need.fields & text.fields:
            result[column] = max(result[column], NAMED * 0.8 + 0.2 * strength[column])
        if need.driving:
            result[column] = 1.0 if text.driving else 0.0
        if need.years and text.years and text.years < need.years:
            result[column] = min(result[column], THRESHOLD - 0.01)
    return result


def supports(job: Job, facts: Sequence[Fact], embedder: Embedder) -> Supports:
    """Return which facts support which requirement; keep a `Matcher` where there is more than one question."""
    return Matcher(embedder).supports(job, facts)


def rank_facts(job: Job, facts: Sequence[Fact], matcher: Matcher) -> list[tuple[str, float]]:
    """Return all facts by relevance to the job, the most relevant first."""
    return matcher.rank(job, facts)
