"""The DOCX: Word's own styles, lists and links, and LibreOffice opens it without a repair."""

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document

from models.cv import CV
from services.rendering.render import RenderOptions, document_lines, render, words_of

_OFFICE = shutil.which("soffice")
_LOOKS = [
    RenderOptions.model_validate({"theme": theme, "page_size": size})
    for theme, size in (("classic", "a4"), ("modern", "letter"), ("compact", "a4"))
]


def _open(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


@pytest.mark.parametrize("options", _LOOKS, ids=lambda options: options.theme)
def test_the_paragraphs_are_the_document(cv: CV, options: RenderOptions, docx_text) -> None:
    """The same words in the same order, links included."""
    assert words_of(docx_text(render(cv, "docx", options))) == words_of("\n".join(document_lines(cv, options)))


def test_headings_and_lists_are_words_own(cv: CV) -> None:
    """A person can restyle the whole CV in one place, and an outline is there."""
    document = _open(render(cv, "docx"))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert styles[cv.basics.name] == "Title"
    assert styles["Experience"] == "Heading 1"
    assert styles["Senior Backend Engineer"] == "Heading 2"
    assert styles["Mentored four juniors."] == "List Bullet"


def test_an_entry_is_not_parted_from_its_first_line(cv: CV) -> None:
    """Headings and the lines below them keep with what follows; the last line of an entry doesn't."""
    role = cv.roles[1].model_copy(update={"bullets": ()})
    document = _open(render(cv.model_copy(update={"roles": (cv.roles[0], role)}), "docx"))
    keeps = {}
    for paragraph in document.paragraphs:
        own = paragraph.paragraph_format.keep_with_next
        assert paragraph.style is not None
        keeps[paragraph.text] = paragraph.style.paragraph_format.keep_with_next if own is None else own
    assert keeps["Experience"]
    assert keeps["Senior Backend Engineer"]
    assert not keeps["Mentored four juniors."]
    assert not keeps["Möwe & Söhne KG"]


def test_title_author_and_language_are_there(cv: CV) -> None:
    """Properties of the file say who and in which language, and no time of writing."""
    data = render(cv.model_copy(update={"language": "de"}), "docx")
    properties = _open(data).core_properties
    assert (properties.title, properties.author, properties.language) == (cv.basics.name, cv.basics.name, "de")
    assert {member.date_time for member in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_links_are_live(cv: CV) -> None:
    """Addresses are hyperlinks with their targets."""
    targets = {part.target_ref for part in _open(render(cv, "docx")).part.rels.values() if part.is_external}
    assert {"mailto:lucja@example.org", "tel:+49401234567", "https://github.com/lucja-example"} <= targets


def test_paper_is_the_one_chosen(cv: CV) -> None:
    """Letter is 8.5 inches wide."""
    section = _open(render(cv, "docx", RenderOptions(page_size="letter"))).sections[0]
    assert section.page_width is not None
    assert round(section.page_width.inches, 2) == 8.5


@pytest.mark.skipif(_OFFICE is None, reason="needs LibreOffice (soffice) to open what was written")
def test_libreoffice_opens_it_and_reads_the_same_words(cv: CV, tmp_path: Path) -> None:
    """A file in need of repair is not converted; this one is, for every theme, with nothing lost."""
    for options in _LOOKS:
        (tmp_path / f"{options.theme}.docx").write_bytes(render(cv, "docx", options))
    command = [
        str(_OFFICE),
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "txt:Text",
    ]
    paths = [str(tmp_path / f"{options.theme}.docx") for options in _LOOKS]
    environment = os.environ | {"HOME": str(tmp_path)}
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *paths], check=True, capture_output=True, timeout=120, env=environment
    )
    for options in _LOOKS:
        text = (tmp_path / f"{options.theme}.txt").read_text("utf-8-sig")
        assert words_of(text) == words_of("\n".join(document_lines(cv, options)))
