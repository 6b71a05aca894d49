"""What a parser will miss, with the line."""

from collections.abc import Callable

from services.documents.check import check


def test_clean_cv(plain_cv: str) -> None:
    """A plain CV has no findings."""
    assert check(plain_cv).clean


def test_columns_and_pictures(pdf: Callable[..., bytes]) -> None:
    """A second column is a finding at the line it begins with."""
    side = "= Skills\n- SQL\n- R\n- Maps\n- Boats"
    main = "= Experience\n*Engineer*, Acme Ltd\\\n2020 – 2024\n- Built the ferry timetable\n- Ran it for years"
    found = check(pdf(f"= Ana Ruiz\n#grid(columns: (150pt, 1fr), column-gutter: 30pt, [{side}], [{main}])")).findings
    columns = [finding for finding in found if finding.kind == "columns"]
    assert [(finding.text, finding.page) for finding in columns] == [("Experience", 1)]


def test_contact_roles_and_hidden_text(plain_cv: str) -> None:
    """Missing contact, a role without dates and hidden comments are findings."""
    role = "## Experience\n\n### Engineer, Acme Ltd\n\n- Built it\n\n"
    text = f"# Ana Ruiz\n\n{role}<!-- Kubernetes -->\n\n## Skills\n\nSQL, R, boats, maps\n"
    kinds = {finding.kind for finding in check(text).findings}
    assert kinds == {"contact", "dates", "hidden text"}


def test_word_furniture(docx: Callable[..., bytes], paragraph: Callable[..., str]) -> None:
    """A text in the page header of a Word file is a finding."""
    head = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' + paragraph("Ana") + "</w:hdr>"
    )
    found = check(docx(paragraph("word " * 20), {"word/header1.xml": head})).findings
    assert {"header", "structure"} <= {finding.kind for finding in found}
