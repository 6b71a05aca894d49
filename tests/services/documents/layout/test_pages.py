"""Pages as programs set them: wrapped names and dates, labels beside their section, repeated headers."""

from collections.abc import Callable

from models.cv import CV
from models.document import Reading
from services.documents.layout.cells import Cell, Row
from services.documents.layout.lines import lines_of
from services.documents.reader import read_cv

NAME = '#text(22pt, weight: "bold")[Tove Lindqvist]\\\ntove\\@example.org · +46 8 123 456 00\n\n'
ROLE = "*Head Surveyor* #h(1fr) 2019 – Present\\\nFjordkart AS, Bergen\n- Measured two hundred kilometres of coast.\n"


def _heading(text: str) -> str:
    return f'#text(13pt, weight: "bold")[{text}]\n\n'


def _read(pdf: Callable[..., bytes], body: str) -> Reading:
    return read_cv(pdf(body))


def _cv(pdf: Callable[..., bytes], body: str) -> CV:
    return _read(pdf, body).cv


def test_name_wrapped_beside_contact(pdf: Callable[..., bytes]) -> None:
    """A name over two lines beside the contact lines is one name, and a telephone number wrapped there is whole."""
    cv = _cv(
        pdf,
        "#grid(columns: (130pt, 1fr), column-gutter: 60pt, "
        '[#text(24pt, weight: "bold")[Adaora\\\nWhitcombe-Iro]], '
        "align(right)[Leeds, England · adaora\\@example.org · +44\\\n7700 900461])\n\n"
        + _heading("Experience") + ROLE,
    )  # fmt: skip
    assert cv.basics.name == "Adaora Whitcombe-Iro"
    assert cv.basics.phone == "+44 7700 900461"


def test_labels_on_the_line_of_what_they_head(pdf: Callable[..., bytes]) -> None:
    """Headings in a column of their own, set like the first line beside them, head their sections."""
    rows = {
        "Experience": ROLE,
        "Education": "*BSc Geodesy* #h(1fr) 2015 – 2019\\\nUniversity of Elvestad",
        "Skills": "Levelling, QGIS, Python",
    }
    cells = ", ".join(f"[*{label}*], [{body}]" for label, body in rows.items())
    cv = _cv(pdf, NAME + f"#grid(columns: (90pt, 1fr), row-gutter: 14pt, {cells})")
    assert [(role.title, role.employer) for role in cv.roles] == [("Head Surveyor", "Fjordkart AS")]
    assert [study.institution for study in cv.education] == ["University of Elvestad"]
    assert [skill for group in cv.skills for skill in group.skills] == ["Levelling", "QGIS", "Python"]


def test_dates_wrapped_in_a_margin(pdf: Callable[..., bytes]) -> None:
    """Dates whose end stands on the line below are whole, with nothing of them in title or employer."""
    grid = "#grid(columns: (70pt, 1fr), column-gutter: 8pt, [{}], [{}])\n- {}\n\n"
    cv = _cv(
        pdf,
        NAME + _heading("Experience")
        + grid.format("Feb 2010 – Jan 2015", "Surveyor\\\nTown of Elvestad", "Drew the map of the harbour.")
        + grid.format("since March 2015", "Head Surveyor\\\nFjordkart AS", "Measured the coast."),
    )  # fmt: skip
    assert [(role.title, role.employer) for role in cv.roles] == [
        ("Surveyor", "Town of Elvestad"),
        ("Head Surveyor", "Fjordkart AS"),
    ]
    assert [role.dates.start.year for role in cv.roles if role.dates and role.dates.start] == [2010, 2015]


def test_degree_wrapped_in_a_narrow_column(pdf: Callable[..., bytes]) -> None:
    """A degree that goes on after `in` in the next line is one degree, though its last word is a heading elsewhere."""
    body = "*Professional Diploma in\\\nEducation*\\\nCorrie University\\\n2010 – 2011"
    cv = _cv(pdf, NAME + _heading("Experience") + ROLE + _heading("Education") + body)
    assert [(study.degree, study.institution) for study in cv.education] == [
        ("Professional Diploma in Education", "Corrie University")
    ]


def test_number_and_name_at_the_margins(pdf: Callable[..., bytes]) -> None:
    """The number of the only page and the name repeated in its header are no part of the CV."""
    margins = '#set page(header: align(right, text(8pt)[Tove Lindqvist]), numbering: "1")\n'
    reading = _read(pdf, margins + NAME + _heading("Experience") + ROLE)
    assert {item.reason for item in reading.left_out} >= {"page number", "repeated header or footer"}
    assert [len(role.lines) for role in reading.cv.roles] == [1]
    assert reading.cv.basics.details == ()


def test_heading_in_larger_letters_ends_a_section(pdf: Callable[..., bytes]) -> None:
    """A heading that no vocabulary knows, set as the known ones are, is no employer."""
    text = _heading("Experience") + ROLE + _heading("Lehr- und Wanderzeit") + "*BSc Geodesy* 2015 – 2019\\\n"
    cv = _cv(pdf, NAME + text + "University of Elvestad\n\n" + _heading("Skills") + "QGIS, Python")
    assert [role.employer for role in cv.roles] == ["Fjordkart AS"]
    assert [study.institution for study in cv.education] == ["University of Elvestad"]


def test_row_that_gave_its_only_cell_away() -> None:
    """The end of dates in a margin may stand on a row of its own, which is then empty."""
    rows = [
        Row([_cell("05/2018 –", 40, 0), _cell("Surveyor, Fjordkart AS", 140, 0)]),
        Row([_cell("Present", 40, 12)]),
        Row([_cell("Measured the coast.", 40, 24)]),
    ]
    assert lines_of(rows)[0].text == "05/2018 – Present\tSurveyor, Fjordkart AS"


def _cell(text: str, x0: float, base: float) -> Cell:
    return Cell(text, x0, x0 + 5 * len(text), base - 8, base + 2, base, 10)
