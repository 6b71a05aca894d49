"""What a session was given, kept in its folder before anything else happens, so that no kill and no move can lose it.

A reference holds a digest of the content: the same content is the same reference, and other content another one.
"""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import Field, JsonValue

from agents.cv_analyzer import STORED as STORED_CV
from agents.research import MAX_SIMILAR
from agents.research import STORED as STORED_JOB
from graph.context import INPUTS
from models.base import Model
from models.cv import CV
from models.errors import UserError
from models.job import Job
from services.documents.sources import as_path, load
from services.home import private_folder
from services.vault import Vault

Given = Path | str | bytes
_FILE = "inputs.json"


class Inputs(Model):
    """The graph's input with references to files in the session's folder, and the paths those files came from."""

    values: dict[str, JsonValue]
    origins: dict[str, str] = Field(default_factory=dict)


def keep_inputs(
    folder: Path,
    vault: Vault,
    *,
    given: Mapping[str, Given | CV | Job | None],
    similar: Sequence[Given] = (),
    review: str = "each",
    pages: int = 0,
) -> Inputs:
    """Keep everything that was given and return it as the graph's input; `given` maps cv, job, talents … to sources.

    Raises:
        UserError: a source can't be read, there are more than three similar ads, or the review policy is unknown.
    """
    check_choices(similar, review)
    there = {name: value for name, value in given.items() if value is not None}
    values: dict[str, Any] = {name: _kept(name, value, folder, vault) for name, value in there.items()}
    values["similar"] = [_kept("similar", value, folder, vault) for value in similar]
    inputs = Inputs(values=values | {"review": review, "pages": pages}, origins=_origins(there))
    write_inputs(folder, vault, inputs)
    return inputs


def check_choices(similar: Sequence[Given], review: str) -> None:
    """Refuse what no run can be started with.

    Raises:
        UserError: there are more than three similar ads, or the review policy is unknown.
    """
    if len(similar) > MAX_SIMILAR:
        raise UserError(f"At most {MAX_SIMILAR} similar ads can be given, not {len(similar)}.")
    if review not in ("each", "page", "none"):
        raise UserError(f"The review policy is each, page or none, not {review!r}.")


def change_inputs(folder: Path, vault: Vault, before: Inputs, given: Mapping[str, Given | CV | Job | None]) -> Inputs:
    """Keep what is given in place of what was; without anything given, what came from a file is read from there again.

    Raises:
        UserError: a source can't be read, or one that came from a file is not there any more.
    """
    named = {name: value for name, value in given.items() if value is not None}
    there: Mapping[str, Given | CV | Job] = named or {name: Path(path) for name, path in before.origins.items()}
    values = {name: _kept(name, value, folder, vault) for name, value in there.items()}
    inputs = Inputs(values=before.values | values, origins=before.origins | _origins(there))
    write_inputs(folder, vault, inputs)
    return inputs


def copy_inputs(source: Path, target: Path, vault: Vault) -> Inputs:
    """Keep what one session was given for another one too.

    Raises:
        UserError: the session came from elsewhere without its inputs.
    """
    inputs = read_inputs(source, vault)
    if inputs is None:
        raise UserError("That session has no inputs of its own here; start a new one.")
    shutil.copytree(source / INPUTS, target / INPUTS, dirs_exist_ok=True)
    write_inputs(target, vault, inputs)
    return inputs


def write_inputs(folder: Path, vault: Vault, inputs: Inputs) -> None:
    """Keep the inputs, all at once: from now on a run that was killed begins with them again."""
    vault.write(folder / _FILE, inputs.model_dump_json().encode())


def read_inputs(folder: Path, vault: Vault) -> Inputs | None:
    """Return what the session was given; None for a session that came from elsewhere."""
    path = folder / _FILE
    return Inputs.model_validate_json(vault.read(path)) if path.exists() else None


def _origins(given: Mapping[str, Given | CV | Job]) -> dict[str, str]:
    paths = {name: as_path(value) for name, value in given.items() if not isinstance(value, Model)}
    return {name: str(path.expanduser().absolute()) for name, path in paths.items() if path}


def _kept(name: str, value: Given | CV | Job, folder: Path, vault: Vault) -> str:
    content, filename = _content(name, value)
    digest = hashlib.blake2b(content, digest_size=6).hexdigest()
    place = private_folder(private_folder(folder / INPUTS) / digest)
    filename = f"{name}{''.join(Path(filename).suffixes[-2:])}" if vault.locked else filename
    vault.write(place / filename, content)
    return f"{INPUTS}{digest}/{filename}"


def _content(name: str, value: Given | CV | Job) -> tuple[bytes, str]:
    """Return the content and a file name whose ending says what it is."""
    if isinstance(value, Model):
        return value.model_dump_json().encode(), f"{name}{STORED_CV if isinstance(value, CV) else STORED_JOB}"
    content, kind = load(value)
    path = as_path(value)
    return content, path.name if path else f"{name}.{kind}"
