"""The synchronous twins of planning, starting, reopening and tailoring."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.cv import CV
from models.job import Job
from models.tailored import TailoredCV
from services.settings import Settings
from sessions.feed import OnEvent
from sessions.inputs import Given
from sessions.planning import aplan
from sessions.portal import run
from sessions.session import Session
from sessions.start import aresume, astart, atailor

if TYPE_CHECKING:
    from services.llm.plan import Plan


def start(
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
        settings: the configuration; by default that of the environment.
        on_event: called with each `Event` while work goes on.
        wait: whether to return only when it waits for a person or is done; if not, `Session.events` ends then.

    Raises:
        UserError: an input can't be used; one sentence says why, and nothing is left behind.
    """
    return run(
        astart(
            cv, job, similar=similar, talents=talents, style=style, company=company, review=review, pages=pages,
            settings=settings, on_event=on_event, wait=wait,
        )
    )  # fmt: skip


def resume(session_id: str, settings: Settings | None = None, on_event: OnEvent | None = None) -> Session:
    """Reopen a session where it stopped, also in another process or on another day.

    Raises:
        UserError: there is no such session.
    """
    return run(aresume(session_id, settings, on_event))


def tailor(
    cv: Given | CV,
    job: Given | Job,
    *,
    similar: Sequence[Given] = (),
    talents: Given | None = None,
    style: Given | None = None,
    company: Given | None = None,
    pages: int = 0,
    settings: Settings | None = None,
    on_event: OnEvent | None = None,
) -> TailoredCV:
    """Tailor a CV to a job in one call, without review; the arguments are those of `start`.

    Raises:
        UserError: an input can't be used; one sentence says why, and nothing is left behind.
    """
    return run(
        atailor(
            cv, job, similar=similar, talents=talents, style=style, company=company, pages=pages,
            settings=settings, on_event=on_event,
        )
    )  # fmt: skip


def plan(
    cv: Given | CV,
    job: Given | Job,
    *,
    similar: Sequence[Given] = (),
    talents: Given | None = None,
    style: Given | None = None,
    company: Given | None = None,
    review: str = "each",
    settings: Settings | None = None,
) -> "Plan":
    """Return the calls, tokens, cost and finishing time of a run, under the user's limits. Nothing is sent.

    The arguments are those of `start`. Without a model the plan is empty.

    Raises:
        UserError: an input can't be used; one sentence says why.
    """
    return run(
        aplan(
            cv, job, similar=similar, talents=talents, style=style, company=company, review=review, settings=settings
        )
    )  # fmt: skip
