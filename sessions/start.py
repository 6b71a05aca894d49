"""Begin, reopen and list sessions, and tailor in one call."""

from collections.abc import Sequence

from models.cv import CV
from models.errors import UserError
from models.event import Event
from models.job import Job
from models.tailored import TailoredCV
from services.rendering.photo import load_photo
from services.settings import Settings
from services.toolbox import Toolbox
from sessions.feed import OnEvent
from sessions.home import Home, new_id
from sessions.inputs import Given, keep_inputs
from sessions.registry import Registry, SessionRow
from sessions.session import Session
from sessions.upkeep import aremove, remove_folder


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
    wait: bool = True,
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
        on_event: called with each `Event` while work goes on.
        wait: whether to return only when it waits for a person or is done; if not, `events` ends then.

    Raises:
        UserError: an input can't be used; one sentence says why, and nothing is left behind.
    """
    toolbox = Toolbox(settings)
    if toolbox.settings.photo:
        load_photo(toolbox.settings.photo)  # better now than after the work
    session_id = new_id()
    folder = Home(toolbox.home).session(session_id)
    given = {"cv": cv, "job": job, "talents": talents, "style": style, "company": company}
    try:
        keep_inputs(folder, toolbox.vault, given=given, similar=similar, review=review, pages=pages)
    except UserError:
        remove_folder(folder)
        raise
    session = Session(session_id, toolbox, on_event)
    Registry(Home(toolbox.home).registry, toolbox.vault).put(SessionRow(id=session_id))
    session.publish(Event(kind="started", detail=session_id))
    if wait:
        await _begin(session, toolbox)
    else:
        session.in_background(_begin(session, toolbox))
    return session


async def _begin(session: Session, toolbox: Toolbox) -> None:
    """Run to the first question or the end; nothing is kept of a session whose inputs can't be read."""
    try:
        await session.proceed()
    except UserError:
        if not (await session.look()).items:
            await aremove(session.id, toolbox.settings)
        raise


async def aresume(session_id: str, settings: Settings | None = None, on_event: OnEvent | None = None) -> Session:
    """Reopen a session where it stopped, also in another process or on another day.

    Raises:
        UserError: there is no such session, or a newer version of aicvgen has worked on it.
    """
    session = opened(session_id, Toolbox(settings), on_event)
    await session.proceed()
    return session


async def alook(session_id: str, settings: Settings | None = None) -> Session:
    """Open a session to see where it stands, without running anything.

    Raises:
        UserError: there is no such session, or a newer version of aicvgen has worked on it.
    """
    session = opened(session_id, Toolbox(settings))
    await session.look()
    return session


def opened(session_id: str, toolbox: Toolbox, on_event: OnEvent | None = None) -> Session:
    """Return a session of the list.

    Raises:
        UserError: there is no such session.
    """
    Registry(Home(toolbox.home).registry, toolbox.vault).get(session_id)
    return Session(session_id, toolbox, on_event)


async def atailor(cv: Given | CV, job: Given | Job, **options: object) -> TailoredCV:
    """Tailor a CV to a job in one call, without review; takes what `astart` takes."""
    session = await astart(cv, job, review="none", **options)  # type: ignore[arg-type]
    return session.result
