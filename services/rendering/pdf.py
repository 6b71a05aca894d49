"""Write the PDF with typst. The owner's text reaches typst as data and is never read as code."""

import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import AicvgenError, InternalError, UserError
from services.rendering.layout import Block, grouped
from services.rendering.options import RenderOptions
from services.rendering.photo import Photo

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "typst" / "cv.typ"
_PAPER = {"a4": "a4", "letter": "us-letter"}
_SPACING = (1.0, 0.94, 0.88, 0.82, 0.76)
"""Factors on the space between lines; less than 1 where that saves a page."""
_MISSING = re.compile(r'the text `"(.+)"` could not be displayed', re.S)
_Places = list[tuple[int, int]]
_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)<")


def pdf(blocks: tuple[Block, ...], language: str, options: RenderOptions, photo: Photo | None = None) -> bytes:
    """Return the PDF. Where slightly tighter lines save a page they are; no list leaves one item alone on a page.

    Raises:
        UserError: no font has one of the characters.
    """
    press = _Press(blocks, language, options, photo)
    best = press.compile(_SPACING[0])
    if pages(best) == 1:
        return best
    fewest = min(pages(best), pages(press.compile(_SPACING[-1])))
    best = press.within(fewest) or best
    while press.join_lone_items():
        joined = press.within(fewest)
        if joined is None:
            break
        best = joined
    return best


def pages(data: bytes) -> int:
    """Return the number of pages of a PDF written here."""
    found = _PAGES.search(data)
    if found is None:
        raise InternalError("The PDF doesn't say how many pages it has.")
    return int(found[1])


class _Press:
    """One document in typst, compiled as often as its page breaks need.

    `_heads` and `_tails` are the numbers of the lists whose first or last two items stay together.
    """

    def __init__(self, blocks: tuple[Block, ...], language: str, options: RenderOptions, photo: Photo | None) -> None:
        import typst

        self._data = {
            "groups": [
                [block.model_dump(mode="json") | {"separator": block.separator} for block in group]
                for group in grouped(blocks)
            ],
            "name": next((block.text for block in blocks if block.kind == "name"), "CV"),
            "language": language,
            "theme": options.theme,
            "paper": _PAPER[options.page_size],
            "photo": list(photo.data) if photo else None,
        }
        self._compiled: dict[str, tuple[bytes, _Places]] = {}
        self._places: _Places = []
        self._heads: set[int] = set()
        self._tails: set[int] = set()
        self._compiler = typst.Compiler(str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=_fonts())

    def compile(self, spacing: float) -> bytes:
        """Return the PDF with that much of the usual space between lines; the same one is compiled once."""
        breaks = {"spacing": spacing, "heads": sorted(self._heads), "tails": sorted(self._tails)}
        data = json.dumps(self._data | breaks)
        if data not in self._compiled:
            self._compiled[data] = self._compile(data)
        compiled, self._places = self._compiled[data]
        return compiled

    def _compile(self, data: str) -> tuple[bytes, "_Places"]:
        """Return the PDF, and on which page each item of each list stands in it."""
        import typst

        try:
            # PDF/UA-1: tagged and titled, and a character that no font has is an error instead of a box.
            # A fixed time: equal input gives equal bytes.
            compiled = self._compiler.compile(format="pdf", sys_inputs={"cv": data}, pdf_standards="ua-1", timestamp=0)
        except typst.TypstError as error:
            raise _explain(error) from error
        if not isinstance(compiled, bytes):
            raise InternalError("typst gave no PDF.")
        return compiled, json.loads(self._compiler.query("<places>", field="value", one=True))

    def within(self, fewest: int) -> bytes | None:
        """Return the loosest PDF of no more pages than that, or None."""
        return next((data for data in map(self.compile, _SPACING) if pages(data) <= fewest), None)

    def join_lone_items(self) -> bool:
        """Note the lists that leave one item alone at a page break; tell whether there are new ones."""
        places: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for number, page in self._places:
            places[number][page] += 1
        split = {number: count for number, count in places.items() if len(count) > 1}
        heads = {number for number, count in split.items() if count[min(count)] == 1} - self._heads
        tails = {number for number, count in split.items() if count[max(count)] == 1} - self._tails
        self._heads |= heads
        self._tails |= tails
        return bool(heads or tails)


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(_HERE / "data" / "fonts")])


def _explain(error: "typst.TypstError") -> AicvgenError:
    if "failed to decode image" in error.message:
        return UserError("The photo is damaged; save it again as JPEG or PNG.")
    found = _MISSING.search(error.message)
    if found is None:
        return InternalError("typst could not write the PDF: " + error.message.partition("\n")[0])
    text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), found[1])
    return UserError(
        f"No font here has the character {text[0]} (U+{ord(text[0]):04X}); replace it in the CV, or leave out the PDF."
    )
