"""The embedder in force, and the embedded default."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from models.errors import UserError
from services.embeddings import load
from services.embeddings.load import load_embedder
from services.embeddings.minilm import check_weights
from services.embeddings.static import WordLlamaEmbedder
from services.settings import Settings


def test_vectors_have_length_one(wordllama: WordLlamaEmbedder) -> None:
    """Vectors are unit vectors, and a text without tokens is the zero vector."""
    vectors = wordllama.embed(["a nurse on a ward", ""])
    assert vectors.shape == (2, wordllama.dimensions) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 0.0], abs=1e-6)


def test_a_vector_does_not_depend_on_its_company(wordllama: WordLlamaEmbedder) -> None:
    """A text has the same vector, bit for bit, alone and beside a long text."""
    alone = wordllama.embed(["bakes bread"])
    beside = wordllama.embed(["a much longer text about ovens " * 30, "bakes bread"])
    assert (alone[0] == beside[1]).all()


def test_no_texts_give_no_vectors(wordllama: WordLlamaEmbedder) -> None:
    """An empty list is embedded as an empty matrix."""
    assert wordllama.embed([]).shape == (0, wordllama.dimensions)


def test_like_texts_are_near(wordllama: WordLlamaEmbedder) -> None:
    """A nurse is nearer to a hospital than to a database."""
    nurse, hospital, database = wordllama.embed(["nurse", "hospital ward", "SQL database"])
    assert nurse @ hospital > nurse @ database


def test_vectors_are_those_of_the_package(wordllama: WordLlamaEmbedder) -> None:
    """Its files are read without its loader; what comes out is what its own embedding gives."""
    code = (
        "import sys, json; from pathlib import Path; import wordllama as w;"
        "model = w.WordLlama.load(cache_dir=Path(w.__file__).parent, disable_download=True);"
        "print(json.dumps(model.embed(['nurse in a hospital'], norm=True)[0].tolist()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert np.allclose(wordllama.embed(["nurse in a hospital"])[0], json.loads(done.stdout), atol=1e-5)


def test_loading_imports_no_downloader() -> None:
    """Nothing that could reach a network is imported, and the root logger stays as it is."""
    code = (
        "import logging, sys; root = logging.getLogger(); from services.embeddings.static import WordLlamaEmbedder;"
        "WordLlamaEmbedder(); print(root.handlers, root.level, {'wordllama', 'requests'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"[] {logging.WARNING} set()"


def test_the_choice_imports_no_torch() -> None:
    """Choosing an embedder asks whether the extra is installed without importing torch, FAISS or numpy."""
    code = (
        "import sys; from services.embeddings.load import minilm_installed; minilm_installed();"
        "print({'torch', 'sentence_transformers', 'faiss', 'wordllama', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_auto_takes_the_embedded_default_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without sentence-transformers `auto` means wordllama, and asking for MiniLM is one clear sentence."""
    monkeypatch.setattr(load, "minilm_installed", lambda: False)
    assert load_embedder(Settings(embedder="auto")).name == "wordllama"
    with pytest.raises(UserError, match=r"pip install 'aicvgen\[transformers\]'"):
        load_embedder(Settings(embedder="minilm"))


def test_other_weights_are_refused(tmp_path: Path) -> None:
    """Weights that are missing or are not the pinned ones are not loaded."""
    with pytest.raises(UserError, match="missing"):
        check_weights(tmp_path / "model.safetensors")
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(UserError, match="not the known ones"):
        check_weights(tmp_path / "model.safetensors")
