"""The truth gate on suites that others wrote one after the other: what it did at first sight, and what it does now.

Each round was written without sight of the gate, judged once, and only then worked on: its first figures are those of
text nobody had tuned for, its figures now are those of text that was.

Run: python -m benchmarks.grounding_rounds [--misses]
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.grounding_independent import Case, Result, cv_of, misses, table
from services.grounding.gate import Gate

ROUNDS = Path(__file__).parent / "grounding_suite_rounds"


class Round(NamedTuple):
    """One suite: its number, how many lies passed and truths were refused at first, and what the gate says now."""

    number: int
    missed: int
    refused: int
    results: tuple[Result, ...]

    def counts(self, *, truthful: bool) -> tuple[int, int]:
        """Return how many lines are true (or not), and how many of them are judged wrongly now."""
        chosen = [result for result in self.results if result.case.truthful == truthful]
        return len(chosen), sum(not result.right for result in chosen)


def rounds() -> Iterator[Round]:
    """Yield every round, judged."""
    for path in sorted(ROUNDS.glob("round-*.json")):
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        gates = {name: Gate(cv_of(raw)) for name, raw in data["cvs"].items()}
        cases = [Case(**row) for row in data["lines"]]
        results = tuple(Result(case, gates[case.cv].judge(case.text, case.under)) for case in cases)
        yield Round(int(path.stem.partition("-")[2]), data["first"]["missed"], data["first"]["refused"], results)


def row(name: str, lies: tuple[int, int, int], truths: tuple[int, int, int]) -> str:
    """Return a row of the table: lines, and the shares judged rightly or wrongly, at first and now."""
    count, first, now = lies
    recall = [f"{1 - wrong / count:.3f}" if count else "-" for wrong in (first, now)]
    true, refused, still = truths
    alarms = [f"{wrong / true:.3f}" if true else "-" for wrong in (refused, still)]
    return f"| {name} | {count} | {recall[0]} | {recall[1]} | {true} | {alarms[0]} | {alarms[1]} |"


def main() -> None:
    """Print the table of rounds, the kinds over all of them, and with `--misses` every line judged wrongly."""
    judged = list(rounds())
    print("| round | lies | recall at first sight | recall now | truths | refused at first sight | refused now |")
    print("|---|---|---|---|---|---|---|")
    total = [[0, 0, 0], [0, 0, 0]]
    for one in judged:
        lies, truths = one.counts(truthful=False), one.counts(truthful=True)
        sums = ((lies[0], one.missed, lies[1]), (truths[0], one.refused, truths[1]))
        total = [[a + b for a, b in zip(was, more, strict=True)] for was, more in zip(total, sums, strict=True)]
        print(row(str(one.number), *sums))
    print(row("**all**", (total[0][0], total[0][1], total[0][2]), (total[1][0], total[1][1], total[1][2])))
    results = [result for one in judged for result in one.results]
    print("", table(results, truthful=False), table(results, truthful=True), sep="\n\n")
    if "--misses" in sys.argv:
        print("\n" + misses(results))


if __name__ == "__main__":
    main()
