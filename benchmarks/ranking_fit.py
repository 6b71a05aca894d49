"""Fit the weights of the support rule on the calibration part of the labelled set, and say how well they carry over.

Each job is left out once: the weights of all others decide it. Run: python -m benchmarks.ranking_fit
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.ranking_data import Case, cases
from services.embeddings.embedder import Embedder
from services.embeddings.load import load_embedder, minilm_installed
from services.scoring.asked import Asked
from services.scoring.features import features
from services.scoring.support import THRESHOLD, Matcher
from services.settings import Settings

Matrix = NDArray[np.float64]
RIDGE = 0.01
STEPS = 60


class Pairs:
    """Every requirement of a job beside every fact of its candidates: evidence, truth, and what values overrule."""

    def __init__(self, job: Case, matcher: Matcher) -> None:
        needs = [text for _, _, text in job.requirements]
        facts = [(fact, labels) for candidate in job.candidates for fact, labels in candidate.facts]
        given = [features(fact) for fact, _ in facts]
        self.asked, self.given = Asked(needs), given
        likeness = matcher.similarities(needs, [fact for fact, _ in facts])
        shared = self.asked.words_shared(given)
        degree = self.asked.degree_held(given)
        self.evidence = np.stack([likeness, shared, degree, np.ones_like(likeness)], axis=-1)
        self.truth = np.array([[need in labels for _, labels in facts] for need, _, _ in job.requirements])
        low, high = (self.asked.corrected(np.full(self.truth.shape, value), given, THRESHOLD) for value in (0.1, 0.9))
        self.free = (low == 0.1) & (high == 0.9)

    def decided(self, weights: Matrix) -> Matrix:
        """Return which pairs the rule takes for support with these weights."""
        strength = 1 / (1 + np.exp(-self.evidence @ weights))
        return self.asked.corrected(strength, self.given, THRESHOLD) >= THRESHOLD


def fitted(parts: Sequence[Pairs]) -> Matrix:
    """Return the weights of a logistic regression (Newton's method) over the pairs that no value overrules."""
    rows = np.concatenate([part.evidence[part.free] for part in parts])
    truth = np.concatenate([part.truth[part.free] for part in parts]).astype(float)
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - truth) + RIDGE * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


def row(embedder: Embedder) -> str:
    """Return one row of the table: the weights on all jobs, and precision and recall with each job left out."""
    matcher = Matcher(embedder)
    parts = [Pairs(job, matcher) for job in cases("calibration")]
    right = made = there = 0
    for left_out in parts:
        claimed = left_out.decided(fitted([part for part in parts if part is not left_out]))
        right += int((claimed & left_out.truth).sum())
        made += int(claimed.sum())
        there += int(left_out.truth.sum())
    spread = np.concatenate([part.evidence[..., 0].ravel() for part in parts]).std()
    weights = " | ".join(f"{weight:.1f}" for weight in fitted(parts))
    return f"| {embedder.name} | {spread:.3f} | {weights} | {right / made:.2f} | {right / there:.2f} |"


def main() -> None:
    """Print the table."""
    names = ["wordllama", "minilm", "both"] if minilm_installed() else ["wordllama"]
    print(
        "| embedder | spread of cosines | cosine | shared words | degree | offset | precision, job left out | recall |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name in names:
        print(row(load_embedder(Settings.model_validate({"embedder": name}))))


if __name__ == "__main__":
    main()
