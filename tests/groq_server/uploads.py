"""Read a multipart upload; the few lines save the stand-in a dependency."""

from email import message_from_bytes
from email.message import Message


def read_form(content_type: str, body: bytes) -> dict[str, tuple[str, bytes]]:
    """Return file name ("" for a plain field) and content by field name."""
    message = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    fields: dict[str, tuple[str, bytes]] = {}
    for part in message.get_payload():
        if isinstance(part, Message):
            name = str(part.get_param("name", "", header="content-disposition"))
            content = part.get_payload(decode=True)
            fields[name] = (part.get_filename() or "", content if isinstance(content, bytes) else b"")
    return fields
