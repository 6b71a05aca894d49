"""`aicvgen review`: go on with a session where it stopped."""

from aicvgen.options import (
    CacheOption,
    FormatsOption,
    JsonOption,
    MaxCostOption,
    MaxTokensOption,
    OutOption,
    PhotoOption,
    SectionsOption,
    SessionArgument,
)


def review(
    session: SessionArgument,
    out: OutOption = None,
    formats: FormatsOption = None,
    photo: PhotoOption = None,
    sections: SectionsOption = None,
    max_cost: MaxCostOption = None,
    max_tokens: MaxTokensOption = None,
    cache: CacheOption = None,
    as_json: JsonOption = False,
) -> None:
    """Go on with a session where it stopped.

    Shows the item that waits for you, goes on through the rest and writes the
    documents. A session that was killed in the middle of its work goes on from
    the last finished step. Options that are given here hold from now on.

    \b
    Examples:
      aicvgen sessions
      aicvgen review k3v9-t2mx
      aicvgen review k3v9-t2mx --max-cost 0.20
    """
    from aicvgen.api import resume
    from aicvgen.choices import choices_of
    from aicvgen.flow import finish
    from aicvgen.live import Progress

    choices = choices_of(
        session, out, formats, photo=photo, sections=sections, max_cost=max_cost, max_tokens=max_tokens, cache=cache
    )
    choices.keep(session)  # what is given now holds from now on
    progress = Progress()
    progress.session_id = session
    with progress.resumable():
        with progress.watching():
            reopened = resume(session, choices.settings(), progress)
        finish(reopened, choices, progress, as_json=as_json)
