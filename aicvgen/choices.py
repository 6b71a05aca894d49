"""What a person chose for a run, kept beside the session so that `review` and `export` end in the same documents."""

import os
from pathlib import Path

from pydantic import Field, JsonValue

from models.base import Model
from models.errors import UserError
from services.rendering.options import FORMATS
from services.settings import Settings, load_settings
from services.vault import Vault
from sessions.home import Home

_FILE = "choices.json"


class Choices(Model):
    """Where the documents go, and the settings that were given as options; the environment decides the others."""

    out: Path
    formats: tuple[str, ...] = FORMATS
    overrides: dict[str, JsonValue] = Field(default_factory=dict)

    def settings(self) -> Settings:
        """Return the settings of the environment with these choices in force.

        Raises:
            UserError: a value is not one that the setting can have.
        """
        return load_settings(**self.overrides)

    def keep(self, session_id: str) -> None:
        """Store them in the session's folder."""
        settings = load_settings()
        Vault.of(settings).write(Home(settings.home).session(session_id) / _FILE, self.model_dump_json().encode())


def given(**options: JsonValue | Path) -> dict[str, JsonValue]:
    """Return the options that a person gave, as settings; a file is found from any folder later."""
    there = {name: value for name, value in options.items() if value is not None}
    return {
        name: str(value.expanduser().absolute()) if isinstance(value, Path) else value for name, value in there.items()
    }


def choices_of(
    session_id: str, out: Path | None = None, formats: str | None = None, **options: JsonValue | Path
) -> Choices:
    """Return the choices of a session, with another folder, formats or settings where they are given.

    Raises:
        UserError: there is no such session, or what is given can't be used.
    """
    from sessions.registry import Registry

    settings = load_settings()
    home = Home(settings.home)
    Registry(home.registry, Vault.of(settings)).get(session_id)
    path = home.session(session_id) / _FILE
    stored = Choices(out=(Path("out") / session_id).absolute())  # for a session that was started from the API
    if path.is_file():
        stored = Choices.model_validate_json(Vault.of(settings).read(path))
    return Choices(
        out=writable(out) if out else stored.out,
        formats=formats_from(formats) if formats else stored.formats,
        overrides=stored.overrides | given(**options),
    )


def formats_from(text: str | None) -> tuple[str, ...]:
    """Return the formats that a comma-separated list names, each once; all of them for None.

    Raises:
        UserError: one of them is unknown, or there is none.
    """
    if text is None:
        return FORMATS
    wanted = tuple(dict.fromkeys(name.strip().lower().lstrip(".") for name in text.split(",") if name.strip()))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        said = f"The format {unknown[0]!r} is unknown" if unknown else "No format is named"
        raise UserError(f"{said}; choose from {', '.join(FORMATS)}.")
    return wanted


def writable(folder: Path) -> Path:
    """Return the absolute folder when documents can be put there; nothing is made yet.

    Raises:
        UserError: it is a file, or it may not be written to. Better now than after the work.
    """
    folder = folder.expanduser().absolute()
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not there.is_dir():
        raise UserError(f"{there} is a file; choose a folder for the documents with --out.")
    if not os.access(there, os.W_OK | os.X_OK):
        raise UserError(f"No permission to write to {there}; choose another folder with --out.")
    return folder
