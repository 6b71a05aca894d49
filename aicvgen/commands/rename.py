"""`aicvgen rename`: give a session a name of your own."""

from typing import Annotated

import typer

from aicvgen.options import SessionArgument


def rename(
    session: SessionArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help='What to call it; "" takes the name away.')],
) -> None:
    """Give a session a name of your own, shown in the list. Its id stays.

    \b
    Examples:
      aicvgen rename k3v9-t2mx "Hearth Hall, second try"
    """
    from aicvgen.failures import say
    from services.settings import load_settings
    from sessions.upkeep import rename as rename_session

    row = rename_session(session, name, load_settings())
    say(f"Session {row.id} is called {row.name!r}." if row.name else f"Session {row.id} has no name.")
