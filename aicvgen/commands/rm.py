"""`aicvgen rm`: remove sessions."""

from typing import Annotated

import typer


def rm(
    sessions: Annotated[list[str], typer.Argument(metavar="SESSION…", help="Ids, as `aicvgen sessions` lists them.")],
) -> None:
    """Remove sessions with everything that was stored of them. Documents that were written stay.

    \b
    Examples:
      aicvgen rm k3v9-t2mx
    """
    from aicvgen.failures import say
    from services.settings import load_settings
    from sessions.portal import run
    from sessions.upkeep import aremove

    for session in sessions:
        run(aremove(session, load_settings()))
        say(f"Session {session} is removed.")
