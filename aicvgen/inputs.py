"""What a person names on the command line: files, and standard input."""

import sys
from pathlib import Path

from aicvgen.console import is_interactive
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


def cv_and_job(cv: Path | None, job: str | None, pair: str | None) -> tuple[Path, str]:
    """Return what to tailor to what: the two files named, or those of a pair that `aicvgen match` named.

    Raises:
        UserError: neither is given, or both are, or there is no such pair.
    """
    if pair is None:
        if cv is None or job is None:
            raise UserError("Name a CV and a job ad: aicvgen tailor CV JOB.")
        return cv, job
    if cv is not None:
        raise UserError("--from-match stands in place of CV and JOB; leave them out.")
    from services.settings import load_settings
    from sessions.batch import cell

    matched, ad = cell(pair, load_settings())
    return matched, str(ad)


def review_policy(given: str | None, *, as_json: bool) -> str:
    """Return the policy that was given; by default each item is reviewed where a person can be asked."""
    return given or ("each" if is_interactive() and not as_json else "none")
