"""`aicvgen retailor`: go on with a session after the CV or the ad has changed."""

from typing import Annotated

import typer

from aicvgen.options import JsonOption, SessionArgument


def retailor(
    session: SessionArgument,
    cv: Annotated[
        str | None, typer.Option(metavar="FILE", help="Another CV.", show_default="the same file, read again")
    ] = None,
    job: Annotated[
        str | None, typer.Option(metavar="FILE", help="Another job ad.", show_default="the same file, read again")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read CV and ad again and reopen only what depends on a change.

    Every other decision stays. Each reopened item says which line of your CV or
    which requirement of the ad is new or gone.

    \b
    Examples:
      aicvgen retailor k3v9-t2mx
      aicvgen retailor k3v9-t2mx --cv cv-of-june.pdf
    """
    from aicvgen.choices import choices_of
    from aicvgen.inputs import file_or_stdin
    from aicvgen.live import Progress
    from aicvgen.stepping import print_standing
    from sessions.copies import aretailor
    from sessions.portal import run

    progress = Progress()
    progress.session_id = session
    new_cv, new_job = (file_or_stdin(name) if name else None for name in (cv, job))
    with progress.watching():
        changed = run(aretailor(session, new_cv, new_job, choices_of(session).settings(), progress))
    print_standing(changed, as_json=as_json)
