"""From a model's name to a provider: Groq through our own way, any other through its LangChain package."""

import importlib
from collections.abc import AsyncGenerator, Mapping
from typing import TYPE_CHECKING, Any

from services.llm.errors import KeyRefusedError, MissingPackageError, UnavailableError, UnknownModelError
from services.llm.groq import GroqProvider, to_answer, to_langchain
from services.llm.types import Answer, Call, Provider
from services.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

PACKAGES: Mapping[str, tuple[str, str]] = {
    "anthropic": ("langchain_anthropic", "ChatAnthropic"),
    "azure_openai": ("langchain_openai", "AzureChatOpenAI"),
    "bedrock": ("langchain_aws", "ChatBedrock"),
    "cohere": ("langchain_cohere", "ChatCohere"),
    "deepseek": ("langchain_deepseek", "ChatDeepSeek"),
    "fireworks": ("langchain_fireworks", "ChatFireworks"),
    "google_genai": ("langchain_google_genai", "ChatGoogleGenerativeAI"),
    "google_vertexai": ("langchain_google_vertexai", "ChatVertexAI"),
    "huggingface": ("langchain_huggingface", "ChatHuggingFace"),
    "mistralai": ("langchain_mistralai", "ChatMistralAI"),
    "nvidia": ("langchain_nvidia_ai_endpoints", "ChatNVIDIA"),
    "ollama": ("langchain_ollama", "ChatOllama"),
    "openai": ("langchain_openai", "ChatOpenAI"),
    "openrouter": ("langchain_openrouter", "ChatOpenRouter"),
    "perplexity": ("langchain_perplexity", "ChatPerplexity"),
    "together": ("langchain_together", "ChatTogether"),
    "xai": ("langchain_xai", "ChatXAI"),
}
"""Module and class by provider name, as `init_chat_model` of the package `langchain` has them."""


def make_provider(name: str, settings: Settings) -> Provider:
    """Return the provider of this name.

    Raises:
        KeyRefusedError: Groq without a key.
        MissingPackageError: the provider's LangChain package is not installed.
        UnknownModelError: there is no provider of this name.
    """
    if name != "groq":
        return LangChainProvider(name)
    key = settings.api_key
    if key is None:
        raise KeyRefusedError(
            "Groq needs an API key; set GROQ_API_KEY or name a key file with AICVGEN_GROQ_API_KEY_FILE."
        )
    return GroqProvider(key.get_secret_value(), settings.groq_api_base)


def chat_model(provider: str, model: str) -> "BaseChatModel":
    """Return the chat model of the user's own package, by `init_chat_model` where that is installed.

    Raises:
        MissingPackageError: the package is not installed; one sentence with the pip command.
        UnknownModelError: there is no such provider.
    """
    try:
        init_chat_model = importlib.import_module("langchain.chat_models").init_chat_model
    except ImportError:
        return _by_map(provider, model)
    try:
        made: BaseChatModel = init_chat_model(model, model_provider=provider)
    except ImportError as error:
        raise _missing(provider) from error
    except ValueError as error:
        raise UnknownModelError(f"LangChain knows no provider {provider}.") from error
    return made


def _by_map(provider: str, model: str) -> "BaseChatModel":
    if provider not in PACKAGES:
        raise UnknownModelError(
            f"There is no provider {provider} for the model {model}; known are groq, {', '.join(sorted(PACKAGES))}."
        )
    module, name = PACKAGES[provider]
    try:
        made: BaseChatModel = getattr(importlib.import_module(module), name)(model=model)
    except ImportError as error:
        raise _missing(provider) from error
    except ValueError as error:
        # Every LangChain package raises a ValueError (pydantic's included) when its key is not in the environment.
        raise KeyRefusedError(f"The package of {provider} could not start {model}: is its API key set?") from error
    return made


def _missing(provider: str) -> MissingPackageError:
    package = PACKAGES.get(provider, (f"langchain_{provider}", ""))[0].replace("_", "-")
    return MissingPackageError(f"Models of {provider} need another package: pip install {package}")


class LangChainProvider:
    """Send calls through any LangChain chat model, the form of the answer asked for in words."""

    def __init__(self, provider: str, models: Mapping[str, "BaseChatModel"] | None = None) -> None:
        self._provider = provider
        self._models: dict[str, BaseChatModel] = dict(models or {})

    async def send(self, call: Call, within: float) -> Answer:
        """Send one request; see Provider. Sizes and heat are the model's own where it has no such parameter."""
        try:
            message = await self._model(call).ainvoke(to_langchain(call))
        except Exception as error:  # noqa: BLE001  any package may raise any class here; none of them gets out
            raise _outage(error, call) from None
        return to_answer(message, {})

    async def stream(self, call: Call, within: float) -> AsyncGenerator[str | Answer]:
        """Yield pieces of text, then the Answer; see Provider."""
        whole = None
        try:
            async for chunk in self._model(call).astream(to_langchain(call)):
                whole = chunk if whole is None else whole + chunk
                if isinstance(chunk.content, str) and chunk.content:
                    yield chunk.content
        except Exception as error:  # noqa: BLE001  as above
            raise _outage(error, call) from None
        yield to_answer(whole, {}) if whole is not None else Answer(text="", finish_reason="")

    async def aclose(self) -> None:
        """Forget the models; their packages close their own connections."""
        self._models.clear()

    def _model(self, call: Call) -> "BaseChatModel":
        if call.model not in self._models:
            self._models[call.model] = chat_model(self._provider, call.model)
        model = self._models[call.model]
        # As fields of a copy, for the packages do not agree on what a call takes; connections are shared.
        return model.model_copy(update=_parameters(model, call))


def _parameters(model: "BaseChatModel", call: Call) -> dict[str, Any]:
    fields = type(model).model_fields
    sizes = next((name for name in ("max_tokens", "num_predict", "max_output_tokens") if name in fields), None)
    heat = {"temperature": call.temperature} if "temperature" in fields else {}
    return heat | ({sizes: call.max_tokens} if sizes else {})


def _outage(error: Exception, call: Call) -> Exception:
    from models.errors import AicvgenError

    if isinstance(error, AicvgenError):
        return error
    status = getattr(error, "status_code", None)
    if status in (401, 403):
        return KeyRefusedError(f"The provider of {call.model} refused the API key.")
    return UnavailableError(
        f"{call.model} failed ({type(error).__name__}).", status=status if isinstance(status, int) else None
    )
