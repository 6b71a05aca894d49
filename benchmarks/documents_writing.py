"""Measure what writing a CV costs beside typst alone, and whether every reader gets each document back whole.

`--one FORMAT` measures one format in this process, on a CV given as JSON; the table starts a fresh process for each.
With AICVGEN_DATA (a folder that has `resumes/` and `cv_pdfs/`) the round trip runs over its CVs, too.
"""

import argparse
import io
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

from benchmarks.examples_data import EXAMPLES
from models.cv import CV
from models.errors import UserError
from services.documents.reader import read_cv
from services.rendering.layout import blocks, grouped
from services.rendering.render import FORMATS, RenderOptions, document_lines, page_count, render, words_of

RUNS = 20
RENDERING = Path(__file__).resolve().parent.parent / "services" / "rendering"
LOOKS = [
    RenderOptions.model_validate({"theme": theme, "page_size": size})
    for theme, size in product(("classic", "modern", "compact"), ("a4", "letter"))
]


def two_pages() -> CV:
    """Return the engineer of the examples with as many of her roles as fill two pages."""
    cv = read_cv(EXAMPLES / "cvs" / "backend-engineer.pdf").cv
    roles = cv.roles
    while page_count(cv) < 2:
        roles = (*roles, *cv.roles[:1])
        cv = cv.model_copy(update={"roles": roles})
    return cv


def typst_alone(cv: CV) -> Callable[[], object]:
    """Return the bare compilation of the same pages: typst, the fonts, the template and the data, nothing else."""
    groups = [[block.model_dump() | {"separator": block.separator} for block in group] for group in grouped(blocks(cv))]
    page: dict[str, object] = {
        "theme": "classic",
        "paper": "a4",
        "language": cv.language,
        "photo": None,
        "spacing": 1.0,
        "heads": [],
        "tails": [],
    }
    data = json.dumps({"groups": groups, "name": cv.basics.name} | page)

    def compile_once() -> object:
        import typst

        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(RENDERING / "data" / "fonts")])
        template = RENDERING / "typst" / "cv.typ"
        compiler = typst.Compiler(str(template), root=str(template.parent), font_paths=fonts, sys_inputs={"cv": data})
        return compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=0)

    return compile_once


def measure(name: str, cv: CV) -> dict[str, float]:
    """Return the seconds of the first document and of a later one, and the megabytes that all of them took."""
    write = typst_alone(cv) if name == "typst" else lambda: render(cv, name)
    before, seconds = peak(), []
    for _ in range(RUNS):
        start = time.perf_counter()
        write()
        seconds.append(time.perf_counter() - start)
    return {"first": seconds[0], "later": statistics.median(seconds[1:]), "megabytes": peak() - before}


def best_of(times: int, name: str, cv: CV) -> dict[str, float]:
    """Return the least of each figure over so many fresh processes: what is more is other work on the machine."""
    command = [sys.executable, "-m", "benchmarks.documents_writing", "--one", name]
    given = cv.model_dump_json()
    runs = [json.loads(subprocess.check_output(command, input=given, text=True)) for _ in range(times)]
    return {key: min(run[key] for run in runs) for key in runs[0]}


def peak() -> float:
    """Return the peak memory of this process in megabytes; `ru_maxrss` would start with that of the parent."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def costs(cv: CV) -> Iterator[str]:
    """Yield the table of time and memory, each row the best of three fresh processes."""
    yield f"A CV of {page_count(cv)} pages, {len(document_lines(cv))} lines; ratio to typst alone on the same pages."
    yield ""
    yield "| document | first, ms | later, ms | ratio, first | ratio, later | memory, MB |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    base: dict[str, float] = {}
    for name in ("typst", *FORMATS):
        took = best_of(3, name, cv)
        base = base or took
        ratios = " | ".join(f"{took[key] / base[key]:.2f}" for key in ("first", "later"))
        label, first, later = "typst alone" if name == "typst" else name, took["first"] * 1000, took["later"] * 1000
        yield f"| {label} | {first:.1f} | {later:.1f} | {ratios} | {took['megabytes']:.1f} |"


def readers() -> dict[str, Callable[[bytes], str]]:
    """Return the programs that take text out of a PDF, by name."""
    from pdfminer.high_level import extract_text
    from pypdfium2 import PdfDocument

    def pdfium(data: bytes) -> str:
        return "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(data))

    def poppler(data: bytes) -> str:
        return subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()

    def pdfminer(data: bytes) -> str:
        return extract_text(io.BytesIO(data))

    known = {"pdfminer.six": pdfminer, "pypdfium2": pdfium}
    return known | ({"pdftotext": poppler} if shutil.which("pdftotext") else {})


def docx_text(data: bytes) -> str:
    """Return the paragraphs of a DOCX."""
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def cvs(folder: Path | None) -> Iterator[tuple[str, CV]]:
    """Yield the CVs of the examples, or those of a data folder that can be read, with their file names."""
    root = EXAMPLES / "cvs" if folder is None else folder
    patterns = ("*",) if folder is None else ("cv_pdfs/*.pdf", "resumes/*.json", "resumes/*.md", "resumes/*.pdf")
    for path in sorted(path for pattern in patterns for path in root.glob(pattern)):
        try:
            yield path.name, read_cv(path).cv
        except UserError as error:
            print(f"not read: {path.name}: {error}", file=sys.stderr)


def round_trip(folder: Path | None) -> Iterator[str]:
    """Yield how many documents each program gave back word by word, and our reader field by field."""
    whole: Counter[str] = Counter()
    total: Counter[str] = Counter()
    programs = readers()
    for name, cv in cvs(folder):
        for options in LOOKS:
            expected = words_of("\n".join(document_lines(cv, options)))
            try:
                files = {kind: render(cv, kind, options) for kind in ("pdf", "docx")}
            except UserError as error:
                print(f"not written: {name}: {error}", file=sys.stderr)
                total["not written"] += 1
                break
            found = {f"PDF, {program}": words_of(read(files["pdf"])) == expected for program, read in programs.items()}
            found["DOCX, python-docx"] = words_of(docx_text(files["docx"])) == expected
            for kind, data in files.items():
                found[f"{kind.upper()}, our reader: the same CV"] = same(cv, data)
            for way, equal in found.items():
                total[way] += 1
                whole[way] += equal
                if not equal:
                    print(f"differs: {name}, {options.theme}, {options.page_size}: {way}", file=sys.stderr)
    yield "| read back by | documents | whole |"
    yield "| --- | ---: | ---: |"
    for way, count in total.items():
        yield f"| {way} | {count} | {whole[way]} |"


def same(cv: CV, data: bytes) -> bool:
    """Tell whether our reader gets the same CV back; talents and what only JSON Resume holds are not on the page."""
    return comparable(read_cv(data).cv) == comparable(cv)


def comparable(cv: CV) -> object:
    """Return the CV as data without origins and without what no page shows."""
    data = cv.model_copy(update={"talents": ()}).without_origins().model_dump(mode="json")
    return without_kept(data)


def without_kept(value: object) -> object:
    """Return the data without the fields kept for JSON Resume."""
    if isinstance(value, dict):
        return {key: without_kept(inner) for key, inner in value.items() if key != "kept"}
    return [without_kept(inner) for inner in value] if isinstance(value, list) else value


def main() -> None:
    """Print the tables, or measure one format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", choices=("typst", *FORMATS))
    name = parser.parse_args().one
    if name:
        print(json.dumps(measure(name, CV.model_validate_json(sys.stdin.read()))))
        return
    for line in costs(two_pages()):
        print(line)
    print("\nExamples × three themes × two paper sizes:\n")
    print("\n".join(round_trip(None)))
    data = os.environ.get("AICVGEN_DATA")
    if data is None:
        print("\nAICVGEN_DATA is not set: the CVs of the data folder are skipped.")
        return
    print("\nThe CVs of the data folder, likewise:\n")
    print("\n".join(round_trip(Path(data))))


if __name__ == "__main__":
    main()
