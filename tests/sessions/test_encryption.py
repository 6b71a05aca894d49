"""With a key nothing of a session can be read from the disk."""

import base64
from pathlib import Path

import pytest
from pydantic import SecretStr

from models.errors import UserError
from services.settings import Settings
from services.vault import Vault
from sessions.registry import list_sessions
from sessions.start import aresume, astart

KEY = base64.b64encode(bytes(range(32))).decode()
OTHER = bytes(range(1, 33)).hex()


def locked(settings: Settings, key: str = KEY) -> Settings:
    """Return the settings with a key."""
    return settings.model_copy(update={"encryption_key": SecretStr(key)})


def found(home: Path, *words: str) -> list[str]:
    """Return the names of the files that hold one of the words, or are named by it."""
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files
    return [
        path.name for path in files if any(word.encode() in path.read_bytes() or word in path.name for word in words)
    ]


async def test_no_word_of_a_session_is_on_the_disk(cv: Path, ad: Path, with_model: Settings) -> None:
    """Checkpoints, journal, inputs, registry, cache and memory, with a model and an edit."""
    settings = locked(with_model)
    session = await astart(cv, ad, settings=settings)
    await session.aaccept("key-qualifications")
    await session.aedit("role-1", ["Baked 400 rye bread loaves a day."], confirm=True)
    words = ("loaves", "Mara", "Hearth", "Head baker", "Sourdough")
    assert found(settings.home, *words) == []
    while session.pending:
        await session.aaccept(session.pending[0].id)
    assert found(settings.home, *words) == []
    assert list_sessions(settings)[0].employer == "Hearth Hall"


async def test_without_a_key_they_are(cv: Path, ad: Path, settings: Settings) -> None:
    """The test above looks in the right places."""
    await astart(cv, ad, settings=settings)
    names = {name.removesuffix("-wal") for name in found(settings.home, "loaves", "Hearth")}
    assert {"checkpoints.sqlite", "cv.md", "ad.md"} <= names


async def test_a_session_goes_on_with_its_key(cv: Path, ad: Path, settings: Settings) -> None:
    """In another process, from what is on the disk."""
    session = await astart(cv, ad, settings=locked(settings))
    assert (await aresume(session.id, locked(settings))).pending == session.pending


@pytest.mark.parametrize("key", ["", OTHER])
async def test_without_its_key_it_is_one_sentence(key: str, cv: Path, ad: Path, settings: Settings) -> None:
    """Which names the variable."""
    session = await astart(cv, ad, settings=locked(settings))
    with pytest.raises(UserError, match="AICVGEN_ENCRYPTION_KEY"):
        await aresume(session.id, locked(settings, key))


async def test_what_was_kept_before_there_was_a_key_stays_readable(cv: Path, ad: Path, settings: Settings) -> None:
    """A key may be set at any time."""
    session = await astart(cv, ad, settings=settings)
    again = await aresume(session.id, locked(settings))
    await again.aaccept("key-qualifications")
    assert again.pending[0].id == "role-1"


@pytest.mark.parametrize("key", ["short", "x" * 44, base64.b64encode(b"16 bytes, no 32.").decode()])
def test_a_key_that_is_no_key_is_one_sentence(key: str) -> None:
    """It says how to make one."""
    with pytest.raises(UserError, match="openssl rand"):
        Vault(key)


def test_a_vault_returns_what_it_was_given() -> None:
    """Bytes and texts; the same text is never sealed to the same bytes."""
    vault = Vault(KEY)
    assert vault.unseal(vault.seal(b"flour")) == b"flour"
    assert vault.unseal_text(vault.seal_text("flour")) == "flour"
    assert vault.seal(b"flour") != vault.seal(b"flour")


async def test_answers_cached_under_another_key_are_asked_for_again(cv: Path, ad: Path, with_model: Settings) -> None:
    """They are as good as not there, and no reason to stop."""
    await astart(cv, ad, review="none", settings=locked(with_model))
    fresh = with_model.model_copy(update={"home": with_model.home.with_name("other")})
    move(with_model.home / "llm-cache.sqlite", fresh.home)
    session = await astart(cv, ad, review="none", settings=locked(fresh, OTHER))
    assert session.result.usage.calls > 0


def move(path: Path, folder: Path) -> None:
    """Put a database into another folder."""
    folder.mkdir(mode=0o700)
    for part in path.parent.glob(f"{path.name}*"):
        part.rename(folder / part.name)
