"""Measure the truth gate: a labelled suite, thirteen attacks, SummEdits and the clock."""

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from benchmarks import grounding_rivals as rivals
from benchmarks import grounding_summedits as summedits
from benchmarks.grounding_attacks import attacks
from benchmarks.grounding_cases import SUITE, Case, Person, cv_of, people
from models.cv import CV
from models.facts import facts_of
from services.grounding.gate import Gate

TODAY = date(2026, 11, 20)
FACTS = (
    *("number", "date", "total", "tool", "skill", "title", "degree", "certification", "language", "employer", "client"),
    *("place", "commingling", "award", "publication", "hidden", "ad", "anachronism"),
)
WORDING = ("verb", "outcome")
OTHER = ("superlative", "extent", "negation", "limit")
_GATES: dict[str, Gate] = {}


def gate(person: Person, case: Case) -> bool:
    """Refuse what the gate refuses."""
    if person.name not in _GATES:
        _GATES[person.name] = Gate(person.cv, today=TODAY)
    return not _GATES[person.name].judge(case.text, case.under).grounded


def suite_table(everyone: Sequence[Person]) -> Iterator[str]:
    """Yield recall by group of lies and false alarms, for the gate and for what it is measured against."""
    tuning = [person for person in everyone if person.split == "tuning"]
    guards: dict[str, rivals.Guard] = {
        "the gate": gate,
        "skills, certificates, companies; the ad's skills exempt": rivals.names_only,
        "numbers with % x $ only": rivals.marked_numbers,
        "number and noun against the source": rivals.number_and_noun,
        "cosine similarity (wordllama, best threshold)": rivals.cosine(rivals.best_threshold(tuning)),
    }
    yield "| | lines | facts | verbs, outcomes | ranks, extent, negation | false alarms |"
    yield "|---|---|---|---|---|---|"
    for split in ("tuning", "held-out"):
        chosen = [person for person in everyone if person.split == split]
        for name, guard in guards.items():
            rows = [(case, guard(person, case)) for person in chosen for case in person.cases]
            cells = [_recall(rows, kinds) for kinds in (FACTS, WORDING, OTHER)]
            alarms = [refused for case, refused in rows if case.true]
            yield f"| {split}: {name} | {len(rows)} | " + " | ".join(cells) + f" | {_share(sum(alarms), len(alarms))} |"


def pairs_table() -> Iterator[str]:
    """Yield how many rewordings of one single fact are refused: truthful ones, and lies a word or two away."""
    for name, what in (("pairs", "a truthful paraphrase"), ("lies", "a lie a word or two away")):
        lines = (SUITE / f"{name}.txt").read_text("utf-8").splitlines()
        refused = [_alone(*line.split(" => ")) for line in lines if " => " in line]
        yield f"- single facts with {what} each, refused: {_share(sum(refused), len(refused))}"


def _alone(fact: str, line: str) -> bool:
    role = {"title": "Employee", "employer": "Zentrix", "dates": "2018 – present", "lines": [fact]}
    return not Gate(cv_of({"roles": [role]}), today=TODAY).judge(line, "role-1").grounded


def kinds_table(everyone: Sequence[Person]) -> Iterator[str]:
    """Yield how many lies of each kind the gate refuses, and how many truthful lines of each style."""
    rows = [(case, gate(person, case)) for person in everyone for case in person.cases]
    for true, heading in ((False, "lies refused"), (True, "truthful lines refused")):
        kinds = sorted({case.kind for case, _ in rows if case.true == true})
        yield f"| {heading} | " + " | ".join(kinds) + " |"
        yield "|---" * (len(kinds) + 1) + "|"
        counts = [[refused for case, refused in rows if case.true == true and case.kind == kind] for kind in kinds]
        yield "| the gate | " + " | ".join(f"{sum(found)}/{len(found)}" for found in counts) + " |"
        yield ""


def attack_table() -> Iterator[str]:
    """Yield the thirteen attacks, by guard."""
    person, cases = attacks()
    guards: dict[str, rivals.Guard] = {
        "the gate": gate,
        "names only": rivals.names_only,
        "% x $": rivals.marked_numbers,
        "number and noun": rivals.number_and_noun,
    }
    yield "| attack | " + " | ".join(guards) + " |"
    yield "|---" * (len(guards) + 1) + "|"
    for name, case in cases:
        cells = ("blocked" if guard(person, case) else "let through" for guard in guards.values())
        yield f"| {name} | " + " | ".join(cells) + " |"
    for name, true in (("blocked", False), ("refused", True)):
        chosen = [case for _, case in cases if case.true == true]
        counts = (sum(guard(person, case) for case in chosen) for guard in guards.values())
        label = f"**of {len(chosen)} {'truthful lines' if true else 'attacks'} {name}**"
        yield f"| {label} | " + " | ".join(str(count) for count in counts) + " |"


def speed_table(everyone: Sequence[Person]) -> Iterator[str]:
    """Yield processor milliseconds to judge documents of growing length against a CV of at least 150 facts."""
    roles = [role for person in everyone for role in person.cv.roles][:22]
    renamed = tuple(role.model_copy(update={"id": f"role-{n}"}) for n, role in enumerate(roles, 1))
    cv: CV = everyone[0].cv.model_copy(update={"roles": renamed})
    lines = [(case.text, case.under if case.under.startswith("role") else "") for p in everyone for case in p.cases]
    yield f"| lines against {len(facts_of(cv))} facts | index once (ms) | judge (ms) | per line (ms) |"
    yield "|---|---|---|---|"
    Gate(cv, today=TODAY).judge(lines[0][0])
    for count in (30, 60, 120, 240, 480):
        runs = [_timed(cv, lines[:count]) for _ in range(5)]
        built, judged = min(run[0] for run in runs), min(run[1] for run in runs)
        yield f"| {count} | {built:.1f} | {judged:.1f} | {judged / count:.2f} |"


def _timed(cv: CV, lines: Iterable[tuple[str, str]]) -> tuple[float, float]:
    start = time.process_time()
    built = Gate(cv, today=TODAY)
    middle = time.process_time()
    for text, under in lines:
        built.judge(text, under)
    end = time.process_time()
    return (middle - start) * 1000, (end - middle) * 1000


def _recall(rows: Sequence[tuple[Case, bool]], kinds: Sequence[str]) -> str:
    found = [refused for case, refused in rows if not case.true and case.kind in kinds]
    return _share(sum(found), len(found))


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / whole:.3f}" if whole else "-"


def main() -> None:
    """Print every table."""
    everyone = list(people())
    print("## The truth gate\n\n`python -m benchmarks.grounding`\n")
    print(f"### {sum(len(person.cases) for person in everyone)} labelled lines, {len(everyone)} professions\n")
    print("\n".join(suite_table(everyone)), end="\n\n")
    print("\n".join(kinds_table(everyone)))
    print("\n".join(pairs_table()), end="\n\n")
    print("### Thirteen attacks\n")
    print("\n".join(attack_table()), end="\n\n")
    print("### SummEdits\n")
    path = summedits.folder()
    print("\n".join(summedits.table(path)) if path else "skipped: AICVGEN_DATA names no folder with `summedits/`")
    print("\n### Speed (one core)\n")
    print("\n".join(speed_table(everyone)))


if __name__ == "__main__":
    main()
