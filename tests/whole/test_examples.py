"""The main job on real files: what is promised holds for every example pair, from the CV to the documents."""

from pathlib import Path

import pypdfium2
from pdfminer.high_level import extract_text

from models.facts import facts_of
from models.tailored import TailoredCV
from services.documents.reader import read_cv
from services.grounding.verify import verify
from services.rendering.layout import blocks
from services.rendering.render import document_lines, words_of

Outcome = tuple[TailoredCV, dict[str, Path]]


def test_every_line_has_provenance(outcome: Outcome) -> None:
    """Each line of the document is made of texts whose facts are named, and those facts are the owner's."""
    result, _ = outcome
    known = {fact.id for fact in facts_of(result.source)}
    assert all(entry.facts and set(entry.facts) <= known for entry in result.provenance)
    traced = bare("\n".join(entry.text for entry in result.provenance))
    pieces = [piece.text for block in blocks(result.cv) if block.kind != "section" for piece in block.pieces]
    assert [piece for piece in pieces if not set(bare(piece)) <= set(traced)] == []


def bare(text: str) -> list[str]:
    """Return the words of a text without the punctuation that a list puts around them."""
    return [word.strip(",:;()") for word in words_of(text) if word.strip(",:;()")]


def test_the_gate_refuses_no_line_of_the_final_markdown(outcome: Outcome) -> None:
    """What leaves the system passes the same verification that a user can run on it."""
    result, files = outcome
    judged = verify(result.source, files["cv.md"].read_text())
    assert len(judged) > 20
    assert [line.text for line in judged if not line.verdict.grounded] == []


def test_the_pdf_reads_back_in_order(outcome: Outcome) -> None:
    """Two independent readers extract the document's words in the document's order."""
    result, files = outcome
    expected = words_of("\n".join(document_lines(result.cv)))
    assert words_of(extract_text(files["cv.pdf"])) == expected
    pdf = pypdfium2.PdfDocument(files["cv.pdf"])
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    pdf.close()
    assert words_of("\n".join(pages)) == expected


def test_our_own_reader_understands_the_documents(outcome: Outcome) -> None:
    """The PDF and the DOCX structure to the CV that they were made from."""
    result, files = outcome
    for name in ("cv.pdf", "cv.docx"):
        read = read_cv(files[name]).cv
        assert [(role.title, role.employer, len(role.lines)) for role in read.roles] == [
            (role.title, role.employer, len(role.lines)) for role in result.cv.roles
        ]


def test_nothing_supported_is_hidden(outcome: Outcome) -> None:
    """The tailored CV shows at least what the source shows, and everything that a fact supports."""
    result, _ = outcome
    shown = {row.requirement for row in result.after.coverage if row.shown}
    assert shown >= {row.requirement for row in result.before.coverage if row.shown}
    assert result.after.headroom == 0


def test_no_section_is_lost(outcome: Outcome) -> None:
    """Every role, project, course of study, certificate, skill and language of the source is in the document."""
    result, _ = outcome
    for section in ("roles", "projects", "education", "certifications", "languages", "other"):
        assert len(getattr(result.cv, section)) == len(getattr(result.source, section))
    assert {skill for group in result.cv.skills for skill in group.skills} == {
        skill for group in result.source.skills for skill in group.skills
    }


def test_each_line_left_out_is_named(outcome: Outcome) -> None:
    """A line of the source is in the document or in the list of what was left out, with the reason."""
    result, _ = outcome
    text = " ".join(fact.text for fact in facts_of(result.cv))
    left = {line.text for line in result.left_out}
    lines = [line.text for entry in (*result.source.roles, *result.source.projects) for line in entry.lines]
    assert [line for line in lines if line not in text and line not in left] == []
