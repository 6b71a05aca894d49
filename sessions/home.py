"""Where sessions live: one folder each under the home, readable by their owner alone."""

import os
import secrets
from pathlib import Path

from models.errors import UserError

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no letters that read as another


def new_id() -> str:
    """Return a random session id such as `k3v9-t2mx`: it says nothing about the CV or the job."""
    letters = [secrets.choice(_ALPHABET) for _ in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


def private_folder(path: Path) -> Path:
    """Create the folder with mode 0700, parents included, and return it.

    Raises:
        UserError: the folder can't be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.chmod(0o700)
    except OSError as error:
        raise UserError(f"The folder {path} can't be used: {error.strerror}. Set AICVGEN_HOME to another.") from error
    return path


def private_file(path: Path) -> Path:
    """Create the file with mode 0600 where there is none, and return its path."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return path


class Home:
    """The folder of aicvgen's data and the places in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def registry(self) -> Path:
        """Return the path of the registry's database."""
        return private_folder(self.root) / "registry.sqlite"

    def session(self, session_id: str) -> Path:
        """Return the folder of a session; it is made when it does not exist."""
        private_folder(self.root)
        private_folder(self.root / "sessions")
        return private_folder(self.root / "sessions" / session_id)
