"""Measure what two simple rankings find in the labelled match set: `python -m benchmarks.match_baselines`.

They are the bar for every ranking of CVs by an ad: words that both texts share (Jaccard) and the cosine of the
WordLlama vectors of the whole texts.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

SET = Path(__file__).parent / "match_set"
Similarity = Callable[[str, str], float]


def shared_words(one: str, other: str) -> float:
    """Return the Jaccard index of the words of three letters and more."""
    left, right = (set(re.findall(r"\w{3,}", text.lower())) for text in (one, other))
    return len(left & right) / len(left | right)


def whole_text_cosine() -> Similarity:
    """Return the cosine of the WordLlama vectors of two whole texts."""
    import wordllama

    folder = Path(wordllama.__file__).parent
    model = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
    return lambda one, other: float(model.similarity(one, other))


def found(similarity: Similarity) -> dict[str, str]:
    """Return how much of the labels a similarity (symmetric) finds, as "found of all"."""
    ads, cvs = _texts("ads"), _texts("cvs")
    labels = json.loads((SET / "labels.json").read_text("utf-8"))
    first = near = worst = nears = home = 0
    for ad, label in labels["ads"].items():
        order = _ranked(cvs, partial(similarity, ads[ad]))
        place = order.index(label["best"][0])
        first += place == 0
        near += sum(place < order.index(cv) for cv in label["near"])
        nears += len(label["near"])
        worst += all(place < order.index(cv) for cv in label["worst"])
    for cv, label in labels["cvs"].items():
        home += _ranked(ads, partial(similarity, cvs[cv]))[0] == label["best"][0]
    return {
        "best CV first": f"{first} of {len(ads)}",
        "best CV before a near miss": f"{near} of {nears}",
        "best CV before all of the worst": f"{worst} of {len(ads)}",
        "best ad first": f"{home} of {len(cvs)}",
    }


def _texts(folder: str) -> dict[str, str]:
    return {file.stem: file.read_text("utf-8") for file in sorted((SET / folder).glob("*.md"))}


def _ranked(texts: Mapping[str, str], value: Callable[[str], float]) -> list[str]:
    return sorted(texts, key=lambda name: value(texts[name]), reverse=True)


def main() -> None:
    """Print the table."""
    results = {"shared words": found(shared_words), "whole-text cosine": found(whole_text_cosine())}
    columns = list(results["shared words"])
    print(f"| ranking | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for name, result in results.items():
        print(f"| {name} | {' | '.join(result[column] for column in columns)} |")


if __name__ == "__main__":
    main()
