"""An embedder without weights, for what does not depend on them; the real ones where installed."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from services.embeddings.embedder import Embedder
from services.embeddings.load import load_embedder
from services.embeddings.static import WordLlamaEmbedder
from services.settings import Settings


class LetterEmbedder:
    """Counts letters: small, exact and without any weights."""

    name = "letters"
    dimensions = 26

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vector of letter counts of each text."""
        counts = np.array([[text.lower().count(chr(97 + at)) for at in range(26)] for text in texts], dtype=np.float32)
        counts = counts.reshape(len(texts), 26)
        norms = np.linalg.norm(counts, axis=1, keepdims=True)
        return (counts / np.where(norms == 0, 1, norms)).astype(np.float32)


@pytest.fixture
def letters() -> LetterEmbedder:
    """Return an embedder that counts letters."""
    return LetterEmbedder()


@pytest.fixture(scope="session")
def wordllama() -> WordLlamaEmbedder:
    """Return the embedded default, loaded once."""
    return WordLlamaEmbedder()


@pytest.fixture(scope="session")
def minilm() -> Embedder:
    """Return MiniLM, loaded once."""
    return load_embedder(Settings(embedder="minilm"))


@pytest.fixture(scope="session")
def both() -> Embedder:
    """Return both embedders as one."""
    return load_embedder(Settings(embedder="both"))
