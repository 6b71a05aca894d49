"""How well the offline numbers rank the labelled match set, beside the score alone and two simple rankings."""

import json
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.match_baselines import SET, found, shared_words, whole_text_cosine
from models.match import Pair
from services.settings import Settings
from sessions.batch import amatch

Value = Callable[[Pair], tuple[float, ...]]


async def section() -> None:
    """Print what each ranking finds of the labels."""
    with tempfile.TemporaryDirectory() as home:
        pairs = {
            (Path(pair.job).stem, Path(pair.cv).stem): pair
            async for pair in amatch(jobs=SET / "ads", cvs=SET / "cvs", settings=Settings(home=Path(home)))
        }
    ours: dict[str, Value] = {
        "aicvgen, fit (the order of `match`)": lambda pair: (pair.fit or 0.0,),
        "aicvgen, score alone": lambda pair: (pair.score or 0.0,),
    }
    results = {"shared words": found(shared_words), "whole-text cosine": found(whole_text_cosine())}
    results |= {name: _found(pairs, value) for name, value in ours.items()}
    columns = list(results["shared words"])
    print("### Ranking on the labelled set (6 ads, 12 CVs)\n")
    print(f"| ranking | {' | '.join(columns)} | ad's worst after best |\n|---|{'---|' * len(columns)}---|")
    for name, result in results.items():
        print(f"| {name} | {' | '.join(result[column] for column in columns)} | {result.get('worst', '')} |")


def _found(pairs: dict[tuple[str, str], Pair], value: Value) -> dict[str, str]:
    labels = json.loads((SET / "labels.json").read_text("utf-8"))
    ads, cvs = sorted({ad for ad, _ in pairs}), sorted({cv for _, cv in pairs})
    first = near = nears = worst = home = away = 0
    for ad, label in labels["ads"].items():
        order = sorted(cvs, key=partial(_of_ad, pairs, value, ad), reverse=True)
        place = order.index(label["best"][0])
        first += place == 0
        near += sum(place < order.index(cv) for cv in label["near"])
        nears += len(label["near"])
        worst += all(place < order.index(cv) for cv in label["worst"])
    for cv, label in labels["cvs"].items():
        order = sorted(ads, key=lambda ad, cv=cv: value(pairs[ad, cv]), reverse=True)  # type: ignore[misc]
        home += order[0] == label["best"][0]
        away += all(order.index(label["best"][0]) < order.index(ad) for ad in label["worst"])
    return {
        "best CV first": f"{first} of {len(ads)}",
        "best CV before a near miss": f"{near} of {nears}",
        "best CV before all of the worst": f"{worst} of {len(ads)}",
        "best ad first": f"{home} of {len(cvs)}",
        "worst": f"{away} of {len(cvs)}",
    }


def _of_ad(pairs: dict[tuple[str, str], Pair], value: Value, ad: str, cv: str) -> tuple[float, ...]:
    return value(pairs[ad, cv])
