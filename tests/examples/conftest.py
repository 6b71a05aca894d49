"""What the tests of the examples share: the folder, its table and the text of each kind of file."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def examples() -> Path:
    """Return the folder of the examples."""
    return EXAMPLES


@pytest.fixture(scope="session")
def table() -> list[tuple[str, str, str]]:
    """Return the rows (CV, ad that suits, ad that does not) of the table in examples/README.md."""
    rows = re.findall(r"^\| `(.+?)` \|.*\| `(.+?)` \| `(.+?)` \|$", (EXAMPLES / "README.md").read_text("utf-8"), re.M)
    assert rows
    return rows


@pytest.fixture(scope="session")
def pairs() -> list[dict[str, str]]:
    """Return the pairs of examples/pairs.json."""
    found: list[dict[str, str]] = json.loads((EXAMPLES / "pairs.json").read_text("utf-8"))
    assert found
    return found


@pytest.fixture(scope="session")
def text_of() -> Callable[[Path], str]:
    """Return a function that gives the words of a file without our own readers, spaces folded."""

    def text(path: Path) -> str:
        readers = {".pdf": _pdf, ".docx": _docx}
        words = readers.get(path.suffix, lambda file: file.read_text("utf-8"))(path)
        return " ".join(words.split())

    return text


def _pdf(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _docx(path: Path) -> str:
    import docx
    from docx.oxml.ns import qn

    paragraphs = docx.Document(str(path)).element.body.iter(qn("w:p"))
    return "\n".join("".join(run.text for run in paragraph.iter(qn("w:t"))) for paragraph in paragraphs)
