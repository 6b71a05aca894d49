"""Settings: what a person gives, what the environment gives, and what neither may be."""

from pathlib import Path

import pytest

from models.errors import UserError
from services.settings import Settings, load_settings


def test_what_is_given_beats_the_environment_and_none_leaves_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """An option that was not used is None, and then the variable counts."""
    monkeypatch.setenv("AICVGEN_THEME", "modern")
    assert load_settings(theme=None).theme == "modern"
    assert load_settings(theme="compact").theme == "compact"


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("AICVGEN_THEME", "pink", "AICVGEN_THEME can't be used: input should be 'classic', 'modern' or 'compact'."),
        ("AICVGEN_MAX_COST", "much", "AICVGEN_MAX_COST can't be used: input should be a valid number"),
        (
            "AICVGEN_BATCH_CONCURRENT_LIMIT",
            "0",
            "AICVGEN_BATCH_CONCURRENT_LIMIT can't be used: input should be greater",
        ),
        ("AICVGEN_SECTIONS", "skills,hobbies", "The section 'hobbies' is unknown; choose from summary, qual"),
    ],
)
def test_a_wrong_variable_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    """It names the variable as the person set it."""
    monkeypatch.setenv(variable, value)
    with pytest.raises(UserError) as caught:
        load_settings()
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_a_wrong_option_is_named_as_an_option() -> None:
    """What was given on the command line is told as it was typed there."""
    with pytest.raises(UserError, match=r"^--max-tokens can't be used: "):
        load_settings(max_tokens="some")


def test_sections_are_a_list_with_commas_or_a_sequence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each once, in the order given; nothing is no choice."""
    monkeypatch.setenv("AICVGEN_SECTIONS", " Skills, roles,skills ,")
    assert load_settings().sections == ("skills", "roles")
    assert Settings(sections=("education",)).sections == ("education",)
    monkeypatch.setenv("AICVGEN_SECTIONS", "")
    assert load_settings().sections == ()


def test_a_photo_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path is kept as an absolute one, and an empty one is none."""
    monkeypatch.chdir(tmp_path)
    assert load_settings(photo="me.png").photo == tmp_path / "me.png"
    monkeypatch.setenv("AICVGEN_PHOTO", "")
    assert load_settings().photo is None


def test_an_env_file_that_is_no_text_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stray binary named `.env` in the folder at hand is told, not traced."""
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00A")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=r"\.env here is no UTF-8 text"):
        load_settings()
