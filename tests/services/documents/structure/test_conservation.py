"""Nothing is lost: every word of a source is in the CV or in the list of what was left out."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UserError
from services.documents.reader import read_cv, read_document
from services.documents.structure.conserve import words_of
from services.documents.text import words

EXAMPLES = Path(__file__).parents[4] / "examples" / "cvs"
CVS = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".pdf", ".docx", ".md", ".txt"))

LINES = st.sampled_from(
    [
        "", "", "EXPERIENCE", "Education", "Skills", "Languages", "Projects:", "Awards", "My own heading", "Contact",
        "Ana Ruiz", "ana@example.org | 020 7946 0018 | Leeds", "Engineer, Acme Ltd, Leeds", "Acme Ltd\t2019 – 2021",
        "Jan 2020 - Present", "2015–17", "Senior Engineer | Bolt GmbH | Köln | 2016 – 2019",
        "- Built 3 things",
        "• Ran it",
        "1. First of all", "BSc Physics, University of Eskmoor, 2:1", "GPA: 3.8",
        "Relevant Coursework: Optics, Waves",
        "Tools: SQL, R (tidy), Python", "English (native), French: B2", "I like the sea. It is wide.",
        "Degree\tSchool\tYear",
        "Page 2 of 3", "https://example.org/x", "Expected May 2027",
        "Certified Something — Board, 2021", "References: on request",
    ]
)  # fmt: skip


@pytest.mark.parametrize("path", CVS, ids=lambda path: path.name)
def test_examples(path: Path) -> None:
    """No word of an example CV is lost."""
    reading = read_cv(path)
    have = Counter(words_of((reading.cv, reading.left_out)))
    assert not Counter(words(read_document(path).text)) - have


@settings(max_examples=80, deadline=None)
@given(st.lists(LINES, min_size=4, max_size=25), st.booleans())
def test_any_text(lines: list[str], markdown: bool) -> None:
    """No word is lost however the lines of a CV are shuffled: what has no place is kept under a section of its own."""
    text = "\n".join(f"## {line}" if markdown and line.istitle() else line for line in lines)
    try:
        reading = read_cv(text + "\n\nSkills\n\nsailing, rowing, boats, knots, charts, tides, wind")
    except UserError:
        return
    have = Counter(words_of((reading.cv, reading.left_out)))
    wanted = Counter(word for line in [*lines, "sailing rowing boats"] for word in words(line))
    assert not wanted - have


def test_unplaced_lines_are_reported() -> None:
    """A line that found no place is kept, and a notice says so."""
    role = "Engineer, Acme Ltd, 2020 - 2024 (5 seats)\n- Built the ferry timetable"
    text = f"Ana Ruiz\nana@example.org\n\nExperience\n{role}"
    reading = read_cv(text)
    everything = reading.cv.model_dump_json() + "".join(item.text for item in reading.left_out)
    assert "seats" in everything
