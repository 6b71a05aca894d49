"""The embedded default: wordllama's word vectors, averaged. No torch, no download."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class WordLlamaEmbedder:
    """Averages the vectors of a text's tokens. A text's vector never depends on what it is embedded with."""

    name = "wordllama"

    def __init__(self) -> None:
        model = _load()
        self._vectors: NDArray[np.float32] = model.embedding
        self._tokenizer = model.tokenizer
        # Padding would make the sum of floats, and so its last bit, depend on the longest text of the batch.
        self._tokenizer.no_padding()
        self.dimensions = int(self._vectors.shape[1])

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text; a text without tokens is the zero vector."""
        result = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        filled = [(row, encoding.ids) for row, encoding in enumerate(encodings) if encoding.ids]
        if not filled:
            return result
        tokens = np.concatenate([np.asarray(ids, dtype=np.int64) for _, ids in filled])
        starts = np.cumsum([0] + [len(ids) for _, ids in filled[:-1]])
        sums = np.add.reduceat(self._vectors[tokens], starts, axis=0)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        result[[row for row, _ in filled]] = sums / np.where(norms == 0, 1, norms)
        return result


def _load() -> Any:
    """Load the weights inside the package. Importing it configures the root logger, which is undone here."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    import wordllama

    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
    root.setLevel(level)
    folder = Path(wordllama.__file__).parent
    return wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
