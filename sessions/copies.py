"""The same work for another ad, or after a change of CV or ad: what rests on nothing that changed stays decided."""

from models.cv import CV
from models.errors import UserError
from models.event import Event
from models.job import Job
from services.settings import Settings
from services.toolbox import Toolbox
from sessions.feed import OnEvent
from sessions.home import Home, new_id
from sessions.inputs import Given, copy_inputs
from sessions.registry import Registry, SessionRow
from sessions.session import Session
from sessions.start import opened
from sessions.upkeep import aremove

_CARRIED = ("source", "ad", "analysis", "items", "day", "tone", "basis", "recalled", "schema_version", "graph_version")
"""What a fork begins with: everything that items rest on, no history, no result, no cost."""


async def afork(
    session_id: str, job: Given | Job, settings: Settings | None = None, on_event: OnEvent | None = None
) -> Session:
    """Start a session for another ad from this one; accepted items whose facts and requirements are the same stay.

    Raises:
        UserError: there is no such session, or the ad can't be read.
    """
    toolbox = Toolbox(settings)
    source, home = opened(session_id, toolbox), Home(toolbox.home)
    fork = Session(new_id(), toolbox, on_event)
    before = copy_inputs(home.session(source.id), home.session(fork.id), toolbox.vault)
    values = (await source.look()).values
    await fork.seed({name: value for name, value in values.items() if name in {*_CARRIED, *before.values}})
    Registry(home.registry, toolbox.vault).put(SessionRow(id=fork.id))
    fork.publish(Event(kind="started", detail=fork.id))
    try:
        await fork.change_inputs({"job": job})
    except UserError:
        await aremove(fork.id, toolbox.settings)
        raise
    return fork


async def aretailor(
    session_id: str,
    cv: Given | CV | None = None,
    job: Given | Job | None = None,
    settings: Settings | None = None,
    on_event: OnEvent | None = None,
) -> Session:
    """Read the CV and the ad again, or others in their place, and reopen only the items that depend on what changed.

    Each reopened item says why. Without `cv` and `job` the files that the session was started with are read again.

    Raises:
        UserError: there is no such session, or a file is not there or can't be read.
    """
    session = opened(session_id, Toolbox(settings), on_event)
    await session.change_inputs({"cv": cv, "job": job})
    return session
