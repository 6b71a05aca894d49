"""The vector store: exact search, replacement, removal, and the way to disk and back."""

from pathlib import Path

import numpy as np
import pytest

from models.errors import UserError
from services.embeddings.embedder import Embedder
from services.embeddings.store import VectorStore

TEXTS = {"a": "aaa", "b": "bbb", "ab": "ab"}


@pytest.fixture
def store(letters: Embedder) -> VectorStore:
    """Return a store of three texts."""
    store = VectorStore(letters)
    store.add(list(TEXTS), list(TEXTS.values()))
    return store


def test_search_finds_the_nearest_first(store: VectorStore) -> None:
    """The nearest text comes first, with its cosine."""
    hits = store.search(["aab"], 2)[0]
    assert [hit.id for hit in hits] == ["ab", "a"]
    assert hits[0].similarity == pytest.approx(3 / 10**0.5, abs=1e-5)


def test_ties_keep_the_order_of_adding(store: VectorStore) -> None:
    """Two texts as near as each other come in the order they were added."""
    assert [hit.id for hit in store.search(["ab"], 3)[0]] == ["ab", "a", "b"]


def test_more_than_there_are(store: VectorStore) -> None:
    """Asking for more texts than there are gives all of them, and an empty store gives none."""
    assert len(store.search(["a"], 50)[0]) == 3
    assert VectorStore(store.embedder).search(["a"], 5) == [[]]


def test_adding_again_replaces(store: VectorStore) -> None:
    """A text added under a known id takes the place of the old one."""
    store.add(["a"], ["zzz"])
    assert len(store) == 3
    assert store.search(["z"], 1)[0][0].id == "a"


def test_removing_forgets(store: VectorStore) -> None:
    """A removed text is not found again, and an unknown id is no error."""
    store.remove(["ab", "unknown"])
    assert store.ids == ("a", "b")
    assert [hit.id for hit in store.search(["b"], 3)[0]] == ["b", "a"]


def test_an_id_stands_once(store: VectorStore) -> None:
    """Two texts under one id, or a text without one, are refused."""
    with pytest.raises(ValueError, match="each id once"):
        store.add(["x", "x"], ["a", "b"])
    with pytest.raises(ValueError, match="one text an id"):
        store.add(["x"], [])


@pytest.mark.parametrize("count", [3, 8000])
def test_the_matrix_is_the_inner_product(store: VectorStore, letters: Embedder, count: int) -> None:
    """Few and many queries give the same similarities: those of the vectors."""
    queries = letters.embed(["aab"] * count)
    expected = queries[:1] @ letters.embed(list(TEXTS.values())).T
    assert store.matrix(queries) == pytest.approx(np.repeat(expected, count, axis=0), abs=1e-6)


def test_saved_and_loaded(store: VectorStore, letters: Embedder, tmp_path: Path) -> None:
    """A store comes back from disk with its ids, readable by its owner only."""
    store.save(tmp_path / "memory")
    loaded = VectorStore.load(tmp_path / "memory", letters)
    assert loaded.search(["aab"], 3) == store.search(["aab"], 3)
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "memory").iterdir()} == {0o600}


def test_what_can_not_be_loaded(store: VectorStore, letters: Embedder, tmp_path: Path) -> None:
    """A missing store, one of another embedder and a damaged one are each one clear sentence."""
    with pytest.raises(UserError, match="can't be read"):
        VectorStore.load(tmp_path, letters)
    store.save(tmp_path)
    ids = tmp_path / "ids.json"
    whole = ids.read_text()
    ids.write_text(whole.replace("letters", "other"))
    with pytest.raises(UserError, match="another embedder"):
        VectorStore.load(tmp_path, letters)
    ids.write_text(whole.replace('"a", ', ""))
    with pytest.raises(UserError, match="damaged"):
        VectorStore.load(tmp_path, letters)
    (tmp_path / "vectors.faiss").write_bytes(b"rubbish")
    with pytest.raises(UserError, match="can't be read"):
        VectorStore.load(tmp_path, letters)
