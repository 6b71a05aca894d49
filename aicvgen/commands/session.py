"""`aicvgen session`: a whole session as one file."""

from pathlib import Path
from typing import Annotated

import typer

from aicvgen.options import JsonOption, SessionArgument

app = typer.Typer(
    name="session",
    help=(
        "Move a session to another machine, send it to a reviewer, or verify it, as one file.\n\n"
        "\b\nExamples:\n  aicvgen session export k3v9-t2mx session.aicv\n  aicvgen session import session.aicv"
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
)

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The file, such as session.aicv.")]


@app.command("export")
def export_(session: SessionArgument, file: FileArgument) -> None:
    """Write a session with its history and inputs into one file. It is not encrypted.

    \b
    Examples:
      aicvgen session export k3v9-t2mx session.aicv
    """
    from aicvgen.console import results
    from services.settings import load_settings
    from sessions.bundle import aexport_session
    from sessions.portal import run

    results().print(str(run(aexport_session(session, file, load_settings()))), soft_wrap=True)


@app.command("import")
def import_(file: FileArgument, as_json: JsonOption = False) -> None:
    """Take a session out of a file and go on where it stopped. An id that is taken gets a new one.

    \b
    Examples:
      aicvgen session import session.aicv
    """
    from aicvgen.live import Progress
    from aicvgen.stepping import print_standing
    from services.settings import load_settings
    from sessions.bundle import aimport_session
    from sessions.portal import run

    progress = Progress()
    with progress.watching():
        session = run(aimport_session(file, load_settings(), progress))
    print_standing(session, as_json=as_json)


@app.command("verify")
def verify(file: FileArgument, as_json: JsonOption = False) -> None:
    """Judge every line of the finished CV in the file against the owner's CV in it, offline.

    Exit 0 when every line is grounded, 1 when one is not.

    \b
    Examples:
      aicvgen session verify session.aicv
    """
    from aicvgen.console import plain, print_json, results
    from aicvgen.failures import FAILED
    from services.settings import load_settings
    from sessions.bundle import verify_bundle

    lines = verify_bundle(file, load_settings().home)
    bad = [line for line in lines if not line.verdict.grounded]
    if as_json:
        print_json({"lines": [line.model_dump(mode="json") for line in lines], "grounded": not bad})
    else:
        for line in bad:
            results().print(f"✗ {plain(line.text)}", soft_wrap=True)
            for reason in line.verdict.reasons:
                results().print(f"    {plain(reason.why)}", style="red", soft_wrap=True)
        results().print(f"{len(lines) - len(bad)} of {len(lines)} lines are grounded.")
    if bad:
        raise typer.Exit(FAILED)
