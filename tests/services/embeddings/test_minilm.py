"""MiniLM with real weights, FAISS over its vectors, and the support rule with both.

All tests that need sentence-transformers stand in this file, so that they are skipped in one line.
"""

import subprocess
import sys

import numpy as np
import pytest

from services.embeddings.embedder import Embedder
from services.embeddings.load import load_embedder, minilm_installed
from services.embeddings.static import WordLlamaEmbedder
from services.embeddings.store import VectorStore
from services.scoring.support import THRESHOLD, Matcher
from services.settings import Settings

if not minilm_installed():
    pytest.skip("sentence-transformers is not installed: run `make test-transformers`", allow_module_level=True)

pytestmark = pytest.mark.transformers
FACTS = {
    "ward": "Cared for patients on a surgical ward",
    "bread": "Baked sourdough bread for three shops",
    "code": "Wrote payment services in Python",
    "class": "Taught mathematics to ten-year-olds",
}


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("nursing in a hospital", "ward"),
        ("pastry chef", "bread"),
        ("a backend engineer for payments", "code"),
        ("school teacher", "class"),
    ],
)
def test_faiss_retrieves_by_minilm(minilm: Embedder, query: str, nearest: str) -> None:
    """FAISS over real MiniLM vectors finds the fact that means what the query means."""
    store = VectorStore(minilm)
    store.add(list(FACTS), list(FACTS.values()))
    assert store.search([query], 1)[0][0].id == nearest


def test_minilm_vectors_have_length_one(minilm: Embedder) -> None:
    """MiniLM gives unit vectors of 384 numbers, the zero vector for a blank text and nothing for nothing."""
    vectors = minilm.embed(["a nurse", " "])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 0.0], abs=1e-5)
    assert minilm.embed([]).shape == (0, 384)


def test_both_ranks_by_the_sum_of_z_scores(both: Embedder, minilm: Embedder, wordllama: WordLlamaEmbedder) -> None:
    """The joint vector's product orders texts as the sum of both z-scores does."""
    from services.embeddings.both import SPREAD

    texts = list(FACTS.values())
    joint, one, two = (embedder.embed(texts) for embedder in (both, wordllama, minilm))
    z_scores = one @ one[0] / SPREAD["wordllama"] + two @ two[0] / SPREAD["minilm"]
    assert np.argsort(joint @ joint[0]).tolist() == np.argsort(z_scores).tolist()


def test_auto_takes_minilm_where_it_is_installed() -> None:
    """With the extra installed `auto` means MiniLM."""
    assert load_embedder(Settings(embedder="auto")).name == "minilm"


@pytest.mark.parametrize("order", ["faiss, torch", "torch, faiss"])
def test_faiss_and_torch_live_in_one_process(order: str) -> None:
    """FAISS searches and torch multiplies in one process, whichever is imported first."""
    code = (
        f"import {order}, numpy\n"
        "index = faiss.IndexFlatIP(384)\n"
        "index.add(numpy.eye(384, dtype='float32'))\n"
        "torch.rand(600, 600) @ torch.rand(600, 600)\n"
        "print(index.search(numpy.eye(384, dtype='float32')[:200], 5)[1][7][0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, "7"), done.stderr


def test_the_rule_has_weights_for_every_embedder(minilm: Embedder, both: Embedder) -> None:
    """With MiniLM, alone or joined, a fact about the ward supports care of patients and no other one does."""
    for embedder in (minilm, both):
        strengths = Matcher(embedder).strengths(["Care of surgical patients"], list(FACTS.values()))[0]
        assert [value >= THRESHOLD for value in strengths] == [True, False, False, False]
