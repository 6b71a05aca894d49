"""A photo is a JPEG or PNG of reasonable size, or one sentence."""

from pathlib import Path

import pytest

from models.cv import CV
from models.errors import UserError
from services.rendering.render import RenderOptions, render


@pytest.mark.parametrize("format", ["pdf", "html", "docx"])
def test_a_photo_changes_no_word(cv: CV, photo: Path, format: str) -> None:
    """The document grows by the picture."""
    assert len(render(cv, format, RenderOptions(photo=photo))) > len(render(cv, format))


@pytest.mark.parametrize(
    ("data", "sentence"), [(b"GIF89a", "neither JPEG nor PNG"), (b"x" * 5_000_001, "at most 5 MB")]
)
def test_what_is_no_photo_is_refused(cv: CV, tmp_path: Path, data: bytes, sentence: str) -> None:
    """The sentence says what to do."""
    (tmp_path / "photo").write_bytes(data)
    with pytest.raises(UserError, match=sentence):
        render(cv, "pdf", RenderOptions(photo=tmp_path / "photo"))


def test_a_missing_photo_is_one_sentence(cv: CV, tmp_path: Path) -> None:
    """The path is named."""
    with pytest.raises(UserError, match="nowhere"):
        render(cv, "html", RenderOptions(photo=tmp_path / "nowhere.png"))


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_a_damaged_photo_is_one_sentence(cv: CV, tmp_path: Path, format: str) -> None:
    """It begins like a picture and is none."""
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"rubbish" * 10)
    with pytest.raises(UserError, match="damaged"):
        render(cv, format, RenderOptions(photo=tmp_path / "photo.png"))
