"""The journal of a session: every decision, recorded once, outside the thread whose checkpoints come and go.

A writer says up to which number it has heard; when the journal goes on further, somebody else was faster, and nothing
is written. So of two answers to one question exactly one counts, in one process, across processes and from a stale tab.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from models.revision import Revision
from services.storage import Migration, transaction
from services.vault import Vault

_MIGRATIONS: tuple[Migration, ...] = (
    lambda c: c.execute("CREATE TABLE revision (number INTEGER PRIMARY KEY, item TEXT, attempt INTEGER, body BLOB)"),
)


class Journal:
    """The revisions of one session, in its folder."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._path = folder / "journal.sqlite"
        self._vault = vault

    def add(self, revisions: Sequence[Revision], heard: int) -> tuple[Revision, ...]:
        """Write the revisions down and return them with number and time, or return () when others came first."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with transaction(self._path, _MIGRATIONS) as connection:
            last = connection.execute("SELECT max(number) FROM revision").fetchone()[0] or 0
            if last > heard:
                return ()
            numbered = tuple(
                revision.model_copy(update={"number": number, "at": revision.at or now})
                for number, revision in enumerate(revisions, heard + 1)
            )
            rows = [(row.number, row.item, row.attempt, self._sealed(row)) for row in numbered]
            connection.executemany("INSERT INTO revision VALUES (?,?,?,?)", rows)
        return numbered

    def since(self, number: int = 0) -> tuple[Revision, ...]:
        """Return what was written after this number."""
        if not self._path.exists():
            return ()
        with transaction(self._path, _MIGRATIONS) as connection:
            rows = connection.execute("SELECT body FROM revision WHERE number>? ORDER BY number", (number,)).fetchall()
        return tuple(Revision.model_validate_json(self._vault.unseal(bytes(row[0]))) for row in rows)

    def _sealed(self, revision: Revision) -> bytes:
        return self._vault.seal(revision.model_dump_json().encode())


def undoable(revisions: Sequence[Revision]) -> Revision | None:
    """Return the decision that counts now and was made last."""
    standing, _ = _stacks(revisions)
    return standing[-1] if standing else None


def redoable(revisions: Sequence[Revision]) -> Revision | None:
    """Return the decision that was undone last, unless another was made since."""
    _, undone = _stacks(revisions)
    return undone[-1] if undone else None


def _stacks(revisions: Sequence[Revision]) -> tuple[list[Revision], list[Revision]]:
    standing: list[Revision] = []
    undone: list[Revision] = []
    for revision in revisions:
        if revision.kind == "decided":
            standing.append(revision)
            undone.clear()
        elif revision.kind == "undone":
            undone.append(standing.pop())
        else:
            standing.append(undone.pop())
    return standing, undone
