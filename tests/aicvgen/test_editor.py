"""Editing in the person's own editor."""

from pathlib import Path

import pytest

from aicvgen.editor import edit
from models.errors import UserError


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the script that is the editor; it gets the file as its argument."""
    script = tmp_path / "my editor"
    script.write_text("#!/bin/sh\ntrue\n")
    script.chmod(0o700)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{script}'")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return script


@pytest.mark.parametrize(
    ("command", "left"),
    [
        ("true", None),
        (': > "$1"', None),
        ("""sed -i 's/books/ledgers/' "$1" """, ("Kept ledgers.", "Ran a club.")),
        ("""sed -i '/Ran/d' "$1"; echo '# note' >> "$1" """, ("Kept books.",)),
    ],
)
def test_the_lines_come_back_as_they_were_left(editor: Path, command: str, left: tuple[str, ...] | None) -> None:
    """Comments are dropped; nothing changed or nothing left is None."""
    editor.write_text(f"#!/bin/sh\n{command}\n")
    assert edit("Role 1", ("Kept books.", "Ran a club.")) == left


def test_the_text_is_private_and_does_not_stay(editor: Path, tmp_path: Path) -> None:
    """The file is readable by its owner alone and removed afterwards."""
    editor.write_text(f'#!/bin/sh\nstat -c %a "$1" > {tmp_path}/mode\n')
    edit("Role 1", ("Kept books.",))
    assert (tmp_path / "mode").read_text() == "600\n"
    assert list(tmp_path.glob("aicvgen-*")) == []


@pytest.mark.parametrize("command", ["exit 3", "printf '\\377' > \"$1\""])
def test_an_editor_that_fails_changes_nothing(editor: Path, command: str) -> None:
    """An error of the editor and a text in no known encoding are one sentence each."""
    editor.write_text(f"#!/bin/sh\n{command}\n")
    with pytest.raises(UserError, match=r"nothing was changed\.$"):
        edit("Role 1", ("Kept books.",))


@pytest.mark.parametrize("name", ["no-such-editor", "'unclosed"])
def test_an_editor_that_is_not_there(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The person learns which variable to set."""
    monkeypatch.setenv("VISUAL", name)
    with pytest.raises(UserError, match="set EDITOR"):
        edit("Role 1", ("Kept books.",))
