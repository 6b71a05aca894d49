"""Which models serve a role, and how a name becomes a provider."""

from services.llm.catalog import qualified
from services.settings import Settings

EXTRACTIVE = "extractive"
DEFAULT_QUALITY = "groq:openai/gpt-oss-120b"


def models_for(settings: Settings, role: str, *, faked: bool = False) -> tuple[str, ...]:
    """Return `provider:model` names, first choice first; empty when there is no model at all.

    Writing falls back to the fast model. A fast model of Groq needs Groq's key; without it the writing model reads too.
    """
    quality = settings.quality_model
    if quality == EXTRACTIVE:
        if not faked or settings.model == EXTRACTIVE:
            return ()
        quality = DEFAULT_QUALITY
    quality, fast = qualified(quality), qualified(settings.fast_model)
    usable = faked or settings.api_key is not None or not fast.startswith("groq:")
    if not usable:
        return (quality,)
    chain = (quality, fast) if role == "quality" else (fast, quality)
    return tuple(dict.fromkeys(chain))
