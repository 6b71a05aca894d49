"""The embedded default: wordllama's word vectors, averaged. No torch, no download."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.errors import InternalError

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class WordLlamaEmbedder:
    """Averages the vectors of a text's tokens. A text's vector never depends on what it is embedded with."""

    name = "wordllama"

    def __init__(self) -> None:
        self._vectors, self._tokenizer = _load()
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
        sums = np.add.reduceat(self._vectors[tokens].astype(np.float32), starts, axis=0)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        result[[row for row, _ in filled]] = sums / np.where(norms == 0, 1, norms)
        return result


def _load() -> tuple[NDArray[np.float16], "Tokenizer"]:
    """Return the vectors, shape (tokens, dimensions), and the tokenizer, from the files in the package.

    Its own loader gives the same ones, but imports what would download them, configures the root logger, and holds the
    vectors twice: 50 MB more, and twice the time.
    """
    from safetensors import safe_open
    from tokenizers import Tokenizer

    spec = find_spec("wordllama")
    if spec is None or not spec.submodule_search_locations:
        raise InternalError("The package wordllama is not installed.")
    folder = Path(spec.submodule_search_locations[0])
    with safe_open(folder / "weights" / "l2_supercat_256.safetensors", framework="numpy") as weights:
        vectors: NDArray[np.float16] = weights.get_tensor("embedding.weight")
    return vectors, Tokenizer.from_file(str(folder / "tokenizers" / "l2_supercat_tokenizer_config.json"))
