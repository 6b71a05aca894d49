"""Begin, reopen and list sessions, and tailor in one call."""

from collections.abc import Sequence

from models.cv import CV
from models.errors import UserError
from models.event import Event
from models.job import Job
from models.tailored import TailoredCV
from services.settings import Settings
from services.toolbox import Toolbox
from sessions.home import Home, new_id
from sessions.inputs import Given, graph_inputs
from sessions.registry import Registry, SessionRow
from sessions.runner import OnEvent
from sessions.session import Session


async def astart(
    cv: Given | CV,
    job: Given | Job,
    *,
    similar: Sequence[Given] = (),
    talents: Given | None = None,
    style: Given | None = None,
    company: Given | None = None,
    review: str = "each",
    pages: int = 0,
    settings: Settings | None = None,
    on_event: OnEvent | None = None,
) -> Session:
    """Start a session and run it to its first question, or to the end when `review` is `none`.

    Args:
        cv: a path, bytes, text or a `CV`. PDF, DOCX, Markdown, plain text or JSON Resume.
        job: a path, bytes, text or a `Job`.
        similar: up to three ads for like positions; what recurs in them weighs more.
        talents: facts that the owner adds to the CV.
        style: a letter of the owner's, whose tone the writer follows.
        company: notes or a page about the employer.
        review: `each` asks about one item at a time, `page` about several, `none` about none.
        pages: the most pages the PDF may have; 0 is no limit.

    Raises:
        UserError: an input can't be used; one sentence says why, and nothing is left behind.
    """
    toolbox = Toolbox(settings)
    session_id = new_id()
    folder = Home(toolbox.home).session(session_id)
    try:
        inputs = graph_inputs(
            folder, cv=cv, job=job, similar=similar, talents=talents, style=style, company=company,
            review=review, pages=pages,
        )  # fmt: skip
    except UserError:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        raise
    session = Session(session_id, toolbox, on_event)
    if on_event:
        on_event(Event(kind="started", detail=session_id))
    await session.begin(inputs)
    return session


async def aresume(session_id: str, settings: Settings | None = None, on_event: OnEvent | None = None) -> Session:
    """Reopen a session where it stopped, also in another process or on another day.

    Raises:
        UserError: there is no such session.
    """
    toolbox = Toolbox(settings)
    Registry(Home(toolbox.home).registry).get(session_id)
    session = Session(session_id, toolbox, on_event)
    await session.reopen()
    return session


async def alook(session_id: str, settings: Settings | None = None) -> Session:
    """Open a session to see where it stands, without running anything.

    Raises:
        UserError: there is no such session.
    """
    toolbox = Toolbox(settings)
    Registry(Home(toolbox.home).registry).get(session_id)
    session = Session(session_id, toolbox)
    await session.look()
    return session


async def atailor(cv: Given | CV, job: Given | Job, **options: object) -> TailoredCV:
    """Tailor a CV to a job in one call, without review; takes what `astart` takes."""
    session = await astart(cv, job, review="none", **options)  # type: ignore[arg-type]
    return session.result


def list_sessions(settings: Settings | None = None) -> tuple[SessionRow, ...]:
    """Return all sessions, the one touched last first."""
    return Registry(Home((settings or Settings()).home).registry).all()
