"""Bad input: one clear sentence on stderr, exit 2, no traceback, nothing half-written."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from aicvgen import list_sessions

Aicvgen = Callable[..., Result]


def picture_pdf() -> bytes:
    """Return a PDF that shows a shape and no text, as a scan does."""
    import typst

    return bytes(typst.compile(b"#set page(width: 200pt, height: 200pt)\n#rect(width: 100pt, height: 100pt)"))


def locked_pdf() -> bytes:
    """Return a PDF whose trailer says that it is encrypted with a password nobody knows."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -44>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<43><43>]/Size 4>>\n%%EOF"
    )


def big_pdf() -> bytes:
    """Return 50 MB that begin like a PDF."""
    return b"%PDF-1.7\n" + bytes(50_000_000)


RUBBISH = bytes(range(256)) * 40
NO_ROLES = b"# Someone\n\n" + b"The sea was calm and we walked along the shore until the evening came. " * 4

FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty CV": ("cv.txt", lambda: b"", "cv.txt is empty."),
    "CV of blanks": ("cv.md", lambda: b" \n\t\n", "cv.md is empty."),
    "wrong type": ("cv.png", lambda: b"\x89PNG\r\n\x1a\n....", "cv.png is a picture"),
    "old Word": ("cv.doc", lambda: b"\xd0\xcf\x11\xe0" + bytes(99), "cv.doc is an old Word file"),
    "scanned PDF": ("cv.pdf", picture_pdf, "give a text version"),
    "encrypted PDF": ("cv.pdf", locked_pdf, "password"),
    "50 MB": ("cv.pdf", big_pdf, "cv.pdf has 50 MB"),
    "rubbish PDF": ("cv.pdf", lambda: b"%PDF-1.7\n" + RUBBISH, "cv.pdf"),
    "rubbish named PDF": ("cv.pdf", lambda: RUBBISH, "cv.pdf is no PDF inside"),
    "rubbish": ("cv.dat", lambda: RUBBISH, "cv.dat holds no text"),
    "damaged DOCX": ("cv.docx", lambda: b"PK\x03\x04" + RUBBISH, "cv.docx is damaged"),
    "broken JSON": ("cv.json", lambda: b'{"basics": ', "cv.json is no valid JSON"),
    "other JSON": ("cv.json", lambda: b"[1, 2]", "no JSON Resume"),
    "CV without roles": ("cv.md", lambda: NO_ROLES, "is it a CV?"),
}


def is_refused(done: Result, said: str) -> None:
    """Check that a call ended in one sentence that holds these words, and left nothing behind."""
    sentence = done.stderr.splitlines()[-1]
    assert done.exit_code == 2, done.output
    assert said in sentence
    assert sentence.endswith((".", "?")) and len(sentence) < 300
    assert "Traceback" not in done.output
    assert done.stdout == ""
    assert not Path("out").exists()
    assert list_sessions() == ()


@pytest.mark.parametrize("case", FILES)
def test_a_cv_that_can_not_be_read(here: Path, aicvgen: Aicvgen, case: str) -> None:
    """Each kind of unusable file says what is wrong with it."""
    name, content, said = FILES[case]
    (here / name).write_bytes(content())
    is_refused(aicvgen("tailor", name, "ad.md"), said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.pdf", "ad.md"), "There is no file none.pdf."),
        (("cv.md", "none.md"), "There is no file none.md."),
        ((".", "ad.md"), "is a folder"),
        (("ad.md", "ad.md"), "is it a CV?"),
        (("cv.md", "-"), "Standard input is empty"),
        (("cv.md", "ad.md", "--formats", "pdf,odt"), "The format 'odt' is unknown"),
        (("cv.md", "ad.md", "--formats", ","), "No format is named"),
        (("cv.md", "ad.md", *("--similar", "ad.md") * 4), "At most 3 similar ads"),
        (("cv.md", "ad.md", "--talents", "none.md"), "There is no file none.md."),
        (("cv.md", "ad.md", "--out", "cv.md/documents"), "cv.md is a file"),
    ],
)
def test_a_call_that_can_not_work(here: Path, aicvgen: Aicvgen, arguments: tuple[str, ...], said: str) -> None:
    """Missing files, swapped files, unknown formats and unusable folders are found before any work."""
    is_refused(aicvgen("tailor", *arguments), said)


def test_an_ad_of_three_words(here: Path, aicvgen: Aicvgen) -> None:
    """Too little to tailor to."""
    is_refused(aicvgen("tailor", "cv.md", "-", stdin="Come work here"), "only 3 words")


def test_a_file_without_permission(here: Path, aicvgen: Aicvgen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even root meets this error here: reading is refused by the fake file system."""

    def refuse(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    is_refused(aicvgen("tailor", "cv.md", "ad.md"), "can't be read: permission denied")


def test_a_folder_without_permission(here: Path, aicvgen: Aicvgen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are not worked on when there is nowhere to put them."""
    monkeypatch.setattr("os.access", lambda path, mode: False)
    is_refused(aicvgen("tailor", "cv.md", "ad.md"), "No permission to write to")


def test_a_full_disk_keeps_the_session_and_writes_nothing(
    here: Path, aicvgen: Aicvgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work is not lost: one sentence says how to write the documents elsewhere."""

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("services.rendering.files._write", lambda path, data: full(0))
    done = aicvgen("tailor", "cv.md", "ad.md")
    assert done.exit_code == 2
    assert "The disk is full; nothing was written" in done.stderr
    assert "aicvgen export" in done.stderr.splitlines()[-1]
    assert [path for path in here.rglob("*") if path.is_file() and path.name not in ("cv.md", "ad.md")] == []


@pytest.mark.parametrize("command", ["review", "show", "export"])
@pytest.mark.parametrize("session", ["zzzz-zzzz", "../..", ""])
def test_an_unknown_session(here: Path, aicvgen: Aicvgen, command: str, session: str) -> None:
    """An id that is not in the registry is named, and never used as a path."""
    done = aicvgen(command, session)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"There is no session {session}; `aicvgen sessions` lists them.\n"
