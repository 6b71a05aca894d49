"""Documents appear whole, under their own names, or not at all."""

import errno
import os
from pathlib import Path

import pytest

from models.errors import UserError
from services.rendering.files import write_files


def test_files_stand_under_their_names_and_nothing_else_does(tmp_path: Path) -> None:
    """A new folder is made; no temporary file stays in it."""
    written = write_files({"cv.md": b"one", "cv.pdf": b"two"}, tmp_path / "a" / "b")
    assert {path.name: path.read_bytes() for path in (tmp_path / "a" / "b").iterdir()} == {
        "cv.md": b"one",
        "cv.pdf": b"two",
    }
    assert written["cv.md"] == tmp_path / "a" / "b" / "cv.md"


def test_a_full_disk_leaves_the_older_documents_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full while the second file is written: the first is not replaced either."""
    (tmp_path / "cv.md").write_bytes(b"old")
    calls: list[int] = []

    def full_at_the_second(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_at_the_second)
    with pytest.raises(UserError, match="disk is full"):
        write_files({"cv.md": b"new", "cv.pdf": b"new"}, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"cv.md": b"old"}


def test_a_file_in_place_of_the_folder_is_one_sentence(tmp_path: Path) -> None:
    """The person gave a file where a folder should be."""
    (tmp_path / "out").write_text("a file")
    with pytest.raises(UserError, match="is not a folder"):
        write_files({"cv.md": b"x"}, tmp_path / "out")


def test_a_folder_in_place_of_a_document_is_named_before_anything_is_written(tmp_path: Path) -> None:
    """A folder called `cv.pdf` can't be replaced, so `cv.md` isn't written either."""
    (tmp_path / "cv.pdf").mkdir()
    with pytest.raises(UserError, match=r"cv\.pdf is a folder"):
        write_files({"cv.md": b"x", "cv.pdf": b"x"}, tmp_path)
    assert not (tmp_path / "cv.md").exists()


def test_no_permission_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests may run as root, whom no mode stops, so the refusal is given at the seam."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(UserError, match="No permission to write"):
        write_files({"cv.md": b"x"}, tmp_path / "out")
