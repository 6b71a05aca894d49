"""A fictional CV with something in every section, and the ways to take the text out of a file again."""

import io
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from models.base import Text
from models.cv import (
    CV,
    Basics,
    Certification,
    Education,
    Language,
    Link,
    Project,
    Role,
    Section,
    SkillGroup,
)
from models.dates import DateRange, YearMonth


def texts(*lines: str) -> tuple[Text, ...]:
    """Return the lines as texts without an origin."""
    return tuple(Text(text=line) for line in lines)


def since(text: str, year: int) -> DateRange:
    """Return a range from a year until now, spelled as given."""
    return DateRange(start=YearMonth(year=year), present=True, text=text)


@pytest.fixture
def cv() -> CV:
    """Return a CV in which every section has something to print."""
    return CV(
        basics=Basics(
            name="Łucja Marešová-Østergård",
            headline="Backend Engineer",
            email="lucja@example.org",
            phone="+49 40 1234567",
            location="Hamburg, Germany",
            links=(
                Link(url="https://github.com/lucja-example", label="GitHub"),
                Link(url="https://lucja.example.org/work_and_talks"),
            ),
            details=texts("Work permit: EU citizen"),
        ),
        summary=texts("Engineer with 11 years in energy.", "Builds services that stay up."),
        qualifications=texts("Python and Go", "PostgreSQL", "Event-driven systems"),
        roles=(
            Role(
                id="role-1",
                title="Senior Backend Engineer",
                employer="Nordlicht Energie GmbH",
                place="Hamburg",
                dates=since("03/2019 – present", 2019),
                description=texts("Platform team of nine that runs billing & metering."),
                bullets=texts("Cut the nightly run from 6 h to 40 min – 85 % less.", "Mentored four juniors."),
            ),
            Role(id="role-2", title="Developer", employer="Möwe & Söhne KG", bullets=texts("Wrote the office flow.")),
        ),
        projects=(
            Project(
                id="project-1",
                name="tidewatch",
                url="https://example.org/tidewatch",
                skills=("Go", "SQLite"),
                bullets=texts("Logs tide gauges for two clubs."),
            ),
        ),
        education=(
            Education(
                id="education-1",
                degree="MSc",
                field="Computer Science",
                institution="Universität Hamburg",
                dates=DateRange(start=YearMonth(year=2009), end=YearMonth(year=2011), text="2009 – 2011"),
                grade="1.3",
                bullets=texts("Thesis: Backpressure in stream processing"),
            ),
        ),
        certifications=(Certification(id="certification-1", name="CKA", issuer="CNCF", dates=since("2021", 2021)),),
        skills=(SkillGroup(label="Languages", skills=("Python", "Go")), SkillGroup(skills=("CI/CD", "Kafka"))),
        languages=(Language(name="German", level="C2"), Language(name="English")),
        other=(Section(id="other-1", heading="Volunteering", lines=texts("Code club", "Sailing instructor")),),
        talents=texts("Speaks a little Danish"),
    )


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Return a PNG of 30 × 40 grey points, made by hand."""
    rows = b"".join(b"\0" + b"\x80" * 30 for _ in range(40))
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 30, 40, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    data = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    path = tmp_path / "photo.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + data)
    return path


@pytest.fixture
def pdf_texts() -> Callable[[bytes], dict[str, str]]:
    """Return the function that asks each reader of PDFs for its text, by its name."""
    return _pdf_texts


def _pdf_texts(data: bytes) -> dict[str, str]:
    import pypdfium2
    from pdfminer.high_level import extract_text

    pdf = pypdfium2.PdfDocument(data)
    found = {
        "pdfminer.six": extract_text(io.BytesIO(data)),
        "pypdfium2": "\n".join(page.get_textpage().get_text_range() for page in pdf),
    }
    pdf.close()
    if shutil.which("pdftotext"):
        run = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
        found["pdftotext"] = run.stdout.decode()
    return found


@pytest.fixture
def docx_text() -> Callable[[bytes], str]:
    """Return the function that takes the paragraphs out of a DOCX."""
    return _docx_text


def _docx_text(data: bytes) -> str:
    """Return the paragraphs of a DOCX, links included."""
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
