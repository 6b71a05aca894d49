"""Read a Word file from its XML: paragraphs, tables, text boxes, content controls, headers; nothing is fetched."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from models.base import LeftOut, Notice, Origin
from models.document import Document, LayoutLine
from models.errors import UserError
from services.documents.dates import is_date_text
from services.documents.formats.docx_styles import Styles, W, load_styles
from services.documents.layout.bullets import split_bullet
from services.documents.sources import MOST_LINES, too_long
from services.documents.text import clean, unspace
from services.documents.vocabulary import is_place

MOST_BYTES = 25_000_000
"""Unpacked bytes of the parts that are read; more is a zip bomb."""
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SKIP = frozenset((f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}instrText", f"{W}delText"))


def read_docx(data: bytes, name: str) -> Document:
    """Return the lines of a Word file, headers first.

    Raises:
        UserError: damaged, too large when unpacked, or without text.
    """
    from lxml import etree

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = _Parts(archive, name)
            reader = _Reader(parts)
            reader.part("word/document.xml", "body")
            body = reader.take()
            heads: list[LayoutLine] = []
            feet: list[LayoutLine] = []
            for other in sorted(archive.namelist()):
                if re.fullmatch(r"word/(header|footer)\d*\.xml", other):
                    reader.part(other, None)
                    (heads if "header" in other else feet).extend(reader.take())
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, OSError, NotImplementedError, EOFError,
            RuntimeError, zlib.error) as error:  # fmt: skip
        raise UserError(f"{name} is damaged: the Word file can't be unpacked; save it again.") from error
    known = {line.text for line in body}
    lines = [line for line in dict.fromkeys(heads) if line.text not in known] + body
    left_out = [LeftOut(text=line.text, reason="footer") for line in dict.fromkeys(feet) if line.text not in known]
    if not lines:
        raise UserError(f"{name} holds no text; if it is a picture of a CV, give a text version.")
    numbered = [line.model_copy(update={"origin": Origin(line=number)}) for number, line in enumerate(lines, 1)]
    return Document(kind="docx", lines=tuple(numbered), left_out=tuple(left_out), notices=tuple(reader.notices))


class _Parts:
    """The parts of the archive, with a limit on what they unpack to."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self.name = name
        self._left = MOST_BYTES

    def xml(self, part: str) -> Any:
        """Return a part as XML; entities are not resolved and nothing is loaded from elsewhere."""
        from lxml import etree

        if part not in self._archive.namelist():
            return None
        with self._archive.open(part) as file:
            data = file.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise UserError(f"{self.name} unpacks to far more than a CV or a job ad has; it was not read.")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(data, parser)


class _Reader:
    """Walk the XML and collect lines."""

    def __init__(self, parts: _Parts) -> None:
        self._parts = parts
        self.styles: Styles = load_styles(parts.xml("word/styles.xml"))
        self.notices: list[Notice] = []
        self._lines: list[LayoutLine] = []
        self._links: dict[str, str] = {}
        self._blank = 1.0
        self._count = 0

    def part(self, part: str, inside: str | None) -> None:
        """Read one part of the archive."""
        root = self._parts.xml(part)
        if root is None:
            return
        folder, _, file = part.rpartition("/")
        relations = self._parts.xml(f"{folder}/_rels/{file}.rels")
        self._links = {
            item.get("Id", ""): item.get("Target", "")
            for item in (relations if relations is not None else ())
            if item.get("TargetMode") == "External"
        }
        node = root.find(f"{W}{inside}") if inside else root
        if node is not None:
            self._blocks(node)

    def take(self) -> list[LayoutLine]:
        """Return the lines collected so far and start anew."""
        lines, self._lines = self._lines, []
        return lines

    def _blocks(self, node: Any) -> None:
        for child in node:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif isinstance(child.tag, str) and child.tag not in _SKIP:
                self._blocks(child)

    def _table(self, table: Any) -> None:
        outer, self._lines = self._lines, []
        rows: list[list[list[LayoutLine]]] = []
        for row in _rows(table):
            cells = []
            for cell in row:
                self._blocks(cell)
                cells.append(self.take())
            rows.append([cell for cell in cells if cell])
        self._lines = outer
        for cells in rows:
            self._lines += _row_lines(cells)

    def _paragraph(self, node: Any) -> None:
        for box in _boxes(node):
            self._blocks(box)
        look = self.styles.paragraph(node)
        pieces: list[str] = []
        links: list[str] = []
        sizes: list[tuple[float, bool, int]] = []
        for text, run, link in self._runs(node, ""):
            bold, size, hidden = self.styles.run(run, look)
            if hidden and text.strip():
                self.notices.append(Notice(kind="hidden text", text=f"{hidden}: {text.strip()}"))
                continue
            pieces.append(text)
            sizes.append((size, bold, len(text.strip())))
            if link and link.split(":", 1)[-1].strip("/") not in text and not link.startswith(("mailto:", "tel:")):
                links.append(link)
        count = sum(length for _, _, length in sizes)
        bold = count > 0 and sum(length for _, bold, length in sizes if bold) > 0.9 * count
        size = max((size for size, _, length in sizes if length), default=look.size)
        self._add("".join(pieces), look.heading, look.listed, look.indent, size, bold, tuple(dict.fromkeys(links)))

    def _add(
        self, text: str, heading: int, listed: bool, indent: float, size: float, bold: bool, links: tuple[str, ...]
    ) -> None:
        found = False
        for number, part in enumerate(text.split("\n")):
            part = re.sub(r"\s*\t[\s\t]*", "\t", clean(part)).strip()
            part = re.sub(r" {4,}", "\t", part)
            bullet, rest = ("•", part) if listed and not number else split_bullet(part)
            if not rest:
                continue
            if heading or (bullet and is_date_text(part)):
                bullet, rest = "", part
            self._count += 1
            if self._count > MOST_LINES:
                raise too_long(self._parts.name)
            self._lines.append(
                LayoutLine(text=unspace(rest.lstrip("\t")), origin=Origin(), bullet=bullet, heading=heading, size=size,
                           bold=bold, x0=indent, gap=self._blank, links=links if not number else ())
            )  # fmt: skip
            found, self._blank = True, 0.0
        if not found:
            self._blank += 1.0

    def _runs(self, node: Any, link: str) -> Iterator[tuple[str, Any, str]]:
        """Yield (text, run, link) through hyperlinks, content controls and insertions, not into text boxes."""
        for child in node:
            if child.tag in _SKIP or not isinstance(child.tag, str):
                continue
            if child.tag == f"{W}r":
                text = _run_text(child)
                if text:
                    yield text, child, link
            elif child.tag == f"{W}hyperlink":
                yield from self._runs(child, self._links.get(child.get(f"{_R}id", ""), ""))
            elif child.tag in (
                f"{W}sdt",
                f"{W}sdtContent",
                f"{W}ins",
                f"{W}smartTag",
                f"{W}fldSimple",
                f"{W}moveTo",
                f"{W}customXml",
            ):
                yield from self._runs(child, link)


def _rows(table: Any) -> Iterator[list[Any]]:
    for row in table.iter(f"{W}tr"):
        owner = next(row.iterancestors(f"{W}tbl"))
        if owner is table:
            yield [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _row_lines(cells: list[list[LayoutLine]]) -> list[LayoutLine]:
    """Return a table row as lines: short cells beside each other, else margin of dates first, else cell by cell."""
    if len(cells) > 1 and all(len(cell) == 1 and not cell[0].bullet and len(cell[0].text) < 90 for cell in cells):
        return [_beside([cell[0] for cell in cells])]
    if len(cells) == 2:
        for margin, main in (cells, cells[::-1]):
            if main and all(not line.bullet and (is_date_text(line.text) or is_place(line.text)) for line in margin):
                head = _beside([main[0], *margin]) if not main[0].bullet else None
                return [head, *main[1:]] if head else [_beside(margin), *main]
    return [line for cell in cells for line in cell]


def _beside(lines: list[LayoutLine]) -> LayoutLine:
    links = tuple(link for line in lines for link in line.links)
    return lines[0].model_copy(update={"text": "\t".join(line.text for line in lines), "links": links})


def _boxes(node: Any) -> Iterator[Any]:
    """Yield the contents of the text boxes anchored in a paragraph, not those inside other boxes."""
    for box in node.iter(f"{W}txbxContent"):
        if any(parent.tag == f"{_MC}Fallback" for parent in box.iterancestors()):
            continue
        paragraph = next((parent for parent in box.iterancestors(f"{W}p")), None)
        if paragraph is node:
            yield box


def _run_text(run: Any) -> str:
    found = []
    for child in run:
        if child.tag == f"{W}t":
            found.append(child.text or "")
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            found.append("\t")
        elif child.tag in (f"{W}br", f"{W}cr"):
            found.append("\n")
        elif child.tag == f"{W}noBreakHyphen":
            found.append("-")
        elif child.tag == f"{W}sym":
            found.append("•" if not found else "")
    return "".join(found)
