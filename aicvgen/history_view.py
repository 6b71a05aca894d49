"""The history of a session: what was shown, what the gate said, what the person said, and what came of it."""

from typing import TYPE_CHECKING, Any

from aicvgen.console import plain, results

if TYPE_CHECKING:
    from rich.console import Console

    from models.revision import Revision
    from sessions.session import Session

_WORDS = {"accept": "accepted", "edit": "edited", "regenerate": "sent back", "skip": "skipped"}


def history_json(session: "Session") -> dict[str, Any]:
    """Return every revision as plain JSON."""
    return {"session": session.id, "history": [revision.model_dump(mode="json") for revision in session.history]}


def print_history(session: "Session") -> None:
    """Print every revision, the first one first."""
    page, revisions = results(), session.history
    if not revisions:
        page.print(f"Nothing was decided in session {session.id} yet.")
    for revision in revisions:
        _print(revision, page)


def _print(revision: "Revision", page: "Console") -> None:
    decision = revision.decision
    said = _WORDS[decision.action] if decision else f"{revision.kind} (no. {revision.of})"
    head = f"{revision.number}  {revision.at[:16].replace('T', ' ')}  {plain(revision.shown.title)}: {said}"
    page.print(head, style="bold", soft_wrap=True)
    page.print(f"   draft {revision.attempt + 1} by {plain(revision.shown.writer) or 'nobody'}", style="dim")
    if decision and decision.feedback:
        page.print(f"   feedback: {plain(decision.feedback)}", soft_wrap=True)
    for number, line in enumerate(revision.shown.lines):
        page.print(f"   · {plain(line.text)}", soft_wrap=True)
        for reason in revision.shown.verdicts[number].reasons if number < len(revision.shown.verdicts) else ():
            page.print(f"     ✗ {plain(reason.why)}", style="red", soft_wrap=True)
    if revision.outcome.lines != revision.shown.lines:
        page.print("   became")
        for line in revision.outcome.lines:
            mark = "! asserted by you" if line.asserted else ""
            page.print(f"   · {plain(line.text)} {mark}".rstrip(), soft_wrap=True)
