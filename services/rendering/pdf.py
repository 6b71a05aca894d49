"""Write the PDF with typst. The owner's text reaches typst as data and is never read as code."""

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import InternalError, UserError
from services.rendering.headings import heading
from services.rendering.layout import Block
from services.rendering.options import RenderOptions
from services.rendering.photo import Photo

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).parent
_TIGHTER = (1.0, 0.9, 0.8)
"""Factors on the space between lines that are tried where they save a page."""
_MISSING = re.compile(r'the text `"(.+)"` could not be displayed', re.S)
_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)<")


def pdf(blocks: tuple[Block, ...], language: str, options: RenderOptions, photo: Photo | None = None) -> bytes:
    """Return the PDF; where slightly tighter spacing saves a page, it is used.

    Raises:
        UserError: no font has one of the characters.
    """
    best = _compile(blocks, language, options, photo, _TIGHTER[0])
    if pages(best) == 1:
        return best
    for factor in _TIGHTER[1:]:
        tighter = _compile(blocks, language, options, photo, factor)
        if pages(tighter) < pages(best):
            return tighter
    return best


def pages(data: bytes) -> int:
    """Return the number of pages of a PDF written here."""
    found = _PAGES.search(data)
    if found is None:
        raise InternalError("The PDF doesn't say how many pages it has.")
    return int(found[1])


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(_HERE / "data" / "fonts")])


def _compile(
    blocks: tuple[Block, ...], language: str, options: RenderOptions, photo: Photo | None, factor: float
) -> bytes:
    import typst

    data = {
        "blocks": [
            {"kind": block.kind, "separator": block.separator, "pieces": [piece.model_dump() for piece in block.pieces]}
            for block in blocks
        ],
        "name": next((block.text for block in blocks if block.kind == "name"), heading("summary", language)),
        "language": language,
        "theme": options.theme,
        "paper": {"a4": "a4", "letter": "us-letter"}[options.page_size],
        "factor": factor,
        "photo": list(photo.data) if photo else None,
    }
    compiler = typst.Compiler(
        str(_HERE / "typst" / "cv.typ"),
        root=str(_HERE / "typst"),
        font_paths=_fonts(),
        sys_inputs={"cv": json.dumps(data)},
    )
    try:
        # PDF/UA-1: tagged and titled, and a character that no font has is an error instead of a box.
        # A fixed time: equal input gives equal bytes.
        compiled = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
    except typst.TypstError as error:
        raise _explain(error) from error
    if not isinstance(compiled, bytes):
        raise InternalError("typst gave no PDF.")
    return compiled


def _explain(error: "typst.TypstError") -> UserError | InternalError:
    found = _MISSING.search(error.message)
    if found is None:
        return InternalError(f"typst could not write the PDF: {error.message.splitlines()[0]}")
    text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), found[1])
    return UserError(
        f"No font here has the character {text[0]} (U+{ord(text[0]):04X}); replace it in the CV, or leave out the PDF."
    )
