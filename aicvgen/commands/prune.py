"""`aicvgen prune`: free disk."""

from typing import Annotated

import typer

from aicvgen.options import JsonOption


def prune(
    older_than: Annotated[
        int | None,
        typer.Option(min=0, metavar="DAYS", help="Also remove finished sessions not touched for so many days."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Free disk: of finished sessions only what is needed is kept, and what no session owns goes.

    Nothing that you decided is lost, unless you remove old sessions with
    --older-than.

    \b
    Examples:
      aicvgen prune
      aicvgen prune --older-than 90
    """
    from aicvgen.console import print_json, results
    from services.settings import load_settings
    from sessions.portal import run
    from sessions.upkeep import aprune

    done = run(aprune(older_than, load_settings()))
    if as_json:
        print_json(done.model_dump(mode="json"))
        return
    for session in done.removed:
        results().print(f"removed {session}")
    results().print(f"{max(done.freed, 0) / 1e6:.1f} MB freed.")
