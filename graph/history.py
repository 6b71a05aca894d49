"""What was decided, applied to the items: forward as it comes from the journal, back by undoing, forward again."""

from collections.abc import Iterable, Mapping

from graph.state import TailorState, Update
from models.errors import UserError
from models.item import Item
from models.revision import Revision
from services.journal import Journal, redoable, undoable
from services.writing.plan import SUMMARY


def catch_up(state: TailorState, journal: Journal) -> Update:
    """Return the update that brings the items to where the journal is; {} when they are there.

    A run that was killed between journal and checkpoint, or that was started on an old checkpoint, gets what it lacks.
    """
    late = journal.since(state.get("heard", 0))
    return heard(state["items"], late) if late else {}


def heard(items: Mapping[str, Item], revisions: Iterable[Revision]) -> Update:
    """Return the items after these revisions, and the number of the last one."""
    now = dict(items)
    last = 0
    for revision in revisions:
        last = revision.number
        if revision.item in now:
            now.update(_with_dependents(now, revision.outcome))
    return {"items": {key: item for key, item in now.items() if item != items[key]}, "heard": last}


def _with_dependents(items: Mapping[str, Item], changed: Item) -> dict[str, Item]:
    """Return the changed item, and the summary to be written anew, since it is written from the others."""
    update = {changed.id: changed}
    summary = items.get(SUMMARY)
    if summary and changed.id != SUMMARY and summary.status != "pending":
        again = {"status": "pending", "attempt": summary.attempt + 1, "checks": 0, "verdicts": (), "feedback": ""}
        update[SUMMARY] = summary.model_copy(update=again)
    return update


def undo(state: TailorState, journal: Journal) -> Update:
    """Take the last decision back: the draft that the person saw is open again.

    Raises:
        UserError: nothing is left to undo, or the CV or the ad has changed since.
    """
    revision = undoable(journal.since())
    if revision is None:
        raise UserError("There is no decision to undo.")
    return _stepped(revision, revision.shown, "undone", state, journal)


def redo(state: TailorState, journal: Journal) -> Update:
    """Decide again what was undone last.

    Raises:
        UserError: nothing was undone, another decision was made since, or the CV or the ad has changed.
    """
    revision = redoable(journal.since())
    if revision is None:
        raise UserError("There is no undone decision to redo.")
    return _stepped(revision, revision.outcome, "redone", state, journal)


def _stepped(revision: Revision, target: Item, kind: str, state: TailorState, journal: Journal) -> Update:
    now = state["items"].get(revision.item)
    if now is None or now.basis != target.basis:
        raise UserError(f"The CV or the ad has changed since {revision.item} was decided; that can't be taken back.")
    # A new attempt, so that an answer to the draft as it once was can't be taken for one to this.
    outcome = target.model_copy(update={"attempt": now.attempt + 1})
    step = Revision.model_validate(
        {"kind": kind, "item": now.id, "attempt": now.attempt, "shown": now, "outcome": outcome, "of": revision.number}
    )
    added = journal.add([step], state.get("heard", 0))
    if not added:
        raise UserError("The session was changed elsewhere at the same time; look at it and try again.")
    return heard(state["items"], added)
