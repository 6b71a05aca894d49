"""Measure what the reader understands of CVs whose truth is known, what it loses, and what it costs.

The data folder is named by AICVGEN_DATA (it has `cv_pdfs/*.pdf` with `.truth.json`); without it this is skipped.
"""

import json
import os
import re
import resource
import statistics
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from models.document import Reading
from models.errors import UserError
from services.documents.reader import read_cv, read_document, read_text
from services.documents.structure.conserve import words_of
from services.documents.text import words

FIELDS = ("contact", "titles", "employers", "dates", "bullets", "degrees", "institutions", "skills", "sections")


def normal(text: str) -> str:
    """Return what two spellings of one value have in common."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[^\w+#%$&/]+", " ", re.sub(r"[‐-―−]", "-", text)).split())


def expected(truth: dict[str, Any]) -> dict[str, list[str]]:
    """Return what the page says, by field."""
    roles, studies = truth["experience"], truth["education"]
    return {
        "contact": [value for value in truth["contact"].values() if value],
        "titles": [role["title"] for role in roles],
        "employers": [role["company"] for role in roles],
        "dates": [role["dates"] for role in roles],
        "bullets": [bullet for role in roles for bullet in role.get("bullets", ())],
        "degrees": [study["degree"] for study in studies],
        "institutions": [study["institution"] for study in studies],
        "skills": truth.get("skills", []),
        "sections": truth.get("sections", []),
    }


def understood(reading: Reading) -> dict[str, list[str]]:
    """Return what the reader understood, by field."""
    cv = reading.cv
    basics = cv.basics
    return {
        "contact": [basics.name, basics.email, basics.phone, basics.location],
        "titles": [role.title for role in cv.roles],
        "employers": [role.employer for role in cv.roles],
        "dates": [role.dates.text if role.dates else "" for role in cv.roles],
        "bullets": [text.text for role in cv.roles for text in role.bullets],
        "degrees": [", ".join(part for part in (study.degree, study.field) if part) for study in cv.education],
        "institutions": [study.institution for study in cv.education],
        "skills": [skill for group in cv.skills for skill in group.skills],
        "sections": list(reading.confidence),
    }


def matches(wanted: Iterable[str], found: Iterable[str]) -> tuple[int, list[str]]:
    """Return how many wanted values were found, each found value used once, and those that were not."""
    left = Counter(normal(value) for value in found)
    missing = []
    count = 0
    for value in wanted:
        if left[normal(value)] > 0:
            left[normal(value)] -= 1
            count += 1
        else:
            missing.append(value)
    return count, missing


def lost_characters(path: Path, reading: Reading) -> int:
    """Return how many letters and digits that pdfminer.six finds stand nowhere in the reading."""
    from pdfminer.high_level import extract_text

    text = unicodedata.normalize("NFKC", re.sub(r"\(cid:\d+\)", "", extract_text(path)))
    have = Counter("".join(words_of((reading.cv, reading.left_out))))
    return sum((Counter(char for char in text.casefold() if char.isalnum()) - have).values())


def main() -> None:
    """Print the tables."""
    folder = Path(os.environ.get("AICVGEN_DATA", ""))
    if not os.environ.get("AICVGEN_DATA") or not (folder / "cv_pdfs").is_dir():
        print("SKIPPED: set AICVGEN_DATA to the folder that holds cv_pdfs/, resumes/ and jobs/.")
        return
    misses = fields_table(folder / "cv_pdfs")
    if "--misses" in sys.argv:
        for miss in misses:
            print(miss)
    others_table(folder)
    cost_table(folder)


def fields_table(folder: Path) -> list[str]:
    """Print found/wanted by file and field, and return the misses."""
    print("| CV | " + " | ".join(FIELDS) + " | spurious roles | words lost | characters lost |")
    print("|" + "---|" * (len(FIELDS) + 4))
    totals = {field: [0, 0] for field in FIELDS}
    misses: list[str] = []
    lost_words = lost_chars = 0
    for path in sorted(folder.glob("*.pdf")):
        reading = read_cv(path)
        wanted = expected(json.loads(path.with_suffix(".truth.json").read_text("utf-8")))
        found = understood(reading)
        row = []
        for field in FIELDS:
            count, missing = matches(wanted[field], found[field])
            totals[field][0] += count
            totals[field][1] += len(wanted[field])
            misses += [f"{path.stem}: {field}: {value}" for value in missing]
            row.append(f"{count}/{len(wanted[field])}" if wanted[field] else "–")
        spurious = max(0, len(reading.cv.roles) - len(wanted["titles"]))
        word_count, char_count = lost_of(path, reading), lost_characters(path, reading)
        lost_words, lost_chars = lost_words + word_count, lost_chars + char_count
        print(f"| {path.stem} | {' | '.join(row)} | {spurious} | {word_count} | {char_count} |")
    cells = [f"{have}/{all_} ({100 * have / max(all_, 1):.1f} %)" for have, all_ in totals.values()]
    print(f"| **all** | {' | '.join(cells)} | | {lost_words} | {lost_chars} |")
    have, all_ = (sum(pair[at] for pair in totals.values()) for at in (0, 1))
    print(f"\nFields in all: {have} of {all_} ({100 * have / all_:.1f} %).\n")
    return misses


def lost_of(source: Path, reading: Reading) -> int:
    """Return how many words of the document's lines stand nowhere in the reading."""
    have = Counter(words_of((reading.cv, reading.left_out)))
    return sum((Counter(words(read_document(source).text)) - have).values())


def others_table(folder: Path) -> None:
    """Print how the other CVs and the ads are read: roles, words lost, errors."""
    print("| file | result | words lost |")
    print("|---|---|---|")
    for path in sorted((folder / "resumes").glob("*")):
        if path.suffix not in (".json", ".md", ".pdf"):
            continue
        reading = read_cv(path)
        cv = reading.cv
        counts = f"{len(cv.roles)} roles, {len(cv.education)} courses of study, {len(cv.projects)} projects"
        lost = 0 if path.suffix == ".json" else lost_of(path, reading)
        print(f"| {path.name} | {counts}, {len(reading.notices)} notices | {lost} |")
    for path in sorted((folder / "jobs").glob("*")):
        document = read_text(path)
        try:
            read_cv(path)
            as_cv = "taken for a CV"
        except UserError:
            as_cv = "refused as a CV"
        print(f"| {path.name} | {len(document.lines)} lines, {as_cv} | – |")
    print()


def cost_table(folder: Path) -> None:
    """Print time and memory of reading a CV of two pages beside pdfminer.six alone."""
    from pdfminer.high_level import extract_text

    path = folder / "resumes" / "rendercv-John_Doe_ClassicTheme_CV.pdf"
    alone = statistics.median(_seconds(lambda: extract_text(path)) for _ in range(7))
    ours = statistics.median(_seconds(lambda: read_cv(path)) for _ in range(7))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("| reading a 2-page CV | median of 7 | ratio |")
    print("|---|---|---|")
    print(f"| pdfminer.six extract_text | {alone * 1000:.0f} ms | 1.00 |")
    print(f"| read_cv (layout, structure, conservation) | {ours * 1000:.0f} ms | {ours / alone:.2f} |")
    print(f"\nPeak memory of this whole benchmark: {memory:.0f} MB.")


def _seconds(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
