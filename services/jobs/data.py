"""Read the data files beside this module, each once."""

import json
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


@cache
def load_json(name: str) -> Any:
    """Return the parsed `data/<name>.json`; callers must not change it."""
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def load_text(name: str) -> str:
    """Return the text of `data/<name>.txt`."""
    return (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
