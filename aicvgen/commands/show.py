"""`aicvgen show`: where a session stands, item by item."""

from typing import TYPE_CHECKING, Annotated

import typer

from aicvgen.options import JsonOption, SessionArgument

if TYPE_CHECKING:
    from sessions.session import Session


def show(
    session: SessionArgument,
    history: Annotated[bool, typer.Option("--history", help="Show every draft and decision so far.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show where a session stands, item by item, with the lines written so far.

    \b
    Examples:
      aicvgen show k3v9-t2mx
      aicvgen show k3v9-t2mx --history
      aicvgen show k3v9-t2mx --json
    """
    from aicvgen.console import print_json
    from services.settings import load_settings
    from sessions.portal import run
    from sessions.start import alook

    reopened = run(alook(session, load_settings()))
    if history:
        from aicvgen.history_view import history_json, print_history

        print_json(history_json(reopened)) if as_json else print_history(reopened)
    elif as_json:
        print_json(_as_json(reopened))
    else:
        _print(reopened)


def _as_json(session: "Session") -> dict[str, object]:
    from aicvgen.flow import pending_json
    from aicvgen.outcome import outcome_json

    if session.status == "done":
        return outcome_json(session.id, session.result, {})
    return {
        "session": session.id,
        "status": session.status,
        "items": [item.model_dump(mode="json") for item in session.items],
        "pending": [pending_json(waiting) for waiting in session.pending],
    }


def _print(session: "Session") -> None:
    from rich.text import Text

    from aicvgen.console import plain, results

    page = results()
    page.print(Text(f"Session {session.id}: {session.status}", style="bold"))
    for item in session.items:
        page.print()
        page.print(Text.assemble(plain(item.title), ("  " + item.status, "dim")))
        for line in item.lines:
            page.print(Text(f"  · {plain(line.text)}"))
    page.print()
    if session.status == "done":
        before, after = session.result.before.value, session.result.after.value
        page.print(f"Score {before:.0f} → {after:.0f} of 100; write the documents with: aicvgen export {session.id}")
    else:
        page.print(f"Go on with: aicvgen review {session.id}")
