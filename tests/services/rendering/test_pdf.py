"""The PDF: every reader finds the document's words in order, nothing is cut, and pages break where a designer would."""

import io
import re
from itertools import product

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTItem
from pypdfium2 import PdfDocument

from models.base import Text
from models.cv import CV, Basics, Role
from models.errors import UserError
from services.rendering import pdf
from services.rendering.layout import blocks
from services.rendering.pdf import pages
from services.rendering.render import RenderOptions, document_lines, render, words_of

LOOKS = [
    RenderOptions.model_validate({"theme": theme, "page_size": size})
    for theme, size in product(("classic", "modern", "compact"), ("a4", "letter"))
]
_NEAR_A_BREAK = {"classic": (26, 36), "modern": (24, 34), "compact": (38, 50)}
"""How many bullets bring the first or the second list near the end of the first page."""
_SCRIPTS = "Ωμέγα Ψυχή · Київ Ґалаґан Ђорђе · Zażółć gęślą jaźń · İstanbul ş ğ · Ștefan · Þór ß ſ – “quoted” → ✓ ≥ €"
_CODE = '#panic("x") $x^2$ *bold* _it_ `raw` <label> @ref // no /* no */ \\u{41} [a](b) {x} #include "/etc/passwd"'


def _leaves(item: LTItem) -> list[LTItem]:
    children = getattr(item, "_objs", None)
    return [item] if children is None else [item, *(inner for child in children for inner in _leaves(child))]


def _page_lines(data: bytes) -> list[list[str]]:
    """Return the lines of each page in reading order."""
    pdf = PdfDocument(data)
    found = [page.get_textpage().get_text_range().split("\r\n") for page in pdf]
    pdf.close()
    return found


def _with_bullets(cv: CV, counts: tuple[int, ...]) -> CV:
    """Return the CV with roles of so many bullets of one line."""
    roles = [
        Role(
            id=f"role-{number}",
            title=f"Title {number}",
            employer=f"Employer {number}",
            bullets=tuple(Text(text=f"Bullet {number}.{line} of this role.") for line in range(count)),
        )
        for number, count in enumerate(counts)
    ]
    return cv.model_copy(update={"roles": tuple(roles)})


@pytest.mark.parametrize("options", LOOKS, ids=lambda options: f"{options.theme}-{options.page_size}")
def test_every_reader_finds_the_words_in_order(cv: CV, options: RenderOptions, pdf_texts) -> None:
    """Three programs, three themes, two paper sizes, and enough roles for three pages."""
    long = cv.model_copy(update={"roles": cv.roles * 9})
    expected = words_of("\n".join(document_lines(long, options)))
    assert {reader: words_of(text) == expected for reader, text in pdf_texts(render(long, "pdf", options)).items()} == {
        "pdfminer.six": True, "pypdfium2": True, "pdftotext": True,
    }  # fmt: skip


@pytest.mark.parametrize("theme", ["classic", "modern", "compact"])
@pytest.mark.parametrize("text", [_SCRIPTS, _CODE])
def test_latin_greek_cyrillic_and_typst_code_are_printed_as_text(cv: CV, theme: str, text: str, pdf_texts) -> None:
    """What the owner wrote is data: no letter is missing and no code runs."""
    role = Role(id="role-1", title=text, employer=text, bullets=(Text(text=text),), description=(Text(text=text),))
    options = RenderOptions.model_validate({"theme": theme})
    data = render(cv.model_copy(update={"roles": (role,)}), "pdf", options)
    letters = "".join(text.split())
    assert "".join(pdf_texts(data)["pypdfium2"].split()).count(letters) == 4


@pytest.mark.parametrize(("text", "named"), [("你好", "你 (U+4F60)"), ("fine 😀", "😀 (U+1F600)"), ("ก", "ก (U+0E01)")])
def test_a_character_that_no_font_has_is_named(text: str, named: str) -> None:
    """An error says which one; no box is printed, and nothing else of the CV is in the sentence."""
    with pytest.raises(UserError, match=re.escape(named)) as caught:
        render(CV(basics=Basics(name="Ada", headline=f"Secret {text}")), "pdf")
    assert "Secret" not in str(caught.value)


def test_title_author_language_and_tags_are_there(cv: CV) -> None:
    """A screen reader and a search find what they need."""
    data = render(cv.model_copy(update={"language": "pl"}), "pdf")
    pdf = PdfDocument(data)
    assert pdf.get_metadata_value("Title") == cv.basics.name
    assert pdf.get_metadata_value("Author") == cv.basics.name
    assert pdf.is_tagged()
    assert re.search(rb"/Lang\s*\(pl\)", data)
    assert [item.get_title() for item in pdf.get_toc()][:2] == [cv.basics.name, "Podsumowanie"]
    pdf.close()


def test_links_are_live(cv: CV) -> None:
    """Mail, phone and web addresses are annotations with their targets."""
    data = render(cv, "pdf")
    targets = set(re.findall(rb"/URI\s*\(([^)]*)\)", data))
    assert targets >= {b"mailto:lucja@example.org", b"tel:+49401234567", b"https://github.com/lucja-example"}


@pytest.mark.parametrize("theme", ["classic", "modern", "compact"])
def test_nothing_is_cut(cv: CV, theme: str) -> None:
    """Words wider than the page break: each character stands inside the paper."""
    wide = "https://example.org/" + "a-rather-long-part/" * 12 + " " + "W" * 200
    role = Role(id="role-1", title=wide, employer=wide, bullets=(Text(text=wide),))
    data = render(cv.model_copy(update={"roles": (role,)}), "pdf", RenderOptions.model_validate({"theme": theme}))
    count = 0
    for page in extract_pages(io.BytesIO(data)):
        for char in (item for item in _leaves(page) if isinstance(item, LTChar)):
            count += 1
            assert 20 < char.x0 <= char.x1 < page.width - 20
    assert count > 1500


@pytest.mark.parametrize("count", range(14, 34, 2))
def test_no_heading_ends_a_page_and_no_role_splits_after_its_heading(cv: CV, count: int) -> None:
    """However full the page is, a section, a role and its first line begin on one page."""
    data = render(_with_bullets(cv, (count, 9, 9)), "pdf")
    ends = [page[-1] for page in _page_lines(data)[:-1]]
    headings = {block.text for block in blocks(cv) if block.kind in ("section", "entry", "meta")}
    assert ends
    assert not [end for end in ends if end in headings or end.startswith(("Title", "Employer"))]


def _items(data: bytes, role: str) -> list[int]:
    """Return how many bullets of a role stand on each page."""
    return [sum(line.startswith(f"• Bullet {role}.") for line in page) for page in _page_lines(data)]


def _plain(cv: CV, options: RenderOptions) -> bytes:
    """Return the PDF as typst breaks it, before lines are drawn together and lone items get company."""
    return pdf._Press(blocks(cv, options), "en", options, None).compile(1.0)


@pytest.mark.parametrize("theme", ["classic", "modern", "compact"])
@pytest.mark.parametrize("second", [False, True], ids=["last item", "first item"])
def test_no_list_leaves_one_item_alone_on_a_page(cv: CV, theme: str, second: bool) -> None:
    """Where typst would leave the last item or the first one alone, two or more stand together."""
    options = RenderOptions.model_validate({"theme": theme})
    lone = 0
    for count in range(*_NEAR_A_BREAK[theme]):
        long = _with_bullets(cv, (count, 8) if second else (count, 3))
        lone += 1 in _items(_plain(long, options), "1" if second else "0")
        assert 1 not in _items(render(long, "pdf", options), "1" if second else "0")
    assert lone


def test_slightly_tighter_lines_save_a_page(cv: CV) -> None:
    """A document that would put a few lines on a last page is drawn together; a longer one is left alone."""
    counts = range(10, 40, 2)
    loose = [pages(_plain(_with_bullets(cv, (count,)), RenderOptions())) for count in counts]
    drawn = [pages(render(_with_bullets(cv, (count,)), "pdf")) for count in counts]
    saved = [before - after for before, after in zip(loose, drawn, strict=True)]
    assert set(saved) == {0, 1}
    assert sum(saved) < len(saved) / 2
