"""Write Markdown in which the owner's text is text and never markup."""

import re

from services.rendering.layout import Block

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
    # Addresses stay as they are: viewers link them, and people and programs read them without brackets.
    separator = "\n" if block.kind == "paragraph" else block.separator
    return separator.join(escape(piece.line) for piece in block.pieces)
