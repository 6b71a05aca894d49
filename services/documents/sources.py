"""Where a document comes from: a path, its text or its bytes, and which kind of file that is."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Literal

from models.errors import UserError

Kind = Literal["pdf", "docx", "md", "txt", "html", "json"]
Source = Path | str | bytes


class Stored(bytes):
    """The content of a file that somebody keeps elsewhere, or encrypted, with the name it had."""

    name: str

    def __new__(cls, data: bytes, name: str) -> "Stored":
        """Return the bytes with their name."""
        stored = super().__new__(cls, data)
        stored.name = name
        return stored


LIMIT = 20_000_000
"""Bytes a document may have; a CV of many pages with a photo has two million."""

MOST_CHARACTERS = 400_000
"""Characters of text a document may have: a hundred pages."""
MOST_LINES = 8_000
SUFFIXES: dict[str, Kind] = {
    ".pdf": "pdf", ".docx": "docx", ".md": "md", ".markdown": "md", ".txt": "txt", ".text": "txt",
    ".html": "html", ".htm": "html", ".json": "json",
}  # fmt: skip
READABLE = ".pdf, .docx, .md, .txt, .html and .json"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")
_MARKDOWN = re.compile(r"^(#{1,6} \S|[-*+] \S|\s*\*\*[^*\n]+\*\*|={3,}$|-{3,}$|\|.+\|$)|\[[^\]\n]+\]\([^)\n]+\)", re.M)
_HTML = re.compile(r"<(!doctype html|html|head|body|div|article|main|section|p|ul|h1)\b", re.I)
_OTHER_KINDS = frozenset((".doc", ".odt", ".rtf", ".pages", ".png", ".jpg", ".jpeg", ".zip", ".xlsx", ".pptx", ".tex"))


def load(source: Source, *, filename: str | None = None) -> tuple[bytes, Kind]:
    """Return the bytes of a source and the kind of file they are.

    Content decides before the name does: a PDF called `cv.txt` is a PDF.

    Raises:
        UserError: nothing there, unreadable, empty, too big, or no kind that can be read.
    """
    path = as_path(source)
    if path is not None:
        name, data = filename or path.name, _read(path)
    else:
        name = filename or (source.name if isinstance(source, Stored) else "The input")
        data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else bytes(source)
    if not data.strip():
        raise UserError(f"{name} is empty.")
    if len(data) > LIMIT:
        raise UserError(f"{name} has {len(data) / 1e6:.0f} MB; more than {LIMIT // 1_000_000} MB is no CV or job ad.")
    return data, _kind(data, name, Path(name).suffix.lower())


def as_path(source: Source) -> Path | None:
    """Return the file a source names, or None when the source is the content itself."""
    if isinstance(source, Path):
        return source
    if isinstance(source, bytes) or "\n" in source or len(source) > 1000 or not source.strip():
        return None
    path = Path(source).expanduser()
    named = path.suffix.lower() in SUFFIXES.keys() | _OTHER_KINDS and not re.search(r"\s\S+\s\S+\s", source)
    try:
        return path if named or path.exists() else None
    except (OSError, ValueError):
        return None


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UserError(f"{path} is a folder; name a file ({READABLE}).")
        if path.stat().st_size > LIMIT:
            size = path.stat().st_size / 1e6
            raise UserError(f"{path.name} has {size:.0f} MB; more than {LIMIT // 1_000_000} MB is no CV or job ad.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"There is no file {path}.") from error
    except (OSError, ValueError) as error:
        why = error.strerror.lower() if isinstance(error, OSError) and error.strerror else "the name is not usable"
        raise UserError(f"{path} can't be read: {why}.") from error


def _kind(data: bytes, name: str, suffix: str) -> Kind:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UserError(f"{name} is an old Word file or protected by a password; save it as .docx without one.")
    if data.startswith(_PICTURES):
        raise UserError(f"{name} is a picture; give the text as {READABLE}.")
    if data.startswith((b"{\\rtf", b"\\documentclass")) or (suffix in _OTHER_KINDS):
        raise UserError(f"{name} is of a kind that can't be read; give one of {READABLE}.")
    if suffix in (".pdf", ".docx"):
        raise UserError(f"{name} is no {suffix[1:].upper()} inside, or it is damaged; save it again.")
    text = decode(data, name)
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if text.lstrip().startswith(("{", "[{")):
        return "json"
    if _HTML.search(text[:2000]) and "</" in text:
        return "html"
    return "md" if _MARKDOWN.search(text) else "txt"


def _zipped(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if "word/document.xml" in archive.namelist():
                return "docx"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UserError(f"{name} is damaged: the file ends early or was changed; save it again.") from error
    raise UserError(f"{name} is an archive but no Word document; give one of {READABLE}.")


def too_long(name: str) -> UserError:
    """Return the error for more text than any CV or job ad has."""
    return UserError(f"{name} has more text than a CV or a job ad can have; give the part that matters.")


def decode(data: bytes, name: str = "The input") -> str:
    """Return the text of bytes in UTF-8, UTF-16 or, failing these, Windows-1252.

    Raises:
        UserError: the bytes are no text.
    """
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    odd = sum(not (char.isprintable() or char.isspace()) or char == "\ufffd" for char in text[:20_000])
    if odd > 0.02 * min(len(text), 20_000) + 2 or "\x00" in text:
        raise UserError(f"{name} holds no text that can be read; give one of {READABLE}.")
    return text.replace("\r\n", "\n").replace("\r", "\n")
