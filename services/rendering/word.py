"""Write DOCX with Word's own styles: headings are headings, lists are lists, links are links."""

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING

from models.errors import UserError
from services.rendering.layout import Block, Piece
from services.rendering.options import RenderOptions
from services.rendering.photo import Photo
from services.rendering.word_styles import set_up

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_STYLES = {
    "name": "Title",
    "headline": "Subtitle",
    "contact": "Contact",
    "section": "Heading 1",
    "entry": "Heading 2",
    "meta": "Entry Line",
    "bullet": "List Bullet",
    "tag": "List Bullet",
}
_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
"""The time in every file: equal input gives equal bytes."""
_XML_FORBIDS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def docx(blocks: tuple[Block, ...], language: str, options: RenderOptions, photo: Photo | None = None) -> bytes:
    """Return the document as DOCX.

    Raises:
        UserError: the photo is damaged.
    """
    import docx as python_docx

    document = python_docx.Document()
    set_up(document, options, language)
    name = next((block.text for block in blocks if block.kind == "name"), "")
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = name, name, ""
    properties.language, properties.comments = language, ""
    properties.created = properties.modified = _MOMENT
    if photo:
        _add_photo(document, photo)
    # python-docx goes through all styles whenever one is set by its name.
    styles = {str(style.name): style.style_id for style in document.styles}
    for block, following in zip_longest(blocks, blocks[1:]):
        paragraph = document.add_paragraph()
        if block.kind in _STYLES:
            paragraph._p.style = styles[_STYLES[block.kind]]
        if block.kind in ("entry", "meta") and (following is None or following.kind in ("section", "entry")):
            paragraph.paragraph_format.keep_with_next = False  # nothing of this entry follows
        for number, piece in enumerate(block.pieces):
            if number:
                paragraph.add_run(block.separator)
            _add_piece(paragraph, piece, strong=block.kind == "note")
    buffer = BytesIO()
    document.save(buffer)
    return _fixed_times(buffer.getvalue())


def _add_piece(paragraph: "Paragraph", piece: Piece, *, strong: bool) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if piece.label:
        paragraph.add_run(f"{piece.label}: ").bold = strong or None
    run = paragraph.add_run(piece.text)
    if piece.href:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(piece.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(run._r)
        paragraph._p.append(link)


def _add_photo(document: "Document", photo: Photo) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    try:
        paragraph.add_run().add_picture(BytesIO(photo.data), width=Cm(3))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError) as error:
        raise UserError("The photo is damaged; save it again as JPEG or PNG.") from error


def _fixed_times(data: bytes) -> bytes:
    """Return the same archive with one fixed time on every member."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type, member.external_attr, member.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            target.writestr(member, source.read(name))
    return buffer.getvalue()
