"""The folder of aicvgen's data and the places in it, readable by their owner alone."""

import os
from pathlib import Path

from models.errors import UserError


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


def write_whole(path: Path, content: bytes) -> None:
    """Put the content into the file at once: whoever reads it, and whenever, finds the old one or the new one.

    Raises:
        UserError: there is no room or no permission.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        private_file(beside).write_bytes(content)
        beside.replace(path)
    except OSError as error:
        raise UserError(f"{path} can't be written: {error.strerror}.") from error


class Home:
    """One AICVGEN_HOME."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def registry(self) -> Path:
        """Return the path of the registry's database."""
        return private_folder(self.root) / "registry.sqlite"

    @property
    def memory(self) -> Path:
        """Return the folder of what is remembered between sessions; it is made when it does not exist."""
        private_folder(self.root)
        return private_folder(self.root / "memory")

    @property
    def sessions(self) -> Path:
        """Return the folder that holds a folder for each session; it is made when it does not exist."""
        private_folder(self.root)
        return private_folder(self.root / "sessions")

    def session(self, session_id: str) -> Path:
        """Return the folder of a session; it is made when it does not exist."""
        return private_folder(self.sessions / session_id)
