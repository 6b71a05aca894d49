"""A vector store: FAISS over unit vectors, with the ids of the texts beside it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.errors import UserError
from services.embeddings.embedder import Embedder

# A search sorts what it finds. Where every pair of very many is wanted that costs more than the product itself.
_MANY = 20_000
_INDEX, _IDS = "vectors.faiss", "ids.json"


class Hit(NamedTuple):
    """A text that was found, by its id, with its cosine similarity to the query."""

    id: str
    similarity: float


class VectorStore:
    """Finds the nearest texts by exact search (`IndexFlatIP`). An id added again replaces its text."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self._ids: list[str] = []
        self._index: Any = _new_index(embedder.dimensions)

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self._ids)

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids in the order of their vectors."""
        return tuple(self._ids)

    def add(self, ids: Sequence[str], texts: Sequence[str]) -> None:
        """Embed the texts and keep them under the ids.

        Raises:
            ValueError: ids and texts differ in number, or an id stands twice.
        """
        self.add_vectors(ids, self.embedder.embed(texts))

    def add_vectors(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Keep vectors that were embedded before under the ids."""
        if len(ids) != len(vectors) or len(set(ids)) != len(ids):
            raise ValueError("give one text an id, and each id once")
        self.remove(ids)
        if ids:
            self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))
            self._ids.extend(ids)

    def remove(self, ids: Sequence[str]) -> None:
        """Forget the texts of these ids; unknown ids are ignored."""
        gone = set(ids)
        rows = [row for row, known in enumerate(self._ids) if known in gone]
        if rows:
            self._index.remove_ids(np.array(rows, dtype=np.int64))
            self._ids = [known for known in self._ids if known not in gone]

    def search(self, texts: Sequence[str], k: int) -> list[list[Hit]]:
        """Return for each text the k nearest, the nearest first; ties in the order of adding."""
        rows, similarities = self._search(self.embedder.embed(texts), k)
        # Six decimals hide the noise of float sums, so that equal texts stay in the order of adding.
        ranked = [
            sorted(zip(-near.round(6), found, strict=True)) for near, found in zip(similarities, rows, strict=True)
        ]
        return [[Hit(self._ids[row], float(-negated)) for negated, row in hits] for hits in ranked]

    def matrix(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the similarity of each vector to every text of the store, shape (vectors, texts)."""
        if len(vectors) * len(self) > _MANY:
            product: NDArray[np.float32] = vectors @ self._index.reconstruct_n(0, len(self)).T
            return product
        rows, similarities = self._search(vectors, len(self))
        result = np.zeros((len(vectors), len(self)), dtype=np.float32)
        np.put_along_axis(result, rows, similarities, axis=1)
        return result

    def _search(self, vectors: NDArray[np.float32], k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        k = min(k, len(self))
        if k < 1 or not len(vectors):
            return np.zeros((len(vectors), 0), dtype=np.int64), np.zeros((len(vectors), 0), dtype=np.float32)
        similarities, rows = self._index.search(np.ascontiguousarray(vectors, dtype=np.float32), k)
        return rows, similarities

    def save(self, path: Path) -> None:
        """Write index and ids into a folder, readable by its owner only."""
        import faiss

        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        faiss.write_index(self._index, str(path / _INDEX))
        (path / _IDS).write_text(json.dumps({"embedder": self.embedder.name, "ids": self._ids}), encoding="utf-8")
        for name in (_INDEX, _IDS):
            (path / name).chmod(0o600)

    @classmethod
    def load(cls, path: Path, embedder: Embedder) -> "VectorStore":
        """Read a store that `save` wrote.

        Raises:
            UserError: there is no store, it is damaged, or it holds the vectors of another embedder.
        """
        import faiss

        try:
            stored = json.loads((path / _IDS).read_text(encoding="utf-8"))
            index = faiss.read_index(str(path / _INDEX))
        except (OSError, ValueError, RuntimeError) as error:
            raise UserError(f"The vector store at {path} can't be read: build it again.") from error
        if stored["embedder"] != embedder.name or index.d != embedder.dimensions:
            raise UserError(f"The vector store at {path} was built with another embedder: build it again.")
        if index.ntotal != len(stored["ids"]):
            raise UserError(f"The vector store at {path} is damaged: build it again.")
        store = cls(embedder)
        store._ids, store._index = list(stored["ids"]), index
        return store


def _new_index(dimensions: int) -> Any:
    import faiss

    # Searches here are small. On a busy machine threads that wait for each other cost ten times the search itself.
    faiss.omp_set_num_threads(1)
    return faiss.IndexFlatIP(dimensions)
