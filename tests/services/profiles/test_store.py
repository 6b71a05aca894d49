"""The profile store."""

from pathlib import Path

import pytest

from models.batch import SectionResult
from models.cv import CV, Basics
from models.errors import UserError
from services.profiles.store import ProfileStore
from services.vault import Vault

SECTION = SectionResult(
    section_number=1, section="summary", title="Summary", description="old", enhanced_description="new"
)
KEY = "00" * 32


def test_profiles_are_kept_with_both_texts(tmp_path: Path) -> None:
    """And listed, the one touched last first."""
    store = ProfileStore(tmp_path, Vault())
    store.put("one", CV(basics=Basics(name="Ada")), [SECTION], "groq:m")
    store.put("two", CV())
    assert store.get("one").basics.name == "Ada"
    assert store.sections("one") == (SECTION,)
    assert set(store.names()) == {"one", "two"}


def test_an_unknown_profile_is_one_sentence(tmp_path: Path) -> None:
    """It says what to do instead."""
    with pytest.raises(UserError, match="no profile nobody"):
        ProfileStore(tmp_path, Vault()).get("nobody")


def test_the_file_is_private_and_sealed_under_a_key(tmp_path: Path) -> None:
    """Readable by its owner alone, and with a key not even then as text."""
    store = ProfileStore(tmp_path, Vault(KEY))
    store.put("one", CV(basics=Basics(name="Ada Quillon")), [SECTION.model_copy(update={"description": "Elm Ward"})])
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert (tmp_path / "profiles.sqlite").stat().st_mode & 0o077 == 0
    assert b"Quillon" not in content
    assert b"Elm Ward" not in content
    assert store.get("one").basics.name == "Ada Quillon"
