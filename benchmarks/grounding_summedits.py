"""SummEdits: does the gate see one edit in the summary of an e-mail, an article or a talk, far from any CV?"""

import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from models.base import Text
from models.cv import CV, Section
from services.grounding.gate import Gate

FACTS = frozenset(
    (
        *("number", "percentage", "money", "duration", "date", "name", "language", "limit", "direction", "title"),
        *("certification", "degree", "negation", "not-the-owner"),
    )
)
"""Rules about facts; the others are about the wording of CVs, which free prose paraphrases too freely for."""
DOMAINS = ("sales_email", "news", "podcast")


class Row(NamedTuple):
    """One summary: whether it is consistent with its document, and how it was edited."""

    document: str
    summary: str
    consistent: bool
    edits: tuple[str, ...]


def folder() -> Path | None:
    """Return the data folder that AICVGEN_DATA names, or None."""
    path = Path(os.environ.get("AICVGEN_DATA", "")) / "summedits"
    return path if os.environ.get("AICVGEN_DATA") and path.is_dir() else None


def rows(path: Path) -> Iterator[Row]:
    """Yield all summaries of the three domains."""
    for domain in DOMAINS:
        for row in json.loads((path / f"summedits_{domain}.json").read_text("utf-8")):
            yield Row(row["doc"], row["summary"], bool(row["label"]), tuple(row["edit_types"]))


@lru_cache(maxsize=128)
def _gate(document: str) -> Gate:
    lines = tuple(Text(text=line) for line in _sentences(document))
    return Gate(CV(other=(Section(id="other-1", heading="Document", lines=lines),)))


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip()]


@lru_cache(maxsize=4096)
def _rules(row: Row) -> frozenset[str]:
    gate = _gate(row.document)
    return frozenset(reason.rule for line in _sentences(row.summary) for reason in gate.judge(line).reasons)


def whole_gate(row: Row) -> bool:
    """Flag what any rule of the gate refuses."""
    return bool(_rules(row))


def fact_rules(row: Row) -> bool:
    """Flag what the rules about facts refuse: numbers, dates, names, titles, limits, negations."""
    return bool(_rules(row) & FACTS)


def unknown_token(row: Row) -> bool:
    """Flag a number or capitalised token that the document does not have: the trivial rule."""
    known = {token.lower() for token in re.findall(r"\w+", row.document)}
    tokens = re.findall(r"\w+", row.summary)
    return any((token[0].isupper() or token[0].isdigit()) and token.lower() not in known for token in tokens)


DETECTORS: dict[str, Callable[[Row], bool]] = {
    "unknown number or capitalised token": unknown_token,
    "the gate, rules about facts only": fact_rules,
    "the gate, all rules": whole_gate,
}


def scores(found: list[tuple[bool, bool]]) -> dict[str, float]:
    """Return precision, recall and balanced accuracy of (flagged, inconsistent) pairs."""
    hit = sum(flag and bad for flag, bad in found)
    flagged, bad = sum(flag for flag, _ in found), sum(bad for _, bad in found)
    clean = len(found) - bad
    passed = sum(not flag and not bad for flag, bad in found)
    recall, specificity = hit / max(bad, 1), passed / max(clean, 1)
    return {"precision": hit / max(flagged, 1), "recall": recall, "balanced": (recall + specificity) / 2}


def table(path: Path) -> Iterator[str]:
    """Yield the Markdown table: overall, and by edit type against all consistent summaries."""
    data = list(rows(path))
    kinds = sorted({edit for row in data for edit in row.edits})
    yield f"| {len(data)} summaries | precision | recall | balanced accuracy | " + " | ".join(kinds) + " |"
    yield "|---" * (4 + len(kinds)) + "|"
    for name, detect in DETECTORS.items():
        flagged = [(detect(row), not row.consistent) for row in data]
        overall = scores(flagged)
        by_kind: dict[str, list[Any]] = defaultdict(list)
        for row, pair in zip(data, flagged, strict=True):
            for kind in kinds:
                if row.consistent or kind in row.edits:
                    by_kind[kind].append(pair)
        cells = [f"{overall[key]:.3f}" for key in ("precision", "recall", "balanced")]
        cells += [f"{scores(by_kind[kind])['balanced']:.3f}" for kind in kinds]
        yield f"| {name} | " + " | ".join(cells) + " |"
