"""Write Markdown in which the owner's text is text and never markup."""

import re

from services.rendering.layout import Block, Piece

_INLINE = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_START = re.compile(r"(?=>|[-+](?:\s|$)|#{1,6}(?:\s|$)|(?:=+|-+)\s*$)|(\d{1,9})(?=[.)](?:\s|$))")
_PREFIX = {"name": "# ", "section": "## ", "entry": "### ", "bullet": "- ", "tag": "- "}


def escape(text: str) -> str:
    """Return text that Markdown shows as it is, at the start of a line too."""
    escaped = _INLINE.sub(lambda match: "\\" + match[0], text)
    return _START.sub(lambda match: f"{match[1] or ''}\\", escaped, count=1) if _START.match(escaped) else escaped


def markdown(blocks: tuple[Block, ...]) -> bytes:
    """Return the document as Markdown."""
    lines: list[str] = []
    before = ""
    for block in blocks:
        in_list = block.kind == before and block.kind in ("bullet", "tag")
        if lines and not in_list:
            lines.append("")
        lines.append(_PREFIX.get(block.kind, "") + _line(block))
        before = block.kind
    return ("\n".join(lines) + "\n").encode()


def _line(block: Block) -> str:
    # Sentences of one paragraph keep lines of their own: they flow together when shown and stay apart in a diff.
    separator = "\n" if block.kind == "paragraph" else block.separator
    return separator.join(map(_piece, block.pieces))


def _piece(piece: Piece) -> str:
    label = f"**{escape(piece.label)}:** " if piece.label else ""
    if not piece.href or piece.href.startswith("tel:"):
        return label + escape(piece.text)
    if piece.href in (piece.text, f"mailto:{piece.text}"):
        return f"{label}<{piece.text}>"
    return f"{label}[{escape(piece.text)}]({_target(piece.href)})"


def _target(href: str) -> str:
    return re.sub(r"[()\\\s<>]", lambda match: f"%{ord(match[0]):02X}", href)
