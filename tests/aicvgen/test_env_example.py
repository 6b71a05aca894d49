"""`.env.example` names every setting."""

import re
from pathlib import Path

from pydantic import AliasChoices

from services.settings import Settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_every_setting_is_in_the_example_and_nothing_else_is() -> None:
    """A setting that is added or renamed is shown to people too."""
    named = set(re.findall(r"^#? ?([A-Z_]+)=", EXAMPLE.read_text(), re.M))
    known = {_variable(name, field.validation_alias) for name, field in Settings.model_fields.items()}
    assert "GROQ_API_KEY" in named
    assert named == known


def _variable(name: str, alias: object) -> str:
    """Return the variable of a setting, the first one where it has several."""
    return str(alias.choices[0] if isinstance(alias, AliasChoices) else alias or f"AICVGEN_{name.upper()}")


def test_the_example_works_as_it_is(tmp_path: Path) -> None:
    """Copied to `.env` untouched, it means no key and the default of everything else."""
    (tmp_path / ".env").write_text(EXAMPLE.read_text())
    settings = Settings(_env_file=tmp_path / ".env")  # type: ignore[call-arg]
    assert settings.api_key is None
    assert settings.quality_model == "extractive"
