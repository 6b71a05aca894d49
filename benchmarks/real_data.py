"""CVs and ads of other people's making, the whole way through: what came out, and what was refused with which words.

Run: AICVGEN_DATA=… python -m benchmarks.real_data   (a folder with cv_pdfs/, resumes/ and jobs/; skipped without it)
"""

import os
import tempfile
import time
from collections import Counter
from pathlib import Path

from models.errors import UserError
from services.grounding.verify import verify
from services.rendering.render import render
from services.settings import Settings
from sessions.portal import run
from sessions.start import astart


def main() -> None:
    """Tailor every CV to every ad and print the counts."""
    data = os.environ.get("AICVGEN_DATA")
    if not data:
        print("skipped: AICVGEN_DATA names no folder")
        return
    cvs = sorted(path for path in Path(data).glob("*/*") if path.suffix in (".pdf", ".json", ".md") and is_cv(path))
    ads = sorted(Path(data).glob("jobs/*"))
    counts: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as home:
        for cv in cvs:
            for ad in ads:
                tailor(cv, ad, Settings(home=Path(home), model="extractive"), Path(home) / "out", counts, refused)
    print(f"{len(cvs)} CVs × {len(ads)} ads in {time.perf_counter() - began:.0f} s\n")
    print("| what | count |\n|---|---|")
    for what, count in counts.items():
        print(f"| {what} | {count} |")
    for sentence, count in refused.most_common():
        print(f"| refused: {sentence} | {count} |")


def is_cv(path: Path) -> bool:
    """Tell whether the path is one of the CVs rather than a record about one."""
    return path.parent.name in ("cv_pdfs", "resumes") and ".expected." not in path.name and ".truth." not in path.name


def tailor(cv: Path, ad: Path, settings: Settings, out: Path, counts: Counter[str], refused: Counter[str]) -> None:
    """Run one pair and count what came of it. Anything but a result or a UserError ends the benchmark."""
    try:
        session = run(astart(cv, ad, review="none", settings=settings))
        session.export(out)
    except UserError as error:
        counts["runs refused in one sentence"] += 1
        refused[str(error)] += 1
        return
    result = session.result
    judged = verify(result.source, render(result.cv, "md").decode())
    counts["runs with documents"] += 1
    counts["lines in the final documents"] += len(judged)
    counts["lines the gate refuses there"] += sum(not line.verdict.grounded for line in judged)
    counts["lines without provenance"] += sum(not entry.facts for entry in result.provenance)
    counts["runs that show less than the source"] += result.after.value < result.before.value
    counts["runs with headroom left"] += result.after.headroom > 0


if __name__ == "__main__":
    main()
