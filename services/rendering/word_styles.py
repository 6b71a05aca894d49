"""Set Word's styles up for a theme, so that a person can restyle the whole CV in one place."""

from typing import TYPE_CHECKING, NamedTuple

from services.rendering.options import RenderOptions

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle


class Look(NamedTuple):
    """The measures of a theme: sizes and spaces in points, margins in centimetres, colours as hex."""

    font: str
    size: float
    name: float
    accent: str
    margins: tuple[float, float]
    section: float
    entry: float


_LOOKS = {
    "classic": Look("Cambria", 10.5, 24, "16181D", (2.2, 2.0), 14, 8),
    "modern": Look("Calibri", 10.5, 28, "0F5C6E", (2.2, 2.0), 16, 8),
    "compact": Look("Calibri", 9.5, 18, "16181D", (1.7, 1.4), 9, 5),
}
_GRAY = "5B6270"
_PAPER = {"a4": (21.0, 29.7), "letter": (21.59, 27.94)}


def set_up(document: "Document", options: RenderOptions, language: str) -> None:
    """Set page, language and styles."""
    from docx.shared import Cm

    look = _LOOKS[options.theme]
    section = document.sections[0]
    section.page_width, section.page_height = map(Cm, _PAPER[options.page_size])
    section.left_margin = section.right_margin = Cm(look.margins[0])
    section.top_margin = section.bottom_margin = Cm(look.margins[1])
    _style(document, "Normal", look, size=look.size, after=2, language=language)
    _style(document, "Title", look, size=look.name, after=2)
    _style(document, "Subtitle", look, size=look.size + 1.5, color=look.accent, after=2)
    _style(document, "Contact", look, size=look.size - 0.5, color=_GRAY, after=1, next_too=False)
    _style(
        document, "Heading 1", look, size=look.size + 2.5, color=look.accent, before=look.section, after=3, bold=True
    )
    _style(document, "Heading 2", look, size=look.size, before=look.entry, bold=True)
    _style(document, "Entry Line", look, size=look.size, color=_GRAY, after=2)
    _style(document, "List Bullet", look, size=look.size, after=1.5, next_too=False)


def _style(
    document: "Document", name: str, look: Look, *, size: float, color: str = "16181D", before: float = 0,
    after: float = 0, bold: bool = False, next_too: bool = True, language: str = "",
) -> None:  # fmt: skip
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    style: ParagraphStyle = (
        document.styles[name] if name in document.styles else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    font, layout = style.font, style.paragraph_format
    font.size, font.bold, font.italic, font.color.rgb = Pt(size), bold, False, RGBColor.from_string(color)
    _set_font(style, look.font, language)
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = 1.1
    layout.keep_together, layout.widow_control = True, True
    layout.keep_with_next = next_too and name != "Normal"


def _set_font(style: "ParagraphStyle", font: str, language: str) -> None:
    """Name the font for every script in place of Word's theme fonts, set the language, drop the title's rule."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), font)
    for element in style.element.xpath("w:pPr/w:pBdr"):
        element.getparent().remove(element)
    for element in properties.xpath("w:spacing|w:kern"):
        properties.remove(element)
    if language:
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), language)
        properties.append(mark)
