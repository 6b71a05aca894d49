"""The synchronous twins of forking, re-tailoring, moving and removing sessions."""

from pathlib import Path

from models.cv import CV
from models.job import Job
from services.settings import Settings
from sessions.bundle import aexport_session, aimport_session
from sessions.copies import afork, aretailor
from sessions.feed import OnEvent
from sessions.inputs import Given
from sessions.portal import run
from sessions.session import Session
from sessions.upkeep import Pruned, aprune, aremove


def fork(
    session_id: str, job: Given | Job, settings: Settings | None = None, on_event: OnEvent | None = None
) -> Session:
    """Start a session for another ad from this one; accepted items whose facts and requirements are the same stay.

    Raises:
        UserError: there is no such session, or the ad can't be read.
    """
    return run(afork(session_id, job, settings, on_event))


def retailor(
    session_id: str,
    cv: Given | CV | None = None,
    job: Given | Job | None = None,
    settings: Settings | None = None,
    on_event: OnEvent | None = None,
) -> Session:
    """Read the CV and the ad again, or others in their place, and reopen only the items that depend on what changed.

    Raises:
        UserError: there is no such session, or a file is not there or can't be read.
    """
    return run(aretailor(session_id, cv, job, settings, on_event))


def export_session(session_id: str, path: Path | str, settings: Settings | None = None) -> Path:
    """Write a session with its history and its inputs into one file, which is not encrypted.

    Raises:
        UserError: there is no such session, or the file can't be written.
    """
    return run(aexport_session(session_id, path, settings))


def import_session(path: Path | str, settings: Settings | None = None, on_event: OnEvent | None = None) -> Session:
    """Take a session out of such a file and go on where it stopped. An id that is taken gets a new one.

    Raises:
        UserError: the file is no exported session, is damaged, or comes from a newer version of aicvgen.
    """
    return run(aimport_session(path, settings, on_event))


def remove(session_id: str, settings: Settings | None = None) -> None:
    """Remove a session with everything that was stored of it.

    Raises:
        UserError: there is no such session, or it is at work.
    """
    run(aremove(session_id, settings))


def prune(older_than: int | None = None, settings: Settings | None = None) -> Pruned:
    """Free disk; with `older_than`, finished sessions that were not touched for so many days are removed, too."""
    return run(aprune(older_than, settings))
