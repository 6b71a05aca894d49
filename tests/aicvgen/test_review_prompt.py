"""The review in a terminal, with a scripted person and a scripted session."""

from collections.abc import Callable

import pytest
from rich.console import Console

from aicvgen.live import Progress
from aicvgen.review_prompt import Reviewer
from models.errors import UserError
from tests.aicvgen.conftest import FakeSession, pending

Person = Callable[..., Callable[[str], str]]


def review(
    session: FakeSession, screen: Console, ask: Callable[[str], str], edited: tuple[str, ...] | None = None
) -> bool:
    """Run a review in which the editor always answers `edited`."""
    reviewer = Reviewer(session, Progress(screen), screen=screen, ask=ask, edit=lambda title, lines: edited)  # type: ignore[arg-type]
    return reviewer.run()


def said(screen: Console) -> str:
    """Return everything on the screen."""
    return screen.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_accepting_goes_through_all_items(screen: Console, person: Person) -> None:
    """`a` takes a draft, and the review ends when nothing waits."""
    session = FakeSession(pending("role-1"), pending("role-2"))
    assert review(session, screen, person("a", "A"))
    assert session.decided == [("accept", "role-1"), ("accept", "role-2")]


def test_skipping_leaves_the_item(screen: Console, person: Person) -> None:
    """`s` skips."""
    session = FakeSession(pending())
    assert review(session, screen, person("s"))
    assert session.decided == [("skip", "role-1")]


def test_a_sentence_is_no_answer(screen: Console, person: Person) -> None:
    """A text that only begins with a choice's letter decides nothing; the whole word of a choice does."""
    session = FakeSession(pending())
    assert review(session, screen, person("and what is this?", "s it", "accept"))
    assert session.decided == [("accept", "role-1")]
    assert said(screen).count("as your own CV has it") == 2


@pytest.mark.parametrize("answers", [("r shorter please", "a"), ("r", "shorter please", "a")])
def test_regenerating_takes_feedback_on_the_same_line_or_asks(
    screen: Console, person: Person, answers: tuple[str, ...]
) -> None:
    """`r` sends the item back with what the person says."""
    session = FakeSession(pending())
    assert review(session, screen, person(*answers))
    assert session.decided == [("regenerate", "role-1", "shorter please"), ("accept", "role-1")]


@pytest.mark.parametrize("answers", [("q",), (), ("x", "", "q")])
def test_quitting_decides_nothing(screen: Console, person: Person, answers: tuple[str, ...]) -> None:
    """`q` and the end of input leave the session as it is; other letters explain the choices."""
    session = FakeSession(pending())
    assert not review(session, screen, person(*answers))
    assert session.decided == []
    assert ("as your own CV has it" in said(screen)) == ("x" in answers)


def test_a_grounded_edit_is_taken_at_once(screen: Console, person: Person) -> None:
    """`e` puts the edited lines in place without another question."""
    session = FakeSession(pending())
    assert review(session, screen, person("e"), edited=("Kept the books.",))
    assert session.decided == [("edit", "role-1", "Kept the books.")]


def test_an_edit_that_is_not_grounded_is_asked_about_once(screen: Console, person: Person) -> None:
    """The reasons are shown, and a yes accepts the owner's words."""
    session = FakeSession(pending())
    assert review(session, screen, person("e", "y"), edited=("Led 7 people.",))
    assert session.decided == [("edit", "role-1", "Led 7 people."), ("accept", "role-1")]
    assert "no fact has the number 7" in said(screen)


def test_an_owner_who_does_not_stand_by_an_edit_is_asked_again(screen: Console, person: Person) -> None:
    """A no keeps the item open, with its reasons on the screen."""
    session = FakeSession(pending())
    assert not review(session, screen, person("e", "n", "q"), edited=("Led 7 people.",))
    assert session.decided == [("edit", "role-1", "Led 7 people.")]


def test_an_edit_without_a_change_asks_again(screen: Console, person: Person) -> None:
    """Leaving the editor without a change decides nothing."""
    session = FakeSession(pending())
    assert review(session, screen, person("e", "s"), edited=None)
    assert session.decided == [("skip", "role-1")]


def test_an_editor_that_fails_is_one_sentence(screen: Console, person: Person) -> None:
    """The review goes on when no editor can be started."""

    def broken(title: str, lines: tuple[str, ...]) -> tuple[str, ...] | None:
        raise UserError("The editor 'nope' can't be started.")

    session = FakeSession(pending())
    reviewer = Reviewer(session, Progress(screen), screen=screen, ask=person("e", "a"), edit=broken)  # type: ignore[arg-type]
    assert reviewer.run()
    assert "can't be started" in said(screen)


def test_a_page_is_accepted_at_once(screen: Console, person: Person) -> None:
    """Under the policy `page`, `a` takes all items of the page in one step."""
    session = FakeSession(pending("role-1"), pending("role-2"), page=5)
    assert review(session, screen, person("a"))
    assert session.decided == [("accept all",)]


def test_the_last_decision_can_be_taken_back(screen: Console, person: Person) -> None:
    """`u` shows the draft before again; where there is none, one sentence says so."""
    session = FakeSession(pending("role-1"), pending("role-2"))
    assert review(session, screen, person("u", "a", "u", "s", "a"))
    assert session.decided == [("skip", "role-1"), ("accept", "role-2")]
    assert said(screen).count("There is no decision to take back.") == 1


def test_one_item_of_a_page_can_be_picked(screen: Console, person: Person) -> None:
    """A number opens that item; the rest of the page is asked about again."""
    session = FakeSession(pending("role-1"), pending("role-2"), page=5)
    assert review(session, screen, person("9", "2", "s", "a"))
    assert session.decided == [("skip", "role-2"), ("accept", "role-1")]


def test_accepting_a_page_asserts_nothing_in_passing(screen: Console, person: Person) -> None:
    """An item that is not grounded is asked about by itself, and stays open when the owner does not stand by it."""
    session = FakeSession(pending("role-1"), pending("role-2", text="Led 7 people.", refused="no fact has 7"), page=5)
    assert not review(session, screen, person("a", "n", "q"))
    assert session.decided == [("accept", "role-1")]
    assert "«Led 7 people.»" in said(screen)
