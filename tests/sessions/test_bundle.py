"""A session as one file."""

import zipfile
from pathlib import Path

import pytest

from models.errors import UserError
from services.settings import Settings
from sessions.bundle import aexport_session, aimport_session, verify_bundle
from sessions.start import astart


async def test_a_session_goes_on_in_another_home(cv: Path, ad: Path, settings: Settings, tmp_path: Path) -> None:
    """Its question, its history and its inputs come along; the id stays where it is free."""
    session = await astart(cv, ad, settings=settings)
    await session.aaccept("key-qualifications")
    path = await aexport_session(session.id, tmp_path / "s.aicv", settings)
    assert path.stat().st_mode & 0o777 == 0o600
    there = await aimport_session(path, Settings(home=tmp_path / "elsewhere"))
    assert (there.id, there.pending, there.history) == (session.id, session.pending, session.history)
    await there.aundo()
    assert there.pending[0].id == "key-qualifications"


async def test_an_id_that_is_taken_gets_a_new_one(cv: Path, ad: Path, settings: Settings, tmp_path: Path) -> None:
    """Nothing that is there is overwritten."""
    session = await astart(cv, ad, review="none", settings=settings)
    path = await aexport_session(session.id, tmp_path / "s.aicv", settings)
    copy = await aimport_session(path, settings)
    assert copy.id != session.id
    assert copy.result == session.result


async def test_a_finished_session_is_verified_from_its_file(
    cv: Path, ad: Path, settings: Settings, tmp_path: Path
) -> None:
    """Every line of its document is judged against the CV in it, without the session being there."""
    session = await astart(cv, ad, review="none", settings=settings)
    lines = verify_bundle(await aexport_session(session.id, tmp_path / "s.aicv", settings))
    assert len(lines) == sum(len(item.lines) for item in session.items)
    assert all(line.verdict.grounded for line in lines)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"no zip"])
async def test_a_file_that_is_no_session_is_one_sentence(content: bytes, settings: Settings, tmp_path: Path) -> None:
    """Nothing is made of it."""
    path = tmp_path / "s.aicv"
    path.write_bytes(content)
    with pytest.raises(UserError, match="no session that aicvgen exported"):
        await aimport_session(path, settings)


async def test_a_bundle_of_a_newer_version_is_refused(cv: Path, ad: Path, settings: Settings, tmp_path: Path) -> None:
    """As a session of one is."""
    session = await astart(cv, ad, review="none", settings=settings)
    path = await aexport_session(session.id, tmp_path / "s.aicv", settings)
    with zipfile.ZipFile(path) as old:
        text = old.read("session.json").decode().replace('"schema_version":1', '"schema_version":9')
    with zipfile.ZipFile(path, "w") as new:
        new.writestr("session.json", text)
    with pytest.raises(UserError, match="newer version"):
        await aimport_session(path, Settings(home=tmp_path / "elsewhere"))
