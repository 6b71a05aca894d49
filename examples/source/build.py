"""Build the binary examples (PDF, DOCX) from the sources beside this script.

Usage: `python examples/source/build.py [name …]`.

PDFs are printed by headless Chromium from HTML, as a person would; DOCX files are written with python-docx from a
small line format (see `build_docx`), so that they have Word's own headings, lists and tables.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

SOURCES = Path(__file__).parent
EXAMPLES = SOURCES.parent
TARGETS = {
    "backend-engineer.html": "cvs/backend-engineer.pdf",
    "product-designer.html": "cvs/product-designer.pdf",
    "nurse.txt": "cvs/nurse.docx",
    "buchhalterin.txt": "cvs/buchhalterin.docx",
    "intensive-care-nurse.txt": "jobs/intensive-care-nurse.docx",
    "mathematics-teacher.html": "jobs/mathematics-teacher.pdf",
}
CHROMIUM = [
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
]
DATED = (4.1, 12.5)
"""Widths of a table of dates and what happened then, in cm."""
GRID = {2: (4.2, 12.4), 3: (5.6, 8.4, 2.6)}
"""Widths of a bordered table by its number of columns, in cm."""


def build_pdf(source: Path, target: Path) -> None:
    """Print an HTML page to PDF with headless Chromium."""
    with tempfile.TemporaryDirectory() as profile:
        command = [*CHROMIUM, f"--user-data-dir={profile}", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def build_docx(source: Path, target: Path) -> None:
    """Write a Word file from lines marked by how they start.

    `# ` title, `## ` heading, `### ` subheading, `- ` list item, `> ` a line with a right-aligned part after ` || `,
    `| a | b |` a table row, `@ ` a table row whose left cell is a date and whose right cell takes all that follows up
    to the next `@` or heading; anything else is a paragraph. `**words**` are bold.
    """
    document = _new_document()
    table: Table | None = None
    cell: _Cell | None = None
    for line in source.read_text(encoding="utf-8").splitlines():
        mark, _, text = line.partition(" ")
        if mark in ("#", "##", "###"):
            table = cell = None
            document.add_heading(text, level=len(mark) - 1)
        elif mark == "@":
            table = table or _table(document, DATED)
            date, _, head = text.partition(" || ")
            left, cell = _row(table)
            left.paragraphs[0].add_run(date)
            _bold(cell.paragraphs[0], head)
        elif mark == "|":
            cells = [part.strip() for part in line.strip("|").split("|")]
            table = table or _table(document, GRID[len(cells)], "Table Grid")
            for place, words in zip(_row(table), cells, strict=True):
                _bold(place.paragraphs[0], words)
        elif mark == "-":
            _bold((cell or document).add_paragraph(style="List Bullet"), text)
        elif mark == ">":
            paragraph = document.add_paragraph(style="Entry")
            _bold(paragraph, text.replace(" || ", "\t"))
        elif line:
            _bold((cell or document).add_paragraph(), line)
    document.save(str(target))


def _new_document() -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(1.9)
    for name, size, before, after in (
        ("Normal", 10.5, 0, 3), ("List Bullet", 10.5, 0, 1), ("Title", 24, 0, 2), ("Heading 1", 13, 10, 3),
        ("Heading 2", 11, 6, 2),
    ):  # fmt: skip
        style = document.styles[name]
        style.font.size, style.font.name = Pt(size), "Liberation Sans"
        fonts = style.element.rPr.rFonts
        for theme in [name for name in fonts.attrib if name.endswith("Theme")]:  # a theme font would win over ours
            del fonts.attrib[theme]
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    entry = document.styles.add_style("Entry", 1)
    entry.base_style = document.styles["Normal"]
    entry.paragraph_format.space_before = Pt(5)
    entry.paragraph_format.tab_stops.add_tab_stop(Cm(16.6), WD_TAB_ALIGNMENT.RIGHT)
    entry.paragraph_format.keep_with_next = True
    return document


def _table(document: Document, widths: tuple[float, ...], style: str | None = None) -> Table:
    table = document.add_table(rows=0, cols=len(widths), style=style)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def _row(table: Table) -> tuple[_Cell, ...]:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row.cells


def _bold(paragraph: Paragraph, words: str) -> None:
    for number, part in enumerate(words.split("**")):
        paragraph.add_run(part).bold = bool(number % 2)


def _chosen(names: list[str]) -> Iterator[tuple[Path, Path]]:
    for source, target in TARGETS.items():
        if not names or Path(source).stem in names:
            yield SOURCES / source, EXAMPLES / target


def main() -> None:
    """Build the named examples, or all of them."""
    for source, target in _chosen(sys.argv[1:]):
        (build_pdf if target.suffix == ".pdf" else build_docx)(source, target)


if __name__ == "__main__":
    main()
