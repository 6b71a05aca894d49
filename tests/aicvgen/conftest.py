"""A session and a person for tests of the command line, both scripted."""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from aicvgen.cli import app
from models.errors import UserError
from models.facts import Fact
from models.item import Item, Line, Reason, Verdict
from sessions.session import Pending

FACT = Fact(id="role-1/line-1", kind="line", text="Kept the ward's books for six years.", scope="role-1")


def pending(item_id: str = "role-1", *, text: str = FACT.text, refused: str = "", **fields: object) -> Pending:
    """Return an item of one line that waits for a decision; `refused` is the gate's reason against it."""
    reasons = (Reason(rule="number", words=("7",), why=refused),) if refused else ()
    verdict = Verdict(reasons=reasons, grounded=not refused, facts=(FACT.id,))
    item = Item.model_validate(
        {
            "id": item_id, "kind": "role", "title": f"Role {item_id[-1]}", "scope": item_id, "status": "drafted",
            "before": (FACT.text,), "lines": (Line(text=text, facts=(FACT.id,)),), "verdicts": (verdict,),
            "writer": "extractive", **fields,
        }
    )  # fmt: skip
    return Pending(
        id=item.id, kind=item.kind, title=item.title, before=item.before, draft=tuple(line.text for line in item.lines),
        facts=(FACT,), verdict=verdict, requirements=("Bookkeeping",), item=item,
    )  # fmt: skip


class FakeSession:
    """Items that wait, and what was decided. An edit with the digit 7 is refused, as a gate would."""

    id = "test-0001"

    def __init__(self, *waiting: Pending, page: int = 1) -> None:
        self.waiting = list(waiting)
        self.items = tuple(item.item for item in waiting)
        self.decided: list[tuple[str, ...]] = []
        self._page = page

    @property
    def pending(self) -> list[Pending]:
        """Return the items that are asked about now."""
        return self.waiting[: self._page]

    def accept(self, item_id: str) -> None:
        """Note it and go on."""
        self._note("accept", item_id)

    def skip(self, item_id: str) -> None:
        """Note it and go on."""
        self._note("skip", item_id)

    def regenerate(self, item_id: str, feedback: str) -> None:
        """Note it and offer another draft of the item."""
        self.decided.append(("regenerate", item_id, feedback))

    def edit(self, item_id: str, lines: tuple[str, ...]) -> None:
        """Note it; keep the item open when the text is refused."""
        if "7" in "".join(lines):
            self.decided.append(("edit", item_id, *lines))
            self.waiting[0] = pending(item_id, text=lines[0], refused="no fact has the number 7")
        else:
            self._note("edit", item_id, *lines)

    def accept_all(self) -> None:
        """Note it and go on behind the page."""
        self.decided.append(("accept all",))
        self.waiting = self.waiting[self._page :]

    def undo(self) -> None:
        """Ask again about what was decided last."""
        if not self.decided:
            raise UserError("There is no decision to take back.")
        item_id = self.decided.pop()[1]
        self.waiting.insert(0, pending(item_id))

    def _note(self, *decision: str) -> None:
        self.decided.append(decision)
        self.waiting = [item for item in self.waiting if item.id != decision[1]]


@pytest.fixture
def screen() -> Console:
    """Return a console of 80 columns without colours that writes into memory."""
    return Console(file=StringIO(), width=80, highlight=False, markup=False, emoji=False)


@pytest.fixture
def person() -> Callable[..., Callable[[str], str]]:
    """Return a maker of persons: each answers with the given texts in turn, then leaves."""

    def make(*answers: str) -> Callable[[str], str]:
        left: Iterator[str] = iter(answers)

        def ask(question: str) -> str:
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        return ask

    return make


CV_TEXT = """\
# Nadia Ferrol

Accountant

nadia@example.org

## Experience

### Accountant, Sallow & Finch
2019 – 2024

- Kept the ledgers of 40 clients in Xero.
- Prepared VAT returns every quarter.

### Bookkeeper, Tern Press
2015 – 2019

- Entered invoices in Sage.

## Skills

Xero, Sage, Excel

## Education

BA Accounting, University of Hartlow, 2015
"""

AD_TEXT = """\
# Accountant at Brindle Ltd

## Requirements

- Experience with Xero
- Preparing VAT returns
- Knowledge of payroll

## Nice to have

- Excel
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that holds `cv.md` and `ad.md`."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "cv.md").write_text(CV_TEXT, encoding="utf-8")
    (folder / "ad.md").write_text(AD_TEXT, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def aicvgen() -> Callable[..., Result]:
    """Return the command line as a function: `aicvgen("tailor", "cv.md", "ad.md")`. Nothing in it is a terminal."""

    def call(*arguments: str, stdin: str = "") -> Result:
        return CliRunner().invoke(app, list(arguments), input=stdin, prog_name="aicvgen")

    return call
