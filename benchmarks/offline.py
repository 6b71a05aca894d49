"""The offline run, from process start to documents: wall time and peak memory beside its libraries alone.

Run: python -m benchmarks.offline
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.processes import Figures, measure

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
LIBRARIES = """
import aiosqlite, faiss, jinja2, docx, pdfminer.high_level, typst, sqlite_utils, rich, typer
import langgraph.graph, langgraph.checkpoint.sqlite.aio
from pathlib import Path
import wordllama
wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True).embed(["a"])
"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"AICVGEN_HOME": f"{folder}/home", "AICVGEN_EMBEDDER": "wordllama", "GROQ_API_KEY": ""}
        aicvgen = [str(Path(sys.executable).parent / "aicvgen")]
        cv, job = EXAMPLES / "cvs/backend-engineer.pdf", EXAMPLES / "jobs/senior-backend-engineer.md"
        tailor = [*aicvgen, "tailor", str(cv), str(job), "--review", "none", "--out", f"{folder}/out"]
        rows = {
            "python, doing nothing": [sys.executable, "-c", "pass"],
            "the libraries alone, imported and loaded": [sys.executable, "-c", LIBRARIES],
            "aicvgen --help": [*aicvgen, "--help"],
            "aicvgen tailor, PDF to five formats and the report": tailor,
        }
        figures = {name: measure(command, environment) for name, command in rows.items()}
    base = figures["the libraries alone, imported and loaded"]
    print("| whole process, median of 7 | wall s | cpu s | peak MB | wall ÷ libraries alone |")
    print("|---|---|---|---|---|")
    for name, found in figures.items():
        print(row(name, found, base))


def row(name: str, found: Figures, base: Figures) -> str:
    """Return one row of the table."""
    return f"| {name} | {found.wall:.2f} | {found.cpu:.2f} | {found.peak:.0f} | {found.wall / base.wall:.2f} |"


if __name__ == "__main__":
    main()
