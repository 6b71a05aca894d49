"""The example pairs, as benchmarks run them."""

import json
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def pairs() -> list[tuple[Path, Path]]:
    """Return CV and job of each example pair, the demo's first."""
    listed = json.loads((EXAMPLES / "pairs.json").read_text())
    return [(EXAMPLES / pair["cv"], EXAMPLES / pair["job"]) for pair in listed]
