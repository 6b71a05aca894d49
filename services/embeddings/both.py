"""Both embedders as one: an inner product of its vectors ranks like the sum of the two z-scores."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from services.embeddings.embedder import Embedder

SPREAD = {"wordllama": 0.142, "minilm": 0.155}
"""Standard deviation of the similarity of requirement and fact, measured by `python -m benchmarks.ranking`."""


class BothEmbedder:
    """Concatenates two unit vectors, each scaled so that its similarities count in standard deviations.

    z1 + z2 = (s1 - m1) / d1 + (s2 - m2) / d2. The means shift every pair alike, so with weights 1/d1 and 1/d2 (scaled
    to sum to 1, which keeps the vector a unit) the inner product ranks as the sum of z-scores does, and FAISS can
    search it.
    """

    name = "both"

    def __init__(self, first: Embedder, second: Embedder) -> None:
        self._parts = (first, second)
        inverse = [1 / SPREAD[part.name] for part in self._parts]
        self._weights = [(weight / sum(inverse)) ** 0.5 for weight in inverse]
        self.dimensions = first.dimensions + second.dimensions

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text, shape (texts, dimensions)."""
        scaled = [part.embed(texts) * weight for part, weight in zip(self._parts, self._weights, strict=True)]
        return np.concatenate(scaled, axis=1).astype(np.float32)
