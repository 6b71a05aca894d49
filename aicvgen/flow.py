"""From a started or reopened session to its documents: review what waits, export, tell the outcome."""

import typer

from aicvgen.choices import Choices
from aicvgen.console import is_interactive, print_json
from aicvgen.failures import PAUSED, say
from aicvgen.live import Progress
from aicvgen.outcome import outcome_json, print_outcome
from models.errors import UserError
from sessions.session import Pending, Session


def finish(session: Session, choices: Choices, progress: Progress, *, as_json: bool) -> None:
    """Take a session to its end. Without a person to ask, or when that person quits, it pauses (exit 3)."""
    if session.pending and not (is_interactive() and _reviewed(session, progress)):
        _pause(session, as_json=as_json)
    try:
        with progress.watching():
            files = session.export(choices.out, choices.formats)
    except UserError as error:
        raise UserError(f"{error} The session is kept; go on with: aicvgen export {session.id} --out DIR") from error
    if as_json:
        print_json(outcome_json(session.id, session.result, files))
    else:
        print_outcome(session.id, session.result, files)


def _reviewed(session: Session, progress: Progress) -> bool:
    from aicvgen.review_prompt import Reviewer

    return Reviewer(session, progress).run()


def _pause(session: Session, *, as_json: bool) -> None:
    command = f"aicvgen review {session.id}"
    if as_json:
        waiting = [pending_json(waiting) for waiting in session.pending]
        print_json({"session": session.id, "status": session.status, "pending": waiting, "continue": command})
    say(f"Waiting for your review; go on with: {command}")
    raise typer.Exit(PAUSED)


def pending_json(waiting: Pending) -> dict[str, object]:
    """Return an item that waits as plain JSON."""
    return waiting.model_dump(mode="json", exclude={"item"})
