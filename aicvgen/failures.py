"""What goes wrong, as a person at a terminal should meet it: one sentence, an exit code, and no traceback."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

import typer

FAILED, MISTAKE, PAUSED, INTERRUPTED = 1, 2, 3, 130
_ROOT = Path(__file__).parent.parent
_OURS = ("aicvgen", "sessions", "graph", "agents", "services", "models")


@contextmanager
def as_exit_codes() -> Iterator[None]:
    """Turn errors that aicvgen raises on purpose, and an interruption, into a sentence on stderr and an exit code."""
    from models.errors import ProviderError, UserError

    try:
        yield
    except UserError as error:
        say(str(error))
        raise typer.Exit(MISTAKE) from error
    except ProviderError as error:
        say(str(error))
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt as error:
        say(str(error) or "Stopped.")
        raise typer.Exit(INTERRUPTED) from error
    except BrokenPipeError as error:  # `aicvgen sessions | head -1`: nobody reads on
        _drop_output()
        raise typer.Exit(0) from error


def flush() -> None:
    """Write out what was printed; where nobody reads on, that is no failure."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()


def _drop_output() -> None:
    """Lead stdout nowhere, so that flushing it at exit can't fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(sentence: str) -> None:
    """Print a sentence to stderr, whatever is wrong with the terminal."""
    with suppress(OSError, ValueError):
        typer.echo(sentence, err=True)


def report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say in one sentence that aicvgen is wrong and where; the frames go to a file, without any value or message.

    This is the program's `sys.excepthook`: a message could hold text of a CV, so only places in the code are kept.
    """
    frames = extract_tb(trace)
    ours = [frame for frame in frames if _short(frame.filename).split("/")[0] in _OURS]
    where = "".join(f" in {_short(frame.filename)}, line {frame.lineno}" for frame in (ours or frames)[-1:])
    lines = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    kept = _keep("\n".join([f"{kind.__module__}.{kind.__qualname__}", sys.version, *lines, ""]))
    with_file = f" with the file {kept}, which holds no text of yours" if kept else ""
    say(
        f"aicvgen failed ({kind.__name__}{where}). That is a bug in it: please report it to its maintainers{with_file}."
    )


def _short(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name


def _keep(report: str) -> Path | None:
    """Write the report beside the sessions, or nothing where that is not possible."""
    from models.errors import UserError

    with suppress(OSError, UserError):
        from services.settings import load_settings

        folder = load_settings().home
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / "crash.txt"
        path.write_text(report, encoding="utf-8")
        return path
    return None
