"""The review in a terminal: show what waits, ask for one letter, apply the answer, until all is decided."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from aicvgen import editor, review_view
from aicvgen.console import asides, plain
from aicvgen.live import Progress
from models.errors import UserError

if TYPE_CHECKING:
    from rich.console import Console

    from sessions.session import Pending, Session

Ask = Callable[[str], str]
Edit = Callable[[str, tuple[str, ...]], tuple[str, ...] | None]

_CHOICES = "[a]ccept  [e]dit  [r]egenerate  [s]kip  [u]ndo  [q]uit"
_WORDS = ("accept", "edit", "regenerate", "skip", "undo", "quit")
_HELP = """\
a  take the draft as it is
e  change it in your editor ($EDITOR)
r  have it written again; add what should change: r shorter, name the team
s  leave this item as your own CV has it
u  take back your last decision and see that draft again
q  stop here; the session is kept"""


class Reviewer:
    """One person's review of a session. `ask` and `edit` are the person; tests put others in their place."""

    def __init__(
        self,
        session: "Session",
        progress: Progress,
        *,
        screen: "Console | None" = None,
        ask: Ask | None = None,
        edit: Edit = editor.edit,
    ) -> None:
        self._session = session
        self._progress = progress
        self._screen = screen or asides()
        self._ask = ask or self._typed
        self._edit_text = edit

    def run(self) -> bool:
        """Review until nothing waits; return False when the person quits before that."""
        try:
            while pending := self._session.pending:
                goes_on = self._page(pending) if len(pending) > 1 else self._one(pending[0])
                if not goes_on:
                    return False
        except EOFError:  # the terminal is gone
            return False
        return True

    def _page(self, pending: "list[Pending]") -> bool:
        for number, waiting in enumerate(pending, 1):
            review_view.show_briefly(number, waiting, self._screen)
        self._screen.print()
        while True:
            letter, _ = self._letter(f"[a]ccept all  [1-{len(pending)}] look at one  [u]ndo  [q]uit")
            if letter == "q":
                return False
            if letter == "u" and self._undone():
                return True
            if letter == "a":
                self._accept_all(pending)
                return True
            if letter.isdecimal() and 1 <= int(letter) <= len(pending):
                return self._one(pending[int(letter) - 1])
            if letter != "u":
                self._screen.print(f"Type a for all of them, a number from 1 to {len(pending)}, u or q.", style="dim")

    def _accept_all(self, pending: "list[Pending]") -> None:
        """Take all drafts; each that is not grounded needs the owner's word first, and stays open without it."""
        if all(waiting.verdict.grounded or self._stands_by(waiting) for waiting in pending):
            self._do(self._session.accept_all)
            return
        for waiting in pending:
            if waiting.verdict.grounded:
                self._do(self._session.accept, waiting.id)

    def _one(self, waiting: "Pending") -> bool:
        """Ask about one item until it is decided, written anew or put off."""
        review_view.show(waiting, self._place(waiting), self._screen)
        self._screen.print()
        while True:
            letter, rest = self._letter(_CHOICES)
            match letter:
                case "q":
                    return False
                case "a" if waiting.verdict.grounded or self._stands_by(waiting):
                    self._do(self._session.accept, waiting.id)
                    return True
                case "s":
                    self._do(self._session.skip, waiting.id)
                    return True
                case "r":
                    feedback = rest or self._ask("What should change? ")
                    self._regenerate(waiting, feedback)
                    return True
                case "e" if self._edited(waiting):
                    return True
                case "u" if self._undone():
                    return True
                case "a" | "e" | "u":
                    continue
                case _:
                    self._screen.print(_HELP, style="dim")

    def _regenerate(self, waiting: "Pending", feedback: str) -> None:
        self._do(self._session.regenerate, waiting.id, feedback)
        if any(item.id == waiting.id and item.draft == waiting.draft for item in self._session.pending):
            self._screen.print("\nThe draft came out the same. Edit it, or say what should change.", style="yellow")

    def _undone(self) -> bool:
        """Take back the last decision; return whether there was one."""
        try:
            self._do(self._session.undo)
        except UserError as error:
            self._screen.print(str(error), style="red")
            return False
        return True

    def _edited(self, waiting: "Pending") -> bool:
        """Have the item edited; return whether anything changed. What can't be grounded is asked about once."""
        try:
            lines = self._edit_text(waiting.title, waiting.draft)
        except UserError as error:
            self._screen.print(str(error), style="red")
            return False
        if lines is None:
            self._screen.print("Nothing was changed.", style="dim")
            return False
        self._do(self._session.edit, waiting.id, lines)
        again = next((item for item in self._session.pending if item.id == waiting.id), None)
        if again and not again.verdict.grounded and self._stands_by(again):
            self._do(self._session.accept, waiting.id)
        return True

    def _stands_by(self, waiting: "Pending") -> bool:
        """Show what is not in the CV and ask whether the owner stands by it; it is then marked as asserted."""
        self._screen.print("Not grounded in your CV:", style="bold")
        for line, verdict in zip(waiting.item.lines, waiting.item.verdicts, strict=False):
            if not verdict.grounded:
                self._screen.print(f"  «{plain(line.text)}»")
                for why, style in review_view.reasons(verdict):
                    self._screen.print(f"    {why}", style=style)
        return self._ask("Do you stand by it? It will be marked as asserted by you. [y/n] ").strip().lower() == "y"

    def _letter(self, choices: str) -> tuple[str, str]:
        """Ask for one of the choices; return its letter (or the number typed), and for `r` the feedback after it."""
        word, _, rest = self._ask(f"{choices} > ").strip().partition(" ")
        word = word.lower()
        letter = word[:1] if word in _WORDS else word
        return (letter, rest.strip()) if letter == "r" or not rest else ("", "")  # a sentence is no answer

    def _typed(self, question: str) -> str:
        return self._screen.input(question, markup=False, emoji=False)

    def _do(self, work: Callable[..., None], *given: object) -> None:
        with self._progress.watching():
            work(*given)

    def _place(self, waiting: "Pending") -> str:
        ids = [item.id for item in self._session.items]
        return f"{ids.index(waiting.id) + 1} of {len(ids)}"
