"""One frozen Settings object: every knob, with its environment variable. An explicit argument beats the environment."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from models.errors import UserError
from services.rendering.options import SECTIONS, SectionName


class Settings(BaseSettings):
    """The configuration of a run. Variables are `AICVGEN_` plus the name, and `GROQ_API_KEY`, `GROQ_API_BASE`."""

    model_config = SettingsConfigDict(
        env_prefix="AICVGEN_", env_file=".env", extra="ignore", frozen=True, populate_by_name=True
    )

    home: Path = Field(default_factory=lambda: user_data_path("aicvgen"))
    """Where sessions, cache and profiles live."""
    groq_api_key: SecretStr | None = Field(default=None, validation_alias="GROQ_API_KEY", repr=False)
    groq_api_key_file: Path | None = None
    """A file that holds the key, used when the variable is not set."""
    groq_api_base: str | None = Field(default=None, validation_alias="GROQ_API_BASE")
    model: str | None = None
    """The writing model as `provider:model`; `extractive` means no model at all; None chooses by the key."""
    fast_model: str = "groq:openai/gpt-oss-20b"
    embedder: Literal["auto", "wordllama", "minilm", "both"] = "auto"
    theme: Literal["classic", "modern", "compact"] = "classic"
    page_size: Literal["a4", "letter"] = "a4"
    photo: Path | None = None
    """A JPEG or PNG file of the owner, shown in PDF, HTML and DOCX."""
    sections: Annotated[tuple[SectionName, ...], NoDecode] = ()
    """The sections to print first, in this order; as text, with commas between. The others follow as usual."""
    cache: bool = True
    max_cost: float | None = None
    """US dollars a session may cost; the call that would pass it is not sent."""
    max_tokens: int | None = None
    batch_concurrent_limit: int = Field(
        default=10, gt=0, validation_alias=AliasChoices("AICVGEN_BATCH_CONCURRENT_LIMIT", "BATCH_CONCURRENT_LIMIT")
    )
    """Model calls under way at once in enhance, enrich and match; the limiter still decides when each may leave."""
    objector: bool = False
    """Whether a second model reads each draft and may object to lines that the truth gate let pass."""
    look_ahead: int = 2
    """Items prepared in the background while a person looks at one."""
    encryption_key: SecretStr | None = Field(default=None, repr=False)
    """32 bytes in base64 or hexadecimal; what is kept of sessions is encrypted with them."""
    memory: bool = True
    """Whether wording that the owner accepted in one session is offered in later ones."""
    plan: Literal["free", "developer"] = "free"
    """The rate limits assumed until the provider's headers say otherwise."""

    @field_validator("home", "photo", mode="after")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return path.expanduser().absolute() if path else None

    @field_validator("photo", mode="before")
    @classmethod
    def _none_if_empty(cls, given: object) -> object:
        return given or None

    @field_validator("sections", mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        names = given.split(",") if isinstance(given, str) else given
        if not isinstance(names, list | tuple):
            return given
        listed = tuple(dict.fromkeys(str(name).strip().lower() for name in names if str(name).strip()))
        unknown = [name for name in listed if name not in SECTIONS]
        if unknown:
            raise UserError(f"The section {unknown[0]!r} is unknown; choose from {', '.join(SECTIONS)}.")
        return listed

    @cached_property
    def api_key(self) -> SecretStr | None:
        """Return the Groq key from the environment or from the key file.

        Raises:
            UserError: the key file that a setting names can't be read.
        """
        if self.groq_api_key and self.groq_api_key.get_secret_value().strip():
            return SecretStr(self.groq_api_key.get_secret_value().strip())
        if self.groq_api_key_file is None:
            return None
        try:
            return SecretStr(self.groq_api_key_file.read_text().strip()) or None
        except OSError as error:
            raise UserError(f"The key file {self.groq_api_key_file} can't be read: {error.strerror}.") from error

    @property
    def quality_model(self) -> str:
        """Return the writing model in force: the one named, or Groq's when a key is there, else `extractive`."""
        return self.model or ("groq:openai/gpt-oss-120b" if self.api_key else "extractive")


def load_settings(**given: object) -> Settings:
    """Return the settings; what is given and not None beats the environment.

    Raises:
        UserError: a value, given or in the environment, is not one that the setting can have, or `.env` is no text.
    """
    try:
        return Settings.model_validate({name: value for name, value in given.items() if value is not None})
    except OSError as error:
        raise UserError(f"The file .env here can't be read: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        if not first["loc"]:  # no setting is at fault: the file itself could not be decoded
            raise UserError("The file .env here is no UTF-8 text; mend it or move it away.") from None
        name = str(first["loc"][0])
        said = first["msg"][:1].lower() + first["msg"][1:]
        # A message without the value: it could be a key. The cause is left out, because it repeats the value.
        raise UserError(f"{_shown(name, given)} can't be used: {said}.") from None


def _shown(name: str, given: Mapping[str, object]) -> str:
    """Return a setting as the person named it: an option, or a variable of the environment."""
    if given.get(name) is not None:
        return f"--{name.replace('_', '-')}"
    return name if name not in Settings.model_fields else f"AICVGEN_{name.upper()}"
