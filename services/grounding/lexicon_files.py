"""Read the lexicon files shipped beside this module, and the user's own over them."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from models.errors import UserError

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=4)
def read_files(home: Path | None) -> dict[str, Any]:
    """Return all lexicon files by name, merged with those in `home/lexicons`.

    Raises:
        UserError: a file of the user is not valid JSON.
    """
    files = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(DATA.glob("*.json"))}
    for path in sorted((home / "lexicons").glob("*.json")) if home else ():
        try:
            mine = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise UserError(
                f"The lexicon {path} can't be read: it must be JSON in the form of the ones shipped."
            ) from error
        files[path.stem] = _merged(files.get(path.stem, {}), mine)
    return files


def _merged(ours: Any, mine: Any) -> Any:
    if isinstance(ours, dict) and isinstance(mine, dict):
        return {**ours, **{key: _merged(ours[key], value) if key in ours else value for key, value in mine.items()}}
    if isinstance(ours, list) and isinstance(mine, list):
        return ours + mine
    return f"{ours}, {mine}" if isinstance(ours, str) and isinstance(mine, str) else mine
