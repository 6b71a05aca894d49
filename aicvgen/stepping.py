"""Commands that change a session without asking anything: do it, and say where the session stands after it."""

from collections.abc import Callable

from aicvgen.choices import choices_of
from aicvgen.console import plain, print_json, results
from aicvgen.flow import pending_json
from aicvgen.live import Progress
from sessions.session import Session


def step(session_id: str, change: Callable[[Session], None], *, as_json: bool) -> None:
    """Reopen a session, change it and print what waits now."""
    from aicvgen.api import resume

    settings = choices_of(session_id).settings()
    progress = Progress()
    progress.session_id = session_id
    with progress.watching():
        session = resume(session_id, settings, progress)
        change(session)
    print_standing(session, as_json=as_json)


def print_standing(session: Session, *, as_json: bool) -> None:
    """Print the status of each item, why items are asked about again, and how to go on."""
    if as_json:
        items = [item.model_dump(mode="json", include={"id", "title", "status", "reopened"}) for item in session.items]
        waiting = [pending_json(item) for item in session.pending]
        print_json({"session": session.id, "status": session.status, "items": items, "pending": waiting})
        return
    page = results()
    for item in session.items:
        page.print(f"{item.status:9} {plain(item.title)}", soft_wrap=True)
        for reason in item.reopened:
            page.print(f"          because {plain(reason)}", style="dim", soft_wrap=True)
    next_ = "export" if session.status == "done" else "review"
    page.print(f"\nSession {session.id} is {session.status}; go on with: aicvgen {next_} {session.id}", soft_wrap=True)
