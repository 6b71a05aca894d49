"""The owner's memory: lines that were accepted or edited in earlier sessions, found again by the fact they rest on.

The texts stand in SQLite (encrypted where there is a key), their facts' vectors in a FAISS index beside it. The index
is built again from the texts whenever it is not there, is damaged or was made by another embedder.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from models.base import Model
from models.errors import UserError
from models.facts import Fact, FactKind, facts_of
from models.item import Item, Line
from models.recalled import Recalled
from models.tailored import TailoredCV
from services.home import Home, private_folder
from services.settings import Settings
from services.storage import Migration, transaction
from services.vault import Vault

if TYPE_CHECKING:
    from services.embeddings.embedder import Embedder
    from services.embeddings.store import Hit, VectorStore

NEAR = 0.75
"""Cosine similarity from which a fact is near enough for its wording to be shown to the writer."""
_NEIGHBOURS = 3
_OFF = "off"
_WORDED: frozenset[FactKind] = frozenset({"line", "talent", "summary"})

_MIGRATIONS: tuple[Migration, ...] = (
    lambda c: c.execute(
        "CREATE TABLE line (number INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT, item TEXT, at TEXT, body BLOB)"
    ),
)


class Remembered(Model):
    """One line with the text of the single fact it rests on, and the session it was accepted in."""

    number: int
    session: str
    at: str
    fact: str
    text: str


class Memory:
    """What is remembered under one home."""

    def __init__(self, settings: Settings, vault: Vault, embedder: Callable[[], "Embedder"]) -> None:
        self._settings = settings
        self._vault = vault
        self._embedder = embedder
        self._folder = settings.home / "memory"
        self._path = self._folder / "memory.sqlite"

    @property
    def is_on(self) -> bool:
        """Tell whether wording is learned and recalled."""
        return self._settings.memory and not (self._folder / _OFF).exists()

    def turn(self, *, on: bool) -> None:
        """Turn the memory on or off for this home; what is remembered is kept."""
        mark = Home(self._settings.home).memory / _OFF
        if on:
            mark.unlink(missing_ok=True)
        else:
            mark.touch(mode=0o600)

    def all(self) -> tuple[Remembered, ...]:
        """Return every line, the latest first."""
        if not self._path.exists():
            return ()
        with transaction(self._path, _MIGRATIONS) as connection:
            rows = connection.execute("SELECT number, session, at, body FROM line ORDER BY number DESC").fetchall()
        return tuple(self._remembered(*row) for row in rows)

    def _remembered(self, number: int, session: str, at: str, body: bytes) -> Remembered:
        fact, text = json.loads(self._vault.unseal(body))
        return Remembered(number=number, session=session, at=at, fact=fact, text=text)

    def forget(self, *, session: str | None = None, number: int | None = None) -> int:
        """Forget one line, the lines of a session, or all of them; return how many those were."""
        if not self._path.exists():
            return 0
        where = {"session": session, "number": number}
        chosen = {name: value for name, value in where.items() if value is not None}
        clause = " AND ".join(f"{name}=?" for name in chosen) or "1"
        with transaction(self._path, _MIGRATIONS) as connection:
            return connection.execute(f"DELETE FROM line WHERE {clause}", tuple(chosen.values())).rowcount

    def learn(self, session: str, tailored: TailoredCV) -> None:
        """Keep the lines that a person accepted or edited, each under the fact it rests on.

        The last result of a session replaces what was learned from it before.
        """
        facts = {fact.id: fact.text for fact in facts_of(tailored.source) if fact.kind in _WORDED}
        taken = ((item.id, line) for item in tailored.items for line in _learnable(item, facts))
        lines = [(item, facts[line.facts[0]], line.text) for item, line in taken]
        if not self.is_on or not session or not (lines or self._path.exists()):
            return
        private_folder(Home(self._settings.home).memory)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        seal = self._vault.seal
        rows = [(session, item, now, seal(json.dumps([fact, text]).encode())) for item, fact, text in lines]
        with transaction(self._path, _MIGRATIONS) as connection:
            connection.execute("DELETE FROM line WHERE session=?", (session,))
            connection.executemany("INSERT INTO line (session, item, at, body) VALUES (?,?,?,?)", rows)

    def recall(self, facts: Sequence[Fact]) -> list[Recalled]:
        """Return the wording accepted before for these facts and for near ones, the latest first; [] when it is off."""
        known = {str(line.number): line for line in self.all()} if self.is_on else {}
        wanted = [fact for fact in facts if fact.kind in _WORDED]
        if not known or not wanted:
            return []
        found = self._store(known).search([fact.text for fact in wanted], _NEIGHBOURS)
        pairs = [(fact, known[hit.id]) for fact, hits in zip(wanted, found, strict=True) for hit in _near(hits)]
        pairs.sort(key=lambda pair: -pair[1].number)
        return [Recalled(fact=fact.id, text=line.text, same=line.fact == fact.text) for fact, line in pairs]

    def _store(self, known: Mapping[str, Remembered]) -> "VectorStore":
        """Return the index over the facts of all lines, read from disk where it is still the right one.

        Vectors give away what they were made from, so with a key there is none on disk.
        """
        from services.embeddings.store import VectorStore

        path, embedder = self._folder / "index", self._embedder()
        try:
            store = VectorStore.load(path, embedder)
        except UserError:  # none yet, damaged, or of another embedder
            store = VectorStore(embedder)
        store.remove([number for number in store.ids if number not in known])
        new = [number for number in known if number not in set(store.ids)]
        store.add(new, [known[number].fact for number in new])
        if not self._vault.locked:
            store.save(path)
        return store


def _near(hits: Sequence["Hit"]) -> list["Hit"]:
    return [hit for hit in hits if hit.similarity >= NEAR]


def _learnable(item: Item, facts: Mapping[str, str]) -> list[Line]:
    """Return the lines that say one fact in other words, and that their owner has seen and taken."""
    if item.status not in ("accepted", "edited") or item.kind == "qualifications":  # those are phrases, not wording
        return []
    return [
        line
        for line in item.lines
        if len(line.facts) == 1
        and line.facts[0] in facts
        and not line.asserted
        and line.text not in facts[line.facts[0]]
    ]
