"""Read job ads and count what became of their words: nothing may disappear.

The ads of `examples/` and of the match set, and those of the folder `jobs` in AICVGEN_DATA where that is set.
Run: python -m benchmarks.ads_reading
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from models.document import Document
from models.errors import UserError
from models.job import Job
from services.documents.reader import read_text
from services.jobs.ad import parse_job

HERE = Path(__file__).resolve().parent
FOLDERS = (HERE.parent / "examples" / "jobs", HERE / "match_set" / "ads")


def ads() -> Iterator[Path]:
    """Yield every ad; say so when there is no folder of further ads."""
    folders = list(FOLDERS)
    if data := os.environ.get("AICVGEN_DATA"):
        folders.append(Path(data) / "jobs")
    else:
        print("AICVGEN_DATA is not set: only the ads of the project are read.\n")
    for folder in folders:
        yield from sorted(path for path in folder.iterdir() if path.is_file())


def lost(document: Document, job: Job) -> Counter[str]:
    """Return the words of the ad that stand neither in the job nor in what was left out."""
    kept = [need.text for need in job.requirements] + [duty.text for duty in job.responsibilities]
    kept += [row.text for row in job.left_out] + [job.title, job.employer, job.place]
    return Counter(re.findall(r"\w+", document.text)) - Counter(re.findall(r"\w+", " ".join(kept)))


def row(path: Path) -> str:
    """Return one row of the table."""
    document = read_text(path)
    try:
        job = parse_job(document)
    except UserError as error:
        return f"| {path.name} | {error} | | | | | |"
    musts = sum(need.level == "must" for need in job.requirements)
    words = len(re.findall(r"\w+", document.text))
    return (
        f"| {path.name} | {job.title} | {musts} | {len(job.requirements) - musts} | {len(job.responsibilities)} "
        f"| {len(job.left_out)} | {lost(document, job).total()} of {words} |"
    )


def main() -> None:
    """Print the table."""
    print("| ad | title | musts | nice | tasks | left out | words lost |\n|---|---|---|---|---|---|---|")
    for path in ads():
        print(row(path))


if __name__ == "__main__":
    main()
