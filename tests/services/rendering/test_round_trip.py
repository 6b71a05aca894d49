"""What is written is read back: by other programs word by word, by our own reader field by field."""

from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.base import Text
from models.cv import CV, Basics, Link, Role, SkillGroup
from models.dates import DateRange
from services.documents.reader import read_cv
from services.rendering.render import RenderOptions, document_lines, render, words_of

_CVS = sorted(
    path
    for path in (Path(__file__).resolve().parents[3] / "examples" / "cvs").iterdir()
    if path.suffix in (".pdf", ".docx", ".md", ".txt", ".json")
)
_LOOKS = [
    RenderOptions.model_validate({"theme": theme, "page_size": size})
    for theme, size in product(("classic", "modern", "compact"), ("a4", "letter"))
]
_SAMPLE = (
    "a I led the team of Kubernetes C++ CI/CD e-mail 40% €1.2M micro-services Žluťoučký Übung façade (remote) R&D "
    "24/7 state-of-the-art Straße data, pipeline. systems; Node.js 2019 – — & 'quoted' “x” #1 Ein- und Aus- Łódź"
)
_WORDS = _SAMPLE.split()
_MANY = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6)
_PHRASE = _MANY.map(lambda words: "Team " + " ".join(words).rstrip("-"))
_SENTENCE = st.lists(st.sampled_from(_WORDS), min_size=3, max_size=40).map(lambda words: " ".join(words) + " done")
_TEXTS = st.lists(_SENTENCE.map(lambda text: Text(text=text)), max_size=6).map(tuple)
_DATES = st.sampled_from([None, DateRange(text="03/2019 – present"), DateRange(text="Sept. 2011 to Oct. 2012")])
_ROLES = st.builds(
    Role,
    id=st.just("role-1"),
    title=_PHRASE,
    employer=st.one_of(st.just(""), _PHRASE),
    place=st.one_of(st.just(""), _PHRASE),
    dates=_DATES,
    bullets=_TEXTS,
    description=_TEXTS,
)
_RANDOM = st.builds(
    CV,
    basics=st.builds(
        Basics,
        name=_PHRASE,
        headline=_PHRASE,
        location=st.one_of(st.just(""), _PHRASE),
        email=st.just("ada.lovelace@example.org"),
        links=st.just((Link(url="https://www.linkedin.com/in/ada-lovelace-1815", label="LinkedIn"),)),
    ),
    summary=_TEXTS,
    qualifications=st.lists(_PHRASE.map(lambda text: Text(text=text)), max_size=10).map(tuple),
    roles=st.lists(_ROLES, max_size=5).map(tuple),
    skills=st.lists(st.builds(SkillGroup, label=_PHRASE, skills=st.lists(_PHRASE, max_size=12).map(tuple)), max_size=3),
)


@cache
def _cv(path: Path) -> CV:
    return read_cv(path).cv


def _data(cv: CV) -> Any:
    """Return a CV without places in a source, and without what no page shows."""
    return _shown(cv.without_origins().model_dump(mode="json"))


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shown(inner) for key, inner in value.items() if key not in ("kept", "talents")}
    return [_shown(inner) for inner in value] if isinstance(value, list) else value


def test_there_are_examples_to_read_back() -> None:
    """Each kind of file that a CV may come in."""
    assert {path.suffix for path in _CVS} == {".pdf", ".docx", ".md", ".txt", ".json"}


@pytest.mark.parametrize("path", _CVS, ids=lambda path: path.name)
def test_every_program_reads_the_same_words_in_the_same_order(
    path: Path, pdf_texts: Callable[[bytes], dict[str, str]], docx_text: Callable[[bytes], str]
) -> None:
    """Three readers of PDFs and one of DOCX, for each example, theme and paper size."""
    cv = _cv(path)
    for options in _LOOKS:
        expected = words_of("\n".join(document_lines(cv, options)))
        texts = pdf_texts(render(cv, "pdf", options)) | {"DOCX": docx_text(render(cv, "docx", options))}
        for reader, text in texts.items():
            assert words_of(text) == expected, (options, reader)


@pytest.mark.parametrize("path", _CVS, ids=lambda path: path.name)
@pytest.mark.parametrize("options", _LOOKS, ids=lambda options: f"{options.theme}-{options.page_size}")
def test_our_reader_gets_the_same_cv_from_a_pdf(path: Path, options: RenderOptions) -> None:
    """Every field of each example, whatever the theme and the paper."""
    cv = _cv(path)
    assert _data(read_cv(render(cv, "pdf", options)).cv) == _data(cv)


@pytest.mark.parametrize("path", _CVS, ids=lambda path: path.name)
@pytest.mark.parametrize("format", ["docx", "md", "html"])
def test_our_reader_gets_the_same_cv_back(path: Path, format: str) -> None:
    """Every field of each example, from the formats that have no pages."""
    cv = _cv(path)
    assert _data(read_cv(render(cv, format)).cv) == _data(cv)


@given(cv=_RANDOM, options=st.sampled_from(_LOOKS))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_cv_is_read_back_word_by_word(
    cv: CV, options: RenderOptions, pdf_texts: Callable[[bytes], dict[str, str]]
) -> None:
    """Hyphens and slashes at the ends of lines, lone dashes, wide lists: no word is split, joined or moved."""
    expected = words_of("\n".join(document_lines(cv, options)))
    for reader, text in pdf_texts(render(cv, "pdf", options)).items():
        assert words_of(text) == expected, reader
