"""Keep a hostile PDF from filling memory or time: bounded decompression, bounded page content."""

import zlib
from typing import Any

from pdfminer import pdftypes
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value

from models.errors import UserError

MOST_STREAM = 30_000_000
"""Bytes one stream may unpack to; a full-page picture of a CV stays below."""
MOST_CONTENT = 3_500_000
"""Cost of the drawing instructions that are interpreted: bytes, and 4 for each word; a rich page costs a million."""
_BOMB = "This PDF unpacks to far more than a CV or a job ad has; open it and print it to PDF again."


class _BoundedZlib:
    """What pdfminer.six uses of zlib, with an end to what it unpacks."""

    error = zlib.error

    @staticmethod
    def decompress(data: bytes) -> bytes:
        """Return the unpacked bytes, or refuse when they are too many."""
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(data, MOST_STREAM)
        if unpacker.unconsumed_tail:
            raise UserError(_BOMB)
        if not unpacker.eof:
            raise zlib.error("incomplete stream")
        return unpacked

    @staticmethod
    def decompressobj() -> Any:
        """Return the unpacker of damaged streams, which pdfminer.six feeds byte by byte."""
        return zlib.decompressobj()


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter with a budget of content per document, kept by the device."""

    def render_contents(self, resources: Any, streams: Any, ctm: Any = (1, 0, 0, 1, 0, 0)) -> None:
        """Count the bytes that are about to be interpreted, then interpret them."""
        device: Any = self.device
        for stream in pdftypes.list_value(streams):
            content = stream_value(stream).get_data()
            device.spend(len(content) + 4 * len(content.split()) + 200)
        super().render_contents(resources, streams, ctm)


def spend(left: int, amount: int) -> int:
    """Return the budget after an expense, or refuse when there is none left."""
    if amount > left:
        raise UserError(_BOMB)
    return left - amount


vars(pdftypes)["zlib"] = _BoundedZlib
