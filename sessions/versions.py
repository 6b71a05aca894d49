"""What an upgrade means for stored sessions: older ones are migrated, newer ones refused in one sentence."""

from collections.abc import Callable, Mapping
from typing import Any

from graph.state import GRAPH_VERSION, SCHEMA_VERSION
from models.errors import UserError

Migration = Callable[[Mapping[str, Any]], dict[str, Any]]

MIGRATIONS: tuple[Migration, ...] = ()
"""The n-th one takes the values of a state of version n to an update towards version n + 1. Each is applied once."""


def check_version(values: Mapping[str, Any]) -> None:
    """Refuse a session that a newer aicvgen has worked on.

    Raises:
        UserError: it is newer than this version can know.
    """
    for name, ours in (("schema_version", SCHEMA_VERSION), ("graph_version", GRAPH_VERSION)):
        theirs = values.get(name, ours)
        if theirs > ours:
            raise UserError(
                f"This session is of a newer version of aicvgen ({name} {theirs}, here {ours}); upgrade to go on."
            )


def migration(values: Mapping[str, Any], migrations: tuple[Migration, ...] = MIGRATIONS) -> dict[str, Any]:
    """Return the update that takes these values to the versions of today; {} when they are there.

    A graph with other nodes needs no migration of its own: what comes next follows from the values alone.
    """
    if "schema_version" not in values:
        return {}
    update: dict[str, Any] = {}
    for step in migrations[values["schema_version"] - 1 :]:
        update |= step({**values, **update})
    schema = max(SCHEMA_VERSION, len(migrations) + 1)
    today = {"schema_version": schema, "graph_version": GRAPH_VERSION}
    return update | {name: value for name, value in today.items() if values.get(name) != value}
