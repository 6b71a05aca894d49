"""The labelled match set is complete and says nothing twice."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

SET = Path(__file__).parents[2] / "benchmarks" / "match_set"


@pytest.fixture(scope="module")
def labels() -> Any:
    """Return the labels of the set."""
    return json.loads((SET / "labels.json").read_text("utf-8"))


def test_labels_and_files_are_the_same_ids(labels: Any) -> None:
    """Every one of the six ads and twelve CVs has a label, and every label has its file."""
    for side, folder, count in (("ads", "ads", 6), ("cvs", "cvs", 12)):
        ids = {file.stem for file in (SET / folder).glob("*.md")}
        assert set(labels[side]) == ids
        assert len(ids) == count


@pytest.mark.parametrize(("side", "other"), [("ads", "cvs"), ("cvs", "ads")])
def test_each_label_has_one_best_and_some_worst(side: str, other: str, labels: Any) -> None:
    """Each label names one best, at least two worst, only ids that exist, and none in two places."""
    for label in labels[side].values():
        named = [*label["best"], *label.get("near", []), *label["worst"]]
        assert len(label["best"]) == 1
        assert len(label["worst"]) >= 2
        assert len(set(named)) == len(named)
        assert set(named) <= set(labels[other])


def test_best_cv_of_an_ad_calls_it_its_best(labels: Any) -> None:
    """Where an ad names a CV best, that CV names the ad best; a worst one never does."""
    for ad, label in labels["ads"].items():
        assert all(labels["cvs"][cv]["best"] == [ad] for cv in label["best"])
        assert not any(ad in labels["cvs"][cv]["best"] for cv in label["worst"])


def test_contacts_are_fictional() -> None:
    """Every e-mail address of the set is at a domain reserved for examples."""
    addresses = re.findall(r"[\w.]+@([\w.-]+\w)", " ".join(file.read_text("utf-8") for file in SET.rglob("*.md")))
    assert len(addresses) >= 12
    assert all(re.fullmatch(r"(\w+\.)?example\.(org|com)", address) for address in addresses)
