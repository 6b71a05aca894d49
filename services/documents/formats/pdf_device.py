"""Collect what a PDF page paints: glyphs with size, colour and order, filled shapes, images, link areas."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.utils import apply_matrix_pt, mult_matrix

from models.errors import UserError
from services.documents.formats.pdf_limits import MOST_CONTENT, spend

MOST_GLYPHS = 200_000
"""More than this in one file is a book, not a CV."""

Colour = tuple[float, float, float]


class Glyph(NamedTuple):
    """One glyph as painted; `order` says what was painted before it, `mode` 3 is invisible text."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    colour: Colour
    order: int
    mode: int


class Shape(NamedTuple):
    """A filled shape (`colour`) or an image (`colour` None) with its bounding box."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: Colour | None
    order: int


@dataclass(slots=True)
class Page:
    """What one page paints, y growing downwards from its top."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    chips: list[Shape] = field(default_factory=list)
    """Small frames and grounds, such as those around a skill."""
    sideways: int = 0
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)


class Collector(PDFTextDevice):
    """A pdfminer device that only collects, which costs less than its layout analysis."""

    def __init__(self, manager: Any) -> None:
        super().__init__(manager)
        self.page = Page(0, 0, 0)
        self._order = 0
        self._mode = 0
        self._colour: Colour = (0.0, 0.0, 0.0)
        self._total = 0
        self._bold: dict[int, bool] = {}
        self._actual: list[str | None] = []
        self._budget = MOST_CONTENT

    def spend(self, amount: int) -> None:
        """Take the bytes of a content stream off the budget of the document."""
        self._budget = spend(self._budget, amount)

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Start a page; the height turns PDF's upward y into a downward one."""
        x0, y0, x1, y1 = page.mediabox
        corners = [apply_matrix_pt(ctm, point) for point in ((x0, y0), (x1, y1))]
        width, height = abs(corners[0][0] - corners[1][0]), abs(corners[0][1] - corners[1][1])
        self.page = Page(self.page.number + 1, width, height)
        self._actual.clear()

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """Note a replacement text: what the glyphs inside stand for."""
        actual = props.get("ActualText") if isinstance(props, dict) else None
        if not isinstance(actual, bytes):
            self._actual.append(None)
            return
        utf16 = actual.startswith((b"\xfe\xff", b"\xff\xfe"))
        self._actual.append(actual.decode("utf-16" if utf16 else "latin-1", "ignore"))

    def end_tag(self) -> None:
        """Leave the innermost marked content."""
        if self._actual:
            self._actual.pop()

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Remember the rendering mode, which render_char is not told, and the colour, which is one for all glyphs."""
        self._mode = textstate.render
        self._colour = rgb(graphicstate.ncolor)
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Keep one glyph and return how far it moves the pen."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = f"(cid:{cid})"
        advance: float = font.char_width(cid) * fontsize * scaling
        self._total += 1
        if self._total > MOST_GLYPHS:
            raise UserError("This PDF has more text than a CV or a job ad can have; give the pages that matter.")
        if self._actual and self._actual[-1] is not None:
            text, self._actual[-1] = self._actual[-1], ""
        a, b, c, d, e, f = matrix
        if abs(b) > abs(a):
            self.page.sideways += 1
        size = abs(fontsize) * (abs(d) or abs(c))
        x0, x1 = e, e + advance * a
        bold = self._bold.get(id(font))
        if bold is None:
            bold = self._bold[id(font)] = is_bold(font)
        self._order += 1
        self.page.glyphs.append(
            Glyph(text, min(x0, x1), max(x0, x1), self.page.height - f - rise * d, size, bold,
                  self._colour, self._order, self._mode)
        )  # fmt: skip
        return advance

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Keep the bounding box of a filled shape: a background, a cover or a drawn bullet."""
        if len(path) > 200:
            return
        ctm: Any = self.ctm
        points = [
            apply_matrix_pt(ctm, (segment[at], segment[at + 1]))
            for segment in path
            for at in range(1, len(segment) - 1, 2)
        ]
        if points and fill:
            self._keep(points, rgb(graphicstate.ncolor))
        if points:
            self._keep_chip(points)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """Go into a form or an image; its box is kept when the image is painted."""
        ctm: Any = self.ctm
        self._figure = (bbox, mult_matrix(matrix, ctm))

    def render_image(self, name: str, stream: Any) -> None:
        """Keep where an image is."""
        (x0, y0, x1, y1), matrix = self._figure
        self._keep([apply_matrix_pt(matrix, point) for point in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))], None)

    def _keep_chip(self, points: list[Any]) -> None:
        xs, ys = [point[0] for point in points], [self.page.height - point[1] for point in points]
        chip = Shape(min(xs), min(ys), max(xs), max(ys), None, self._order)
        if 14 < chip.x1 - chip.x0 < 220 and 8 < chip.bottom - chip.top < 40 and len(self.page.chips) < 500:
            self.page.chips.append(chip)

    def _keep(self, points: list[Any], colour: Colour | None) -> None:
        self._order += 1
        if len(self.page.shapes) < 20_000:
            xs, ys = [point[0] for point in points], [self.page.height - point[1] for point in points]
            self.page.shapes.append(Shape(min(xs), min(ys), max(xs), max(ys), colour, self._order))


def is_bold(font: Any) -> bool:
    """Tell whether a font is bold by its name or its weight."""
    name = str(getattr(font, "fontname", "")).lower()
    weight = font.descriptor.get("FontWeight", 400) if isinstance(getattr(font, "descriptor", None), dict) else 400
    named = any(word in name for word in ("bold", "black", "heavy", "semibold", "demi", "cmbx", "-medi"))
    return named or (isinstance(weight, int | float) and weight >= 600)


def rgb(colour: Any) -> Colour:
    """Return a colour as red, green, blue from 0 to 1; patterns and unknown ones count as black."""
    if isinstance(colour, int | float):
        return (float(colour),) * 3
    if isinstance(colour, list | tuple) and all(isinstance(part, int | float) for part in colour):
        if len(colour) == 1:
            return (float(colour[0]),) * 3
        if len(colour) == 3:
            return (float(colour[0]), float(colour[1]), float(colour[2]))
        if len(colour) == 4:
            c, m, y, k = (float(part) for part in colour)
            return ((1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k))
    return (0.0, 0.0, 0.0)
