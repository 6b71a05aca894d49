"""What a person names on the command line: files, and standard input."""

import sys
from pathlib import Path

from models.errors import UserError

STDIN = "-"


def file(path: Path) -> Path:
    """Return the path when something is there.

    Raises:
        UserError: nothing is. On a command line a name is always a file, never the text itself.
    """
    path = path.expanduser()
    if not path.exists():
        raise UserError(f"There is no file {path}.")
    return path


def file_or_stdin(name: str) -> Path | bytes:
    """Return the file of this name, or what stands on standard input for `-`.

    Raises:
        UserError: there is no such file, or nothing on standard input.
    """
    if name != STDIN:
        return file(Path(name))
    if sys.stdin.isatty():
        raise UserError("There is nothing on standard input; pipe the text into the command, or name a file.")
    data = sys.stdin.buffer.read()
    if not data.strip():
        raise UserError("Standard input is empty; pipe the text into the command, or name a file.")
    return data


def default_folder(job: str) -> Path:
    """Return where documents go when nobody says: a folder for each ad, so that one never overwrites another's."""
    return Path("out") / (Path(job).stem if job != STDIN else "tailored")
