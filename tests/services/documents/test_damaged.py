"""Damaged and hostile files: one clear sentence or a result, never a traceback."""

import contextlib
import random
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from models.errors import UserError
from services.documents.reader import read_cv, read_text

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = sorted(path for folder in ("cvs", "jobs") for path in (EXAMPLES / folder).iterdir())


def _pdf(content: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """Return a PDF of one page with this content stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(content), filters, content),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, text) for number, text in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def _damage(data: bytes, chance: random.Random) -> bytes:
    broken = bytearray(data)
    kind = chance.choice(["flip", "flip", "cut", "swap", "zero", "insert"])
    at = chance.randrange(len(broken))
    if kind == "flip":
        for _ in range(chance.choice([1, 10, 100, 1000])):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
    elif kind == "cut":
        del broken[at:]
    elif kind == "swap":
        broken = broken[at:] + broken[:at]
    elif kind == "zero":
        broken[at : at + 500] = bytes(len(broken[at : at + 500]))
    else:
        broken[at:at] = chance.randbytes(200)
    return bytes(broken)


@pytest.mark.parametrize("seed", range(6))
def test_three_hundred_damaged_files(seed: int) -> None:
    """Fifty damaged copies of the examples for each seed give a reading or a UserError."""
    chance = random.Random(seed)
    outcomes = []
    for _ in range(50):
        data = _damage(chance.choice(FILES).read_bytes(), chance)
        with contextlib.suppress(UserError):
            outcomes.append(read_text(data) if chance.random() < 0.5 else read_cv(data))
    assert len(outcomes) < 50


@pytest.mark.parametrize("layers", [1, 2])
def test_pdf_bomb(layers: int) -> None:
    """A stream that unpacks to far more than a page is refused, also when it is packed twice."""
    content = b"q " * 40_000_000
    for _ in range(layers):
        content = zlib.compress(content)
    with pytest.raises(UserError, match="unpacks to far more"):
        read_text(_pdf(content, b"[" + b"/FlateDecode" * layers + b"]"))


def test_endless_drawing() -> None:
    """Millions of drawing instructions are refused before they are run."""
    with pytest.raises(UserError, match="unpacks to far more"):
        read_text(_pdf(zlib.compress(b"q Q " * 2_000_000)))


def test_word_bomb(docx: Callable[..., bytes]) -> None:
    """A Word file whose text unpacks to 100 MB is refused."""
    with pytest.raises(UserError, match="unpacks to far more"):
        read_text(docx("<w:p><w:r><w:t>" + "a" * 100_000_000 + "</w:t></w:r></w:p>"))


def test_entity_bomb_and_foreign_entity() -> None:
    """Entities are not expanded and no file is read for one."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        kind = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        text = f"<w:document {word}><w:body><w:p><w:r><w:t>&a;Hello there</w:t></w:r></w:p></w:body></w:document>"
        archive.writestr("word/document.xml", f'<?xml version="1.0"?>{kind}{text}')
    try:
        shown = read_text(buffer.getvalue()).text
    except UserError as error:
        shown = str(error)
    assert Path("/etc/hostname").read_text().strip() not in shown


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 50_000 + b"text" + b"</div>" * 50_000,
        b"# a\n" + b"**a " * 90_000,
        b"# a\n" + b"[a](" * 90_000,
        b"a." * 190_000 + b"@",
        b"1 2 3 - " * 45_000,
        b"x" * 1_000_000,
        b"Engineer at Acme, 2010 - 2012\n" * 7_000,
    ],
)
def test_deep_long_and_tricky_texts(data: bytes) -> None:
    """Deep nesting and patterns that make regular expressions slow end in a result or a sentence."""
    try:
        outcome = bool(read_text(data).lines)
    except UserError as error:
        outcome = "\n" not in str(error)
    assert outcome
