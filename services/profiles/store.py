"""The profile store: master CVs under names, each section with its original and its enhanced text side by side."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.batch import SectionResult
from models.cv import CV
from models.errors import UserError
from services.vault import Vault

if TYPE_CHECKING:
    from sqlite_utils import Database


def _create(db: "Database") -> None:
    db.table("profile").create({"name": str, "cv": str, "created": str, "updated": str}, pk="name")
    columns = {
        "profile": str, "number": int, "section": str, "title": str, "description": str,
        "enhanced_description": str, "model": str, "updated": str,
    }  # fmt: skip
    db.table("section").create(columns, pk=("profile", "number"))


MIGRATIONS: tuple[Callable[["Database"], None], ...] = (_create,)
"""Applied in order, each once; the number of the last one is the database's `user_version`."""


class ProfileStore:
    """The profiles of one home, in SQLite, readable by their owner alone. Each method is one transaction."""

    def __init__(self, home: Path, vault: Vault) -> None:
        self._path = home / "profiles.sqlite"
        self._vault = vault

    def put(self, name: str, cv: CV, sections: Sequence[SectionResult] = (), model: str = "") -> None:
        """Store a profile with its sections; what was enhanced before and not now stays enhanced."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database() as db:
            known = list(db.query("select created from profile where name = ?", [name]))
            created = known[0]["created"] if known else now
            row = {"name": name, "cv": self._vault.seal_text(cv.model_dump_json()), "created": created, "updated": now}
            db.table("profile").insert(row, replace=True)
            db.execute("delete from section where profile = ?", [name])
            db.table("section").insert_all(
                {
                    "profile": name,
                    "number": section.section_number,
                    "section": section.section,
                    "title": section.title,
                    "description": self._vault.seal_text(section.description),
                    "enhanced_description": self._vault.seal_text(section.enhanced_description),
                    "model": model if section.enhanced_description else "",
                    "updated": now,
                }
                for section in sections
            )

    def get(self, name: str) -> CV:
        """Return the profile of this name.

        Raises:
            UserError: there is none.
        """
        with self._database() as db:
            rows = list(db.query("select cv from profile where name = ?", [name]))
        if not rows:
            raise UserError(f"There is no profile {name}; give a CV file, or enhance one to store it.")
        return CV.model_validate_json(self._vault.unseal_text(rows[0]["cv"]))

    def names(self) -> tuple[str, ...]:
        """Return the names of all profiles, the one touched last first."""
        with self._database() as db:
            return tuple(row["name"] for row in db.query("select name from profile order by updated desc, name"))

    def sections(self, name: str) -> tuple[SectionResult, ...]:
        """Return the sections of a profile as they were enhanced last."""
        query = "select * from section where profile = ? order by number"
        with self._database() as db:
            return tuple(
                SectionResult(
                    section_number=row["number"],
                    section=row["section"],
                    title=row["title"],
                    description=self._vault.unseal_text(row["description"]),
                    enhanced_description=self._vault.unseal_text(row["enhanced_description"]),
                )
                for row in db.query(query, [name])
            )

    @contextmanager
    def _database(self) -> Iterator["Database"]:
        from sqlite_utils import Database

        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._path.touch(mode=0o600)
            connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise UserError(f"The profile store {self._path} can't be opened: {error}.") from error
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("BEGIN IMMEDIATE")
            db = Database(connection)
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            for number, migrate in enumerate(MIGRATIONS[version:], version + 1):
                migrate(db)
                connection.execute(f"PRAGMA user_version={number}")
            yield db
            connection.execute("COMMIT")
        finally:
            connection.close()
