"""Documents made on the spot: PDF by typst, DOCX by hand, so that no test needs a file from elsewhere."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(scope="session")
def pdf() -> Callable[..., bytes]:
    """Return a function that sets typst markup as a PDF."""
    import typst

    def compile_(markup: str, *, margin: str = "50pt", size: str = "10pt") -> bytes:
        source = f"#set page(margin: {margin})\n#set text({size})\n{markup}"
        return typst.compile(source.encode())

    return compile_


@pytest.fixture(scope="session")
def docx() -> Callable[..., bytes]:
    """Return a function that packs the body's XML (and other parts) as a Word file."""

    def pack(body: str, parts: Mapping[str, str] | None = None) -> bytes:
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
            for name, text in (parts or {}).items():
                archive.writestr(name, text)
        return buffer.getvalue()

    return pack


@pytest.fixture(scope="session")
def paragraph() -> Callable[..., str]:
    """Return a function that writes a Word paragraph with run and paragraph properties."""

    def write(text: str, run: str = "", properties: str = "") -> str:
        tabs = text.replace("\t", "</w:t><w:tab/><w:t>")
        return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{tabs}</w:t></w:r></w:p>"

    return write


@pytest.fixture(scope="session")
def plain_cv() -> str:
    """Return a small CV as text."""
    return (
        "Mira Castellanos Obi\nmira.obi@example.org | 020 7946 0018 | Leeds, United Kingdom\n\n"
        "SUMMARY\nLaboratory manager in clinical chemistry. I plan shifts.\n\n"
        "EXPERIENCE\nLaboratory Manager, Harrowgate Diagnostics Ltd, Leeds\nMar 2018 - Present\n"
        "- Cut the turnaround of samples from 31 hours to 9\n- Trained 14 technicians\n\n"
        "EDUCATION\nBSc Biomedical Science, University of Eskmoor, 2007 - 2010\n\n"
        "SKILLS\nISO 15189, LIMS, staff rotas\n"
    )
