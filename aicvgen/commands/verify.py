"""`aicvgen verify`: judge each line of any text against a CV."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aicvgen.options import JsonOption

if TYPE_CHECKING:
    from aicvgen.verification import Verification


def verify(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A file (.md .txt .docx .pdf), a sentence, or - for standard input.")
    ],
    source: Annotated[Path, typer.Option(metavar="CV", readable=False, help="The CV that the text must rest on.")],
    talents: Annotated[
        Path | None, typer.Option(metavar="FILE", readable=False, help="Facts you add to your CV.")
    ] = None,
    under: Annotated[
        str | None,
        typer.Option(
            metavar="HEADING",
            help="The employer, title or scope id (role-2) that all lines belong to.",
            show_default="the headings in the text",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Judge each line of any text against a CV: grounded, or the reasons why not.

    No model and no network take part. Exit 0 when every line is grounded, 1
    when one is not, so it can serve in a script.

    \b
    Examples:
      aicvgen verify --source cv.pdf tailored.md
      aicvgen verify --source cv.pdf --under "Acme Ltd" "Led a team of twelve engineers."
      aicvgen verify --source cv.pdf --json - < letter.txt
    """
    from aicvgen.console import print_json
    from aicvgen.failures import FAILED
    from aicvgen.inputs import STDIN, file, file_or_stdin
    from aicvgen.verification import verify as verify_text
    from services.settings import load_settings

    given = file_or_stdin(text) if text == STDIN else text
    home = load_settings().home
    found = verify_text(file(source), given, under, file(talents) if talents else None, home)
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        _print(found)
    if not found.grounded:
        raise typer.Exit(FAILED)


def _print(found: "Verification") -> None:
    from rich.table import Table
    from rich.text import Text

    from aicvgen.console import plain, results

    table = Table.grid(padding=(0, 1))
    table.add_column(min_width=1)
    table.add_column(ratio=1)
    heading = ""
    for line in found.lines:
        if line.under != heading:
            heading = line.under
            table.add_row("", Text(f"\n{plain(heading)}", style="bold"))
        mark = Text("✓", style="green") if line.grounded else Text("✗", style="red")
        table.add_row(mark, Text(plain(line.text)))
        for reason in line.reasons:
            table.add_row("", Text(f"{reason.rule}: {plain(reason.why)}", style="red"))
        if line.grounded and line.facts:
            table.add_row("", Text(", ".join(line.facts), style="dim"))
    page = results()
    page.print(table)
    bad = sum(not line.grounded for line in found.lines)
    page.print(f"\n{len(found.lines) - bad} of {len(found.lines)} lines are grounded.")
