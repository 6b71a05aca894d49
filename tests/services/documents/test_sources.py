"""Every bad input gets one clear sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import UserError
from services.documents.reader import read_cv, read_text
from services.documents.sources import LIMIT, load


def test_content_decides_before_the_name(tmp_path: Path, pdf: Callable[..., bytes]) -> None:
    """A PDF called `cv.txt` is a PDF."""
    path = tmp_path / "cv.txt"
    path.write_bytes(pdf("Hello"))
    assert load(path)[1] == "pdf"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# Mira\n\n- a\n- b", "md"),
        ("Mira Obi\nLeeds", "txt"),
        ('{"basics": {}}', "json"),
        ("<html><body><p>Hi</p></body></html>", "html"),
    ],
)
def test_text_is_sniffed(text: str, kind: str) -> None:
    """Text given as such is told apart by its form."""
    assert load(text)[1] == kind


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("cv.pdf", b"", "is empty"),
        ("cv.txt", b" \n ", "is empty"),
        ("cv.pdf", b"just text", "is no PDF inside"),
        ("cv.docx", b"just text", "is no DOCX inside"),
        ("cv.docx", b"PK\x03\x04broken", "is damaged"),
        ("cv.doc", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old Word file or protected"),
        ("cv.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "is a picture"),
        ("cv.odt", b"text of a kind", "can't be read"),
        ("cv.txt", bytes(range(256)) * 20, "holds no text"),
        ("cv.json", b'{"basics": ', "is no valid JSON"),
        ("cv.json", b"[1, 2]", "no JSON Resume"),
        ("cv.json", b'{"a": 1}', "no JSON Resume"),
        ("cv.json", b'{"work": ' + b"[" * 5000 + b"]" * 5000 + b"}", "nested deeper"),
        ("cv.pdf", b"%PDF-1.4\n%%EOF", "damaged PDF"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    """The sentence names the file and says what is wrong."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UserError, match=says) as caught:
        read_cv(path)
    assert name in str(caught.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A path that is not there, and one that is a folder, say so."""
    with pytest.raises(UserError, match="There is no file"):
        read_cv(tmp_path / "none.pdf")
    with pytest.raises(UserError, match="There is no file"):
        read_text("none.md")
    with pytest.raises(UserError, match="is a folder"):
        read_cv(tmp_path)


def test_fifty_megabytes(tmp_path: Path) -> None:
    """A file that no CV has the size of is not even read."""
    path = tmp_path / "big.pdf"
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(UserError, match="MB"):
        read_cv(path)


def test_scan_says_so(pdf: Callable[..., bytes]) -> None:
    """A PDF without text suggests a text version."""
    with pytest.raises(UserError, match="text version"):
        read_cv(pdf("#rect(width: 100pt, height: 100pt, fill: red)"))


def test_encrypted_pdf(pdf: Callable[..., bytes]) -> None:
    """A PDF whose trailer names an encryption nobody has the password of is refused in words about the password."""
    standard = b"<</Filter/Standard/V 1/R 2/O(" + b"a" * 32 + b")/U(" + b"b" * 32 + b")/P -4>>/ID[(a)(a)]"
    data = pdf("Hello").replace(b"/Root", b"/Encrypt " + standard + b"/Root")
    with pytest.raises(UserError, match=r"password|damaged"):
        read_cv(data)


@pytest.mark.parametrize(
    "text",
    [
        "Backend Engineer (m/f/d)\n\nAbout us\nWe build boats.\n\n"
        "What you will do\n- You will own services\n\n"
        "Requirements\n- Five years of Python\n\nWhat we offer\n- 30 days off\n\nApply now at jobs@example.org",
        "# Pflegefachkraft (m/w/d)\n\nWir suchen Verstärkung.\n\n"
        "## Ihre Aufgaben\n- Pflege\n\n## Ihr Profil\n- Examen\n\n"
        "## Wir bieten\n- 30 Tage Urlaub und ein gutes Team im Haus",
    ],
)
def test_job_ad_is_no_cv(text: str) -> None:
    """An ad given as a CV is recognised."""
    with pytest.raises(UserError, match="job ad"):
        read_cv(text)


def test_few_words_and_nothing_known() -> None:
    """Three words are no CV, and neither is a letter."""
    with pytest.raises(UserError, match="only 3 words"):
        read_cv("hello there friend")
    with pytest.raises(UserError, match="no roles, projects, education or skills"):
        read_cv("Dear Ada,\n\n" + "the boat was late and the sea was grey and we waited on the quay.\n" * 3)


def test_graduate_without_roles_passes_with_a_notice() -> None:
    """Education alone is a CV; that no roles were found is said."""
    studies = "Education\n\nBSc Physics, University of Eskmoor, 2020 - 2024\n\nSkills\n\nPython, R"
    reading = read_cv(f"Ana Ruiz\nana@example.org\n\n{studies}")
    assert [notice.kind for notice in reading.notices] == ["no roles"]
    assert reading.cv.education[0].institution == "University of Eskmoor"


def test_no_name_is_said() -> None:
    """A CV whose first lines hold no name is read, and the lack is said."""
    text = "me@example.org\n\nExperience\nClerk, Acme Ltd, 2016 - 2018\n- Filed the motions of a whole court."
    notices = read_cv(text).notices
    assert [notice.kind for notice in notices] == ["no name"]
