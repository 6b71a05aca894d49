"""Put finished documents into a folder: whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from models.errors import UserError


def write_files(files: Mapping[str, bytes], directory: Path) -> dict[str, Path]:
    """Write each file under a temporary name; once all of them are on the disk, rename them.

    Raises:
        UserError: the folder can't be made or written to, or the disk is full; then no document is left half-written.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        taken = next((name for name in files if (directory / name).is_dir()), None)
        if taken is not None:
            raise UserError(f"{directory / taken} is a folder; choose another place for the documents.")
        with tempfile.TemporaryDirectory(prefix=".aicvgen-", dir=directory) as staging:
            for name, data in files.items():
                _write(Path(staging) / name, data)
            for name in files:
                (Path(staging) / name).replace(directory / name)
    except OSError as error:
        raise UserError(_sentence(error, directory)) from error
    return {name: directory / name for name in files}


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())  # a full disk says so here, before anything is renamed


def _sentence(error: OSError, directory: Path) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk is full; nothing was written to {directory}."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"No permission to write to {directory}; choose another folder."
        case errno.ENOTDIR | errno.EEXIST:
            return f"{directory} is not a folder; choose another one."
    return f"The documents can't be written to {directory}: {error.strerror or error}."
