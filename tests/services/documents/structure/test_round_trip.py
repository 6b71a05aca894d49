"""Our own documents read back as the CV they were made from, and the same CV in every format as the same CV."""

from pathlib import Path
from typing import Any

import pytest

from models.cv import CV
from services.documents.reader import read_cv
from services.rendering.options import RenderOptions
from services.rendering.render import render

EXAMPLES = Path(__file__).parents[4] / "examples" / "cvs"
CVS = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".pdf", ".docx", ".md", ".txt", ".json"))


def understood(cv: CV) -> Any:
    """Return a CV without places in a source and without what only JSON Resume carries."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(inner) for key, inner in value.items() if key != "kept"}
        return [bare(inner) for inner in value] if isinstance(value, list) else value

    return bare(cv.without_origins().model_dump(mode="json"))


@pytest.mark.parametrize("path", CVS, ids=lambda path: path.name)
@pytest.mark.parametrize("format_", ["md", "docx", "html", "pdf"])
def test_read_back(path: Path, format_: str) -> None:
    """A rendered CV is read back equal, whatever it was first read from."""
    cv = read_cv(path).cv
    assert understood(read_cv(render(cv, format_)).cv) == understood(cv)


@pytest.mark.parametrize("theme", ["modern", "compact"])
@pytest.mark.parametrize("page_size", ["a4", "letter"])
def test_themes(theme: str, page_size: str) -> None:
    """Each theme on each page size reads back equal."""
    cv = read_cv(EXAMPLES / "backend-engineer.pdf").cv
    options = RenderOptions.model_validate({"theme": theme, "page_size": page_size})
    assert understood(read_cv(render(cv, "pdf", options)).cv) == understood(cv)


def test_json_twice() -> None:
    """JSON Resume goes out and in unchanged, with what only it carries."""
    cv = read_cv(EXAMPLES / "career-changer.json").cv
    assert read_cv(render(cv, "json")).cv == cv
