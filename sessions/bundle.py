"""A session as one file: to move it to another machine, to send it to a reviewer, to verify it offline.

The file is a ZIP of `session.json` and the inputs. It holds values, not checkpoints: what comes next follows from them,
so a bundle outlives versions as a session does. It is never encrypted; it is written with mode 0600.
"""

import asyncio
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from pydantic import JsonValue, TypeAdapter, ValidationError

from graph.context import INPUTS
from graph.state import TailorState
from models.base import Model
from models.errors import UserError
from models.item import JudgedLine
from models.revision import Revision
from models.tailored import TailoredCV
from services.home import private_folder, write_whole
from services.settings import Settings
from services.toolbox import Toolbox
from services.vault import Vault
from sessions.feed import OnEvent
from sessions.home import Home, new_id
from sessions.inputs import Inputs, read_inputs, write_inputs
from sessions.registry import Registry, SessionRow
from sessions.session import Session
from sessions.start import opened
from sessions.versions import check_version

_CONTENT = "session.json"
_LIMIT = 100_000_000
"""Bytes that a bundle may unpack to."""


class Bundle(Model):
    """What stands in a bundle beside the files of the inputs."""

    format: int = 1
    row: SessionRow
    values: dict[str, JsonValue]
    revisions: tuple[Revision, ...] = ()
    inputs: Inputs | None = None


async def aexport_session(session_id: str, path: Path | str, settings: Settings | None = None) -> Path:
    """Write a session with its history and its inputs into one file.

    Raises:
        UserError: there is no such session, or the file can't be written.
    """
    toolbox = Toolbox(settings)
    session, home = opened(session_id, toolbox), Home(toolbox.home)
    state = (await session.look()).state
    folder = home.session(session_id)
    bundle = Bundle(
        row=Registry(home.registry, toolbox.vault).get(session_id),
        values=TypeAdapter(TailorState).dump_python(state, mode="json"),
        revisions=session.history,
        inputs=read_inputs(folder, toolbox.vault),
    )
    return await asyncio.to_thread(_write, bundle, folder, Path(path), toolbox.vault)


def _write(bundle: Bundle, folder: Path, path: Path, vault: Vault) -> Path:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_CONTENT, bundle.model_dump_json())
        for file in sorted((folder / INPUTS).rglob("*")):
            if file.is_file():
                archive.writestr(file.relative_to(folder).as_posix(), vault.read(file))
    target = path.expanduser().absolute()
    write_whole(target, buffer.getvalue())
    return target


async def aimport_session(
    path: Path | str, settings: Settings | None = None, on_event: OnEvent | None = None
) -> Session:
    """Take a session out of a bundle into this home and go on where it stopped. An id that is taken gets a new one.

    Raises:
        UserError: the file is no bundle, is damaged, or comes from a newer version of aicvgen.
    """
    toolbox = Toolbox(settings)
    home = Home(toolbox.home)
    bundle, files = _read(Path(path))
    registry = Registry(home.registry, toolbox.vault)
    taken = any(row.id == bundle.row.id for row in registry.all())
    session = Session(new_id() if taken else bundle.row.id, toolbox, on_event)
    folder = home.session(session.id)
    for name, content in files.items():
        place = private_folder(private_folder(folder / INPUTS) / Path(name).parent.name)
        toolbox.vault.write(place / Path(name).name, content)
    if bundle.revisions:
        session.journal.add(bundle.revisions, 0)
    await session.seed(_values(bundle))
    if bundle.inputs:
        write_inputs(folder, toolbox.vault, bundle.inputs)
    registry.put(SessionRow(id=session.id, name=bundle.row.name, created=bundle.row.created))
    await session.proceed()
    return session


def verify_bundle(path: Path | str, home: Path | None = None) -> tuple[JudgedLine, ...]:
    """Judge every line of the finished CV in a bundle against the owner's CV in it; no session and no network needed.

    Raises:
        UserError: the file is no bundle, or its session is not done.
    """
    from services.grounding.gate import Gate
    from services.grounding.lexicons import Lexicons

    values = _values(_read(Path(path))[0])
    if "result" not in values:
        raise UserError("The session in this file is not done; there is nothing to verify yet.")
    result: TailoredCV = values["result"]
    gate = Gate(result.source, Lexicons.load(home))
    scopes = {item.id: item.scope for item in result.items}
    return tuple(
        JudgedLine(text=line.text, under=line.section, verdict=gate.judge(line.text, under=scopes[line.section]))
        for line in result.provenance
        if line.section in scopes and line.transformation != "identity"
    )


def _values(bundle: Bundle) -> dict[str, Any]:
    check_version(bundle.values)
    try:
        return dict(TypeAdapter(TailorState).validate_python(bundle.values))
    except ValidationError as error:
        raise UserError(f"The session in this file is damaged ({error.error_count()} values).") from error


def _read(path: Path) -> tuple[Bundle, dict[str, bytes]]:
    try:
        with zipfile.ZipFile(path.expanduser()) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LIMIT:
                raise UserError(f"{path.name} is too big for a session.")
            files = {name: archive.read(name) for name in archive.namelist() if name.startswith(INPUTS)}
            return Bundle.model_validate_json(archive.read(_CONTENT)), files
    except OSError as error:
        raise UserError(f"{path} can't be read: {(error.strerror or 'no such file').lower()}.") from error
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UserError(f"{path.name} is no session that aicvgen exported, or it is damaged.") from error
