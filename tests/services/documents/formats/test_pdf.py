"""What a PDF page hides, repeats and links to."""

from collections.abc import Callable

import pytest

from models.errors import UserError
from services.documents.reader import read_cv, read_document

CV = (
    "= Ana Ruiz\nana\\@example.org\n\n"
    "= Experience\n*Engineer*, Acme Ltd #h(1fr) 2020 – 2024\n- Built the ferry timetable\n\n"
    "= Skills\nSQL, R\n"
)


@pytest.mark.parametrize(
    ("hidden", "reason"),
    [
        ("#text(fill: white)[Kubernetes wizard]", "in the colour of its background"),
        ("#text(1pt)[Kubernetes wizard]", "tiny"),
        ("#place(dx: 2000pt)[Kubernetes wizard]", "off the page"),
        (
            "Kubernetes wizard#place(dy: -10pt, rect(fill: rgb(200, 30, 30), width: 120pt, height: 14pt))",
            "covered",
        ),
        (
            '#block(fill: rgb("#203040"))[#text(fill: rgb("#203040"))[Kubernetes wizard]]',
            "in the colour of its background",
        ),
    ],
)
def test_hidden_text(pdf: Callable[..., bytes], hidden: str, reason: str) -> None:
    """Text that nobody can see is reported with the reason, and no fact."""
    reading = read_cv(pdf(CV + "\n" + hidden))
    assert [(notice.kind, notice.text) for notice in reading.notices] == [
        ("hidden text", f"{reason}: Kubernetes wizard")
    ]
    assert "Kubernetes" not in reading.cv.model_dump_json()
    assert any("Kubernetes" in item.text for item in reading.left_out)


def test_white_text_on_a_dark_ground_is_seen(pdf: Callable[..., bytes]) -> None:
    """White is hidden only on white."""
    reading = read_cv(pdf(CV + '\n#block(fill: rgb("#203040"), inset: 4pt)[#text(fill: white)[Python]]'))
    assert reading.notices == ()
    assert "Python" in reading.cv.model_dump_json()


def test_headers_and_page_numbers_are_left_out(pdf: Callable[..., bytes]) -> None:
    """What repeats at the margins is no line of the CV, and is listed."""
    pages = (
        "#set page(height: 200pt, footer: context [Ana Ruiz · #counter(page).display()])\n"
        + CV
        + "#pagebreak()\n- More"
    )
    document = read_document(pdf(pages))
    assert not [line for line in document.lines if line.text.startswith("Ana Ruiz ·")]
    assert {item.reason for item in document.left_out} <= {"page number", "repeated header or footer"}
    assert len(document.left_out) == max(
        item.origin.page for item in document.left_out if item.origin and item.origin.page
    )


def test_links_that_the_text_does_not_show(pdf: Callable[..., bytes]) -> None:
    """The address behind the word `GitHub` is a link of the owner with that label."""
    markup = '= Ana Ruiz\nana\\@example.org | #link("https://example.org/ana")[GitHub]\n\n' + CV[CV.index("= Exp") :]
    links = read_cv(pdf(markup)).cv.basics.links
    assert [(link.url, link.label) for link in links] == [("https://example.org/ana", "GitHub")]


def test_ligatures_and_accents(pdf: Callable[..., bytes]) -> None:
    """Ligatures come back as letters."""
    markup = "#set text(ligatures: true)\n" + CV.replace("ferry timetable", "first efficient office in Łódź")
    assert read_cv(pdf(markup)).cv.roles[0].bullets[0].text == "Built the first efficient office in Łódź"


def test_origin_is_page_and_line(pdf: Callable[..., bytes]) -> None:
    """Each fact knows the page and the line it stood on."""
    reading = read_cv(pdf("#set page(height: 190pt)\n" + CV.replace("- Built", "#pagebreak()\n- Built")))
    origin = reading.cv.roles[0].bullets[0].origin
    assert origin is not None
    assert (origin.page, origin.line) == (2, 1)


def test_too_many_pages(pdf: Callable[..., bytes]) -> None:
    """A book is refused in one sentence, before it is read."""
    with pytest.raises(UserError, match="pages; give the few that matter"):
        read_document(pdf("#for n in range(70) [word #pagebreak()]"))
