"""The truth gate on a suite written without sight of its rules: recall and false alarms by kind.

Run: python -m benchmarks.grounding_independent [--misses]
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.cv import CV
from models.item import Verdict
from services.documents.dates import parse_date_range
from services.grounding.gate import Gate

SUITE = Path(__file__).parent / "grounding_suite_independent"
ENTRIES = {"roles": "role", "projects": "project", "education": "education", "certifications": "certification"}
TEXTS = ("summary", "qualifications", "bullets", "description", "lines", "talents")


@dataclass(frozen=True)
class Case:
    """One labelled line."""

    cv: str
    under: str
    text: str
    truthful: bool
    kind: str


@dataclass(frozen=True)
class Result:
    """A labelled line with the gate's verdict."""

    case: Case
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Tell whether the verdict is the label."""
        return self.verdict.grounded == self.case.truthful


def load_cv(path: Path) -> CV:
    """Return a CV of the suite."""
    return cv_of(json.loads(path.read_text(encoding="utf-8")))


def cv_of(raw: dict[str, Any]) -> CV:
    """Return a CV from plain data, its lines as strings, with ids by position."""
    raw = dict(raw)
    data = {name: [_block(block, name, n) for n, block in enumerate(raw.pop(name, ()), 1)] for name in ENTRIES}
    sections = [_block(block, "", n) | {"id": f"section-{n}"} for n, block in enumerate(raw.pop("other", ()), 1)]
    return CV.model_validate(_texts(raw) | data | {"other": sections})


def _block(block: dict[str, Any], name: str, number: int) -> dict[str, Any]:
    found = _texts(block)
    if name:
        found["id"] = f"{ENTRIES[name]}-{number}"
    if text := found.pop("dates", ""):
        found["dates"] = parse_date_range(text)
    return found


def _texts(block: dict[str, Any]) -> dict[str, Any]:
    return {key: [{"text": line} for line in value] if key in TEXTS else value for key, value in block.items()}


def cases() -> list[Case]:
    """Return every labelled line."""
    files = sorted((SUITE / "lines").glob("*.json"))
    return [Case(**row) for path in files for row in json.loads(path.read_text(encoding="utf-8"))]


def judged() -> list[Result]:
    """Return every line with the gate's verdict."""
    gates = {path.stem: Gate(load_cv(path)) for path in sorted((SUITE / "cvs").glob("*.json"))}
    return [Result(case, gates[case.cv].judge(case.text, case.under)) for case in cases()]


def table(results: Iterable[Result], *, truthful: bool) -> str:
    """Return the Markdown table of one half of the suite, worst kind first, the sum at its end."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for result in results:
        if result.case.truthful == truthful:
            kinds[result.case.kind].append(result.right)
    head = ("paraphrase", "false alarms", "rate") if truthful else ("lie", "caught", "recall")
    lines = ["| {} | lines | {} | {} |".format(*head), "|---|---|---|---|"]
    ordered = sorted(kinds.items(), key=lambda item: sum(item[1]) / len(item[1]))
    total = [right for rights in kinds.values() for right in rights]
    for kind, rights in [*ordered, ("**all**", total)]:
        count = rights.count(not truthful)
        lines.append(f"| {kind} | {len(rights)} | {count} | {count / len(rights):.3f} |")
    return "\n".join(lines)


def misses(results: Iterable[Result]) -> str:
    """Return every line that was judged wrongly, false alarms with their reasons."""
    wrong = [result for result in results if not result.right]
    return "\n".join(_miss(result) for result in sorted(wrong, key=lambda r: (r.case.truthful, r.case.kind)))


def _miss(result: Result) -> str:
    case = result.case
    said = "; ".join(f"{reason.rule}: {reason.why}" for reason in result.verdict.reasons) or "passed"
    label = "FALSE ALARM" if case.truthful else "MISSED"
    return f"{label} [{case.kind}] {case.cv} {case.under or 'summary'}: {case.text}\n    {said}"


def main() -> None:
    """Print both tables, and with `--misses` every line that was judged wrongly."""
    results = judged()
    languages = {"marketing-managerin": "German"}
    print(table(results, truthful=False), table(results, truthful=True), sep="\n\n")
    print("\n| language | lies | recall | truthful | false alarms |\n|---|---|---|---|---|")
    for name in ("English", "German"):
        chosen = [result for result in results if languages.get(result.case.cv, "English") == name]
        lies = [result.right for result in chosen if not result.case.truthful]
        truths = [not result.right for result in chosen if result.case.truthful]
        share = f"{sum(lies) / len(lies):.3f} | {len(truths)} | {sum(truths) / len(truths):.3f}"
        print(f"| {name} | {len(lies)} | {share} |")
    if "--misses" in sys.argv[1:]:
        print("", misses(results), sep="\n")


if __name__ == "__main__":
    main()
