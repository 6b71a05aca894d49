"""Tailor the first pair of `pairs.json` offline into `out/`, as `make demo` does: the command, then what it says."""

import json
import shlex
import sys
from pathlib import Path

from aicvgen.cli import main

EXAMPLES = Path(__file__).parent


def arguments() -> list[str]:
    """Return the command line of the demo: no model, no question, documents in `out/`."""
    pair = json.loads((EXAMPLES / "pairs.json").read_text(encoding="utf-8"))[0]
    similar = ("jobs/similar-platform-engineer.md", "jobs/similar-payments-engineer.txt")
    given = [pair["cv"], pair["job"], *similar, "talents.md"]
    cv, job, *others = (_shown(EXAMPLES / name) for name in given)
    first, second, talents = others
    return [
        "tailor", cv, job, "--similar", first, "--similar", second, "--talents", talents,
        "--model", "extractive", "--review", "none", "--out", "out",
    ]  # fmt: skip


def _shown(path: Path) -> str:
    """Return the path as it is typed from here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


if __name__ == "__main__":
    sys.argv = ["aicvgen", *arguments()]
    sys.stdout.write(f"$ {shlex.join(sys.argv)}\n\n")
    sys.stdout.flush()
    main()
