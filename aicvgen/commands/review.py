"""`aicvgen review`: go on with a session where it stopped."""

from aicvgen.options import FormatsOption, JsonOption, OutOption, SessionArgument


def review(
    session: SessionArgument, out: OutOption = None, formats: FormatsOption = None, as_json: JsonOption = False
) -> None:
    """Go on with a session where it stopped.

    Shows the item that waits for you, goes on through the rest and writes the
    documents. A session that was killed in the middle of its work goes on from
    the last finished step.

    \b
    Examples:
      aicvgen sessions
      aicvgen review k3v9-t2mx
    """
    from aicvgen.api import resume
    from aicvgen.choices import choices_of
    from aicvgen.flow import finish
    from aicvgen.live import Progress

    choices = choices_of(session, out, formats)
    progress = Progress()
    progress.session_id = session
    with progress.resumable():
        with progress.watching():
            reopened = resume(session, choices.settings(), progress)
        finish(reopened, choices, progress, as_json=as_json)
