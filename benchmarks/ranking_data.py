"""Read the labelled set of requirements and facts under `ranking_set/`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SET = Path(__file__).parent / "ranking_set"
_REQUIREMENT = re.compile(r"(?P<id>R\d+) (?P<level>must|nice): (?P<text>.*)")


class Candidate(NamedTuple):
    """A short fictional CV: a grade from 4 (best) to 0, and its facts with the requirements that each supports."""

    name: str
    grade: int
    facts: tuple[tuple[str, frozenset[str]], ...]


class Case(NamedTuple):
    """One job: its requirements as (id, level, text), and candidates from best to worst."""

    name: str
    requirements: tuple[tuple[str, str, str], ...]
    candidates: tuple[Candidate, ...]


def cases(part: str) -> tuple[Case, ...]:
    """Return the jobs of `calibration`, which the weights were fitted on, or of `held_out`, which they were not."""
    return tuple(_case(path) for path in sorted((SET / part).glob("*.txt")))


def _case(path: Path) -> Case:
    head, *blocks = path.read_text("utf-8").split("\n## ")
    requirements = tuple((found["id"], found["level"], found["text"]) for found in _REQUIREMENT.finditer(head))
    return Case(path.stem, requirements, tuple(_candidate(block) for block in blocks))


def _candidate(block: str) -> Candidate:
    title, *lines = block.splitlines()
    grade, _, name = title.partition(" ")
    return Candidate(name, int(grade), tuple(_facts(lines)))


def _facts(lines: list[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in lines:
        ids, bar, text = line.partition("|")
        if bar:
            yield text.strip(), frozenset(ids.split())
