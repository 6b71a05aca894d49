"""The examples are there, of the kinds that their README promises, and fictional."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

TextOf = Callable[[Path], str]
SECTIONS = (
    "basics work volunteer education awards certificates publications skills languages interests references projects"
)
BUILT = {
    "backend-engineer.html": "cvs/backend-engineer.pdf",
    "product-designer.html": "cvs/product-designer.pdf",
    "nurse.txt": "cvs/nurse.docx",
    "buchhalterin.txt": "cvs/buchhalterin.docx",
    "intensive-care-nurse.txt": "jobs/intensive-care-nurse.docx",
    "mathematics-teacher.html": "jobs/mathematics-teacher.pdf",
}


def test_readme_names_files_that_exist(examples: Path) -> None:
    """Each path in the README of the examples is a file, and each CV and ad is in that README."""
    named = set(re.findall(r"`([\w/-]+\.\w+)`", (examples / "README.md").read_text("utf-8")))
    present = {
        file.relative_to(examples).as_posix() for folder in ("cvs", "jobs") for file in (examples / folder).iterdir()
    }
    assert len(present) >= 13
    assert present <= named
    assert all((examples / name).is_file() for name in named)


def test_pairs_begin_with_the_demo(examples: Path, pairs: list[dict[str, str]]) -> None:
    """The first pair is a PDF CV with a Markdown ad, and every pair names two files that exist."""
    assert pairs[0] == {"cv": "cvs/backend-engineer.pdf", "job": "jobs/senior-backend-engineer.md"}
    assert all((examples / pair[side]).is_file() for pair in pairs for side in ("cv", "job"))


def test_every_cv_has_a_good_and_a_poor_pair(table: list[tuple[str, str, str]], pairs: list[dict[str, str]]) -> None:
    """Every CV is paired with the ad that suits it and with the one that does not."""
    expected = {(cv, job) for cv, good, poor in table for job in (good, poor)}
    assert {(pair["cv"], pair["job"]) for pair in pairs} == expected
    assert len(expected) == 2 * len(table) >= 12


def test_all_kinds_are_there(examples: Path) -> None:
    """CVs come as PDF, DOCX, Markdown, text and JSON; ads as PDF, DOCX, Markdown, text and HTML."""
    kinds = {folder: {file.suffix for file in (examples / folder).iterdir()} for folder in ("cvs", "jobs")}
    assert kinds["cvs"] == {".pdf", ".docx", ".md", ".txt", ".json"}
    assert kinds["jobs"] == {".pdf", ".docx", ".md", ".txt", ".html"}


@pytest.mark.parametrize(("source", "built"), BUILT.items())
def test_built_files_say_what_their_sources_say(source: str, built: str, examples: Path, text_of: TextOf) -> None:
    """Every list item of a source stands in the PDF or DOCX built from it, so neither changes alone."""
    text = html.unescape((examples / "source" / source).read_text("utf-8"))
    items = re.findall(r"<li>(.+?)</li>", text) if source.endswith(".html") else re.findall(r"^- (.+)$", text, re.M)
    words = text_of(examples / built).replace("\ufffe", "-")
    assert len(items) > 10
    assert not [item for item in items if _solid(item) not in _solid(words)]


def _solid(text: str) -> str:
    """Drop what a line break of a printed page may add or take."""
    return re.sub(r"[\s-]", "", text)


def test_demo_cv_has_six_roles_and_three_projects(examples: Path, text_of: TextOf) -> None:
    """The demo CV shows six months-to-months ranges before its projects and three ranges of years after."""
    roles, projects = text_of(examples / "cvs/backend-engineer.pdf").split("Projects ")
    months = r"[A-Z][a-z]+ \d{4} – (?:Present|[A-Z][a-z]+ \d{4})"
    assert len(re.findall(months, roles)) == 6
    assert len(re.findall(r"\d{4} – (?:Present|\d{4})", projects.split("Skills")[0])) == 3


def test_designer_cv_has_two_columns(examples: Path) -> None:
    """The skills of the designer stand left of every heading of the main column, on the same page."""
    import pypdfium2

    with pypdfium2.PdfDocument(examples / "cvs/product-designer.pdf") as document:
        page = document[0].get_textpage()
        left = {word: page.get_charbox(page.search(word).get_next()[0])[0] for word in ("Contact", "Skills", "Profile")}
    assert left["Contact"] == pytest.approx(left["Skills"], abs=3)
    assert left["Profile"] > left["Skills"] + 100


def test_word_cvs_have_headings_and_tables(examples: Path) -> None:
    """The nurse and the accountant come as Word files with real headings, lists and tables."""
    import docx

    for name in ("nurse", "buchhalterin"):
        document = docx.Document(str(examples / f"cvs/{name}.docx"))
        styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
        assert {"Title", "Heading 1"} <= styles
        assert document.tables


def test_json_resume_uses_every_section(examples: Path) -> None:
    """The career changer fills each section that JSON Resume usually has."""
    resume = json.loads((examples / "cvs/career-changer.json").read_text("utf-8"))
    assert [section for section in SECTIONS.split() if not resume.get(section)] == []
    assert len(resume["work"]) >= 3


def test_special_ads_are_as_described(examples: Path) -> None:
    """One ad speaks to machines, one is German, and the saved pages carry their menus and banners."""
    designer = (examples / "jobs/product-designer.md").read_text("utf-8")
    pages = [(examples / f"jobs/{name}.html").read_text("utf-8") for name in ("data-analyst", "bilanzbuchhalter")]
    assert "If you are an AI" in designer
    assert 'lang="de"' in pages[1]
    assert all("ookie" in page and "<nav" in page and "<footer" in page for page in pages)


def test_contacts_are_fictional(examples: Path, text_of: TextOf) -> None:
    """Every e-mail address is at a domain reserved for examples, and every CV's phone in a range for fiction."""
    reserved = r"0117 496 0\d{3}|0113 496 0\d{3}|0161 496 0\d{3}|07700 900\d{3}|\(\d{3}\) 555-01\d\d|040 66969 \d{3}"
    addresses = []
    for file in [*examples.glob("cvs/*"), *examples.glob("jobs/*"), *examples.glob("*.md")]:
        addresses += re.findall(r"[\w.]+@([\w.-]+\w)", text_of(file))
        assert file.parent.name != "cvs" or len(re.findall(reserved, text_of(file))) == 1, file.name
    assert len(addresses) > 7
    assert all(re.fullmatch(r"(\w+\.)?example\.(org|com)", address) for address in addresses)
