"""Encryption of what is kept: AES-256-GCM under AICVGEN_ENCRYPTION_KEY, or nothing where there is no key.

What was kept before a key was set stays readable; what is sealed carries a mark, so that a missing or a wrong key is
told from damaged data.
"""

import base64
import binascii
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import UserError
from services.home import write_whole
from services.settings import Settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MARK = b"\x00aicv1"
_TEXT_MARK = "sealed:"
_NONCE = 12
_KEY = 32


class Vault:
    """Seals and unseals bytes, texts and files. `key` is 32 random bytes in base64 or hexadecimal; "" seals nothing."""

    def __init__(self, key: str = "") -> None:
        self._key = _key_bytes(key) if key.strip() else b""

    @classmethod
    def of(cls, settings: Settings) -> "Vault":
        """Return the vault under the key of these settings.

        Raises:
            UserError: the key is no 32 bytes.
        """
        return cls(settings.encryption_key.get_secret_value() if settings.encryption_key else "")

    @property
    def locked(self) -> bool:
        """Tell whether there is a key, so that what is kept is encrypted."""
        return bool(self._key)

    def seal(self, data: bytes) -> bytes:
        """Return the data encrypted, or as it is without a key."""
        if not self._key:
            return data
        nonce = os.urandom(_NONCE)
        return _MARK + nonce + self._cipher.encrypt(nonce, data, _MARK)

    def unseal(self, data: bytes) -> bytes:
        """Return what was sealed; data that never was comes back as it is.

        Raises:
            UserError: it was sealed, and there is no key or another one.
        """
        if not data.startswith(_MARK):
            return data
        if not self._key:
            raise UserError("This data is encrypted; set AICVGEN_ENCRYPTION_KEY to the key it was encrypted with.")
        from cryptography.exceptions import InvalidTag

        nonce, body = data[len(_MARK) :][:_NONCE], data[len(_MARK) + _NONCE :]
        try:
            return self._cipher.decrypt(nonce, body, _MARK)
        except InvalidTag as error:
            raise UserError("AICVGEN_ENCRYPTION_KEY is not the key that this data was encrypted with.") from error

    def seal_text(self, text: str) -> str:
        """Return a text encrypted, as a text."""
        return _TEXT_MARK + base64.b64encode(self.seal(text.encode())).decode() if self._key and text else text

    def unseal_text(self, text: str) -> str:
        """Return the text that was sealed.

        Raises:
            UserError: it was sealed, and there is no key or another one.
        """
        if not text.startswith(_TEXT_MARK):
            return text
        return self.unseal(base64.b64decode(text.removeprefix(_TEXT_MARK))).decode()

    def write(self, path: Path, data: bytes) -> None:
        """Keep the data in a file of mode 0600, whole or not at all."""
        write_whole(path, self.seal(data))

    def read(self, path: Path) -> bytes:
        """Return what was kept in a file."""
        return self.unseal(path.read_bytes())

    @cached_property
    def _cipher(self) -> "AESGCM":
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._key)


def _key_bytes(key: str) -> bytes:
    for decode in (bytes.fromhex, lambda text: base64.b64decode(text, altchars=b"-_", validate=True), base64.b64decode):
        try:
            found = decode(key.strip())
        except (ValueError, binascii.Error):
            continue
        if len(found) == _KEY:
            return found
    raise UserError("AICVGEN_ENCRYPTION_KEY has to be 32 bytes in base64 or hex; make one: openssl rand -base64 32")
