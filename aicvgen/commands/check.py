"""`aicvgen check`: what a parser will miss in a CV, and why."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aicvgen.options import JsonOption

if TYPE_CHECKING:
    from services.documents.check import Check


def check(
    cv: Annotated[Path, typer.Argument(metavar="CV", readable=False, help="Your CV, or one that aicvgen wrote.")],
    as_json: JsonOption = False,
) -> None:
    """Tell what a parser will miss in a CV, and why, with the line.

    Columns, tables, pictures, page headers, fonts, hidden text, dates, the
    contact line and unusual headings. Exit 0 when nothing was found, else 1.

    \b
    Examples:
      aicvgen check cv.pdf
      aicvgen check out/cv.docx --json
    """
    from aicvgen.console import print_json
    from aicvgen.failures import FAILED
    from aicvgen.inputs import file
    from services.documents.check import check as examine

    found = examine(file(cv))
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        _print(found)
    if not found.clean:
        raise typer.Exit(FAILED)


def _print(found: "Check") -> None:
    from rich.text import Text

    from aicvgen.console import plain, results

    page = results()
    for finding in found.findings:
        place = ", ".join(
            f"{name} {number}" for name, number in (("page", finding.page), ("line", finding.line)) if number
        )
        where = f" ({place})" if place else ""
        page.print(Text.assemble((f"{finding.kind}{where}: ", "yellow"), plain(finding.why)))
        if finding.text:
            page.print(Text(f"    {plain(finding.text)}", style="dim", overflow="ellipsis", no_wrap=True))
    count = len(found.findings)
    page.print(f"\n{count} finding{'' if count == 1 else 's'}." if count else "Nothing here that a parser would miss.")
