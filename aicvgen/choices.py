"""What a person chose for a run, kept beside the session so that `review` and `export` end in the same documents."""

import os
from pathlib import Path

from pydantic import ValidationError

from models.base import Model
from models.errors import UserError
from services.rendering.options import FORMATS
from services.settings import Settings
from services.vault import Vault
from sessions.home import Home

_FILE = "choices.json"


class Choices(Model):
    """Where the documents go and how they are made. None leaves a knob to the environment."""

    out: Path
    formats: tuple[str, ...] = FORMATS
    model: str | None = None
    theme: str | None = None
    page_size: str | None = None
    look_ahead: int | None = None

    def settings(self) -> Settings:
        """Return the settings of the environment with these choices in force."""
        return settings_with(model=self.model, theme=self.theme, page_size=self.page_size, look_ahead=self.look_ahead)

    def keep(self, session_id: str) -> None:
        """Store them in the session's folder."""
        settings = settings_with()
        Vault.of(settings).write(Home(settings.home).session(session_id) / _FILE, self.model_dump_json().encode())


def choices_of(session_id: str, out: Path | None = None, formats: str | None = None) -> Choices:
    """Return the choices of a session, with another folder or other formats where they are given.

    Raises:
        UserError: there is no such session, or what is given can't be used.
    """
    from sessions.registry import Registry

    settings = settings_with()
    home = Home(settings.home)
    Registry(home.registry, Vault.of(settings)).get(session_id)
    path = home.session(session_id) / _FILE
    stored = Choices(out=(Path("out") / session_id).absolute())  # for a session that was started from the API
    if path.is_file():
        stored = Choices.model_validate_json(Vault.of(settings).read(path))
    given = {"out": writable(out) if out else None, "formats": formats_from(formats) if formats else None}
    return stored.model_copy(update={name: value for name, value in given.items() if value})


def settings_with(**given: object) -> Settings:
    """Return the settings; what is given and not None beats the environment.

    Raises:
        UserError: a value, here or in the environment, is not one that the setting can have.
    """
    try:
        return Settings.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        said = first["msg"][:1].lower() + first["msg"][1:]
        where = f"--{name.replace('_', '-')}" if given.get(name) is not None else f"AICVGEN_{name.upper()}"
        raise UserError(f"{where} can't be used: {said}.") from error


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
