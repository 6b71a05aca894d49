"""Edit a text in the person's own editor."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from models.errors import UserError

_HEADER = """\
# {title}
# One line of the CV is one line here. Lines that start with # are ignored.
# Leave the file as it is, or empty, to change nothing.
"""


def edit(title: str, lines: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the lines as the person left them in $VISUAL or $EDITOR, or None when nothing changed.

    Raises:
        UserError: no editor can be started, or it failed.
    """
    descriptor, name = tempfile.mkstemp(prefix="aicvgen-", suffix=".txt")  # mode 0600: it holds the text of a CV
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(_HEADER.format(title=" ".join(title.split())) + "\n".join(lines) + "\n")
        _run(path)
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UserError("The edited text is not UTF-8; nothing was changed.") from error
    finally:
        path.unlink(missing_ok=True)
    edited = tuple(" ".join(line.split()) for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return edited if edited and edited != lines else None


def _run(path: Path) -> None:
    default = "notepad" if sys.platform == "win32" else "vi"
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or default
    try:
        status = subprocess.run([*shlex.split(command), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        raise UserError(f"The editor {command!r} can't be started; set EDITOR to one that can.") from error
    if status != 0:
        raise UserError(f"The editor {command!r} ended with an error; nothing was changed.")
