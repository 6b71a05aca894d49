"""What Word keeps where: tables, text boxes, headers, content controls, lists, hidden runs."""

from collections.abc import Callable

import pytest

from services.documents.reader import read_cv, read_document

Pack = Callable[..., bytes]
BULLET = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
BOX = (
    '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


@pytest.fixture
def body(paragraph: Pack) -> str:
    """Return a CV's body whose roles stand in a table with a margin of dates."""
    work = paragraph("Engineer") + paragraph("Acme Ltd, Leeds") + paragraph("Built the ferry timetable", "", BULLET)
    return (
        paragraph("Ana Ruiz", '<w:sz w:val="40"/>')
        + paragraph("ana@example.org")
        + paragraph("Experience", "<w:b/>")
        + _table((paragraph("2020 – 2024"), work))
        + paragraph("Skills", "<w:b/>")
        + paragraph("SQL, R")
    )


def test_dated_table(docx: Pack, body: str) -> None:
    """A row with its dates in the margin is one role, its list a list."""
    role = read_cv(docx(body)).cv.roles[0]
    assert (role.title, role.employer, role.place) == ("Engineer", "Acme Ltd", "Leeds")
    assert role.dates is not None
    assert role.dates.text == "2020 – 2024"
    assert [text.text for text in role.bullets] == ["Built the ferry timetable"]


def test_text_box_once(docx: Pack, body: str, paragraph: Pack) -> None:
    """A text box is read once, though Word writes it twice."""
    box = BOX.format(paragraph("Languages", "<w:b/>") + paragraph("Basque (native)"))
    cv = read_cv(docx(body + box)).cv
    assert [(language.name, language.level) for language in cv.languages] == [("Basque", "native")]


def test_content_controls_and_insertions(docx: Pack, body: str, paragraph: Pack) -> None:
    """Text in content controls and tracked insertions is text; deletions are not."""
    control = f"<w:sdt><w:sdtContent>{paragraph('Awards', '<w:b/>')}</w:sdtContent></w:sdt>"
    added = "<w:ins><w:r><w:t>Harbour prize</w:t></w:r></w:ins>"
    tracked = f"<w:p>{added}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    section = read_cv(docx(body + control + tracked)).cv.other[0]
    assert (section.heading, [line.text for line in section.lines]) == ("Awards", ["Harbour prize"])


def test_header_is_read_first(docx: Pack, body: str, paragraph: Pack) -> None:
    """A name that stands only in the page header is the name; a footer is left out and listed."""
    head = (
        f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{paragraph("Ana Ruiz")}</w:hdr>'
    )
    foot = head.replace("hdr", "ftr").replace("Ana Ruiz", "Confidential")
    start = body.index("<w:p>", 10)
    reading = read_cv(docx(body[start:], {"word/header1.xml": head, "word/footer1.xml": foot}))
    assert reading.cv.basics.name == "Ana Ruiz"
    assert ("Confidential", "footer") in [(item.text, item.reason) for item in reading.left_out]


@pytest.mark.parametrize("run", ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'])
def test_hidden_runs(docx: Pack, body: str, paragraph: Pack, run: str) -> None:
    """Hidden, white and tiny runs are reported and no facts."""
    reading = read_cv(docx(body + paragraph("Kubernetes wizard", run)))
    assert [notice.kind for notice in reading.notices] == ["hidden text"]
    assert "Kubernetes" not in reading.cv.model_dump_json()


def test_heading_styles(docx: Pack, paragraph: Pack) -> None:
    """Heading levels and lists come from the styles, by name or outline level."""
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="LB"><w:name w:val="List Bullet"/></w:style></w:styles>'
    )
    lines = paragraph("Work", "", '<w:pStyle w:val="H2"/>') + paragraph("Built", "", '<w:pStyle w:val="LB"/>')
    document = read_document(docx(lines, {"word/styles.xml": styles}))
    assert [(line.text, line.heading, line.bullet) for line in document.lines] == [("Work", 2, ""), ("Built", 0, "•")]


def test_external_links_are_not_fetched(docx: Pack, paragraph: Pack) -> None:
    """A document type that points elsewhere is not followed: the fixture refuses every connection."""
    text = paragraph("word " * 20)
    document = read_document(docx(text, {"word/_rels/document.xml.rels": "<Relationships/>"}))
    assert document.lines[0].text.startswith("word")
