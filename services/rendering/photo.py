"""Read the photo that its owner wants on the CV."""

from pathlib import Path
from typing import NamedTuple

from models.errors import UserError

_LIMIT = 5_000_000
_KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


class Photo(NamedTuple):
    """The bytes of a picture and its media type."""

    data: bytes
    media_type: str


def load_photo(path: Path) -> Photo:
    """Return the photo.

    Raises:
        UserError: the file can't be read, is larger than 5 MB, or is neither JPEG nor PNG.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"The photo {path} can't be read: {error.strerror}.") from error
    if len(data) > _LIMIT:
        raise UserError(f"The photo {path} has {len(data) / 1e6:.0f} MB; use one of at most 5 MB.")
    for magic, media_type in _KINDS.items():
        if data.startswith(magic):
            return Photo(data, media_type)
    raise UserError(f"The photo {path} is neither JPEG nor PNG.")
