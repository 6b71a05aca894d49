"""Where the command line writes: results to stdout, everything said along the way to stderr."""

import json
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def results() -> "Console":
    """Return the console for results. Text of others is never read as markup."""
    return _console(stderr=False)


def asides() -> "Console":
    """Return the console for progress, questions and hints, on stderr."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> "Console":
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def is_interactive() -> bool:
    """Tell whether a person can be asked: stdin and stderr are a terminal."""
    return bool(sys.stdin and sys.stderr) and sys.stdin.isatty() and sys.stderr.isatty()


def print_json(value: Any) -> None:
    """Print one JSON object to stdout, as it is: no wrapping, no colour, and escapes where signs can't be printed."""
    escaped = not (sys.stdout.encoding or "").lower().startswith("utf")
    sys.stdout.write(json.dumps(value, ensure_ascii=escaped, indent=2) + "\n")


def plain(text: str) -> str:
    """Return text that can't steer a terminal: control and direction-changing characters of others become spaces."""
    return "".join(" " if _steers(char) else char for char in text)


def _steers(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf") and char not in "\u00ad\u200d"  # soft hyphen, joiner
