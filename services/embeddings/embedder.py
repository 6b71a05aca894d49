"""What every embedder is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
