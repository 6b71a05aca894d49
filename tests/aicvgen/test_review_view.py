"""An item as a reviewer sees it."""

from rich.console import Console

from aicvgen import review_view
from models.base import LeftOut
from tests.aicvgen.conftest import pending


def shown(screen: Console, **fields: object) -> str:
    """Return an item as it is printed."""
    review_view.show(pending(**fields), "2 of 9", screen)  # type: ignore[arg-type]
    return screen.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_place_title_fact_and_requirement_are_shown(screen: Console) -> None:
    """A reviewer sees where they are, what the line rests on and what it is for."""
    text = shown(screen)
    assert "2 of 9  Role 1" in text
    assert "= Kept the ward's books for six years.  role-1/line-1" in text
    assert "• Bookkeeping" in text


def test_a_reworded_line_is_a_word_diff(screen: Console) -> None:
    """Words that go and come are marked within the line."""
    assert "~ Kept the ward's books for [-six-] {+many+} years." in shown(
        screen, text="Kept the ward's books for many years."
    )


def test_an_objection_stands_under_its_line(screen: Console) -> None:
    """The gate's reason is printed, and the heading does not say that all is grounded."""
    text = shown(screen, text="Led 7 people.", refused="no fact has the number 7")
    assert "✗ no fact has the number 7" in text
    assert "not every line is grounded" in text


def test_what_was_left_out_is_shown_with_its_reason(screen: Console) -> None:
    """A line of the owner's that the draft drops is marked and explained."""
    left = LeftOut(text="Planted trees.", reason="least relevant")
    text = shown(screen, before=("Kept the ward's books for six years.", "Planted trees."), left_out=(left,))
    assert "[-Planted trees.-]  least relevant" in text


def test_text_of_others_can_not_steer_the_terminal(screen: Console) -> None:
    """Control characters and markup in a CV or an ad are shown, not obeyed."""
    text = shown(screen, title="\x1b[2J[red]Clerk[/red]", text="Wiped \x1b]0;evil\x07 the [bold]board[/bold]")
    assert "\x1b" not in text and "\x07" not in text
    assert "[red]Clerk[/red]" in text and "[bold]board[/bold]" in text


def test_everything_fits_eighty_columns(screen: Console) -> None:
    """Long lines wrap beside their mark."""
    text = shown(screen, text="Kept the ward's books " * 12, before=("Another long line of the owner's own. " * 9,))
    assert max(map(len, text.splitlines())) <= 80
