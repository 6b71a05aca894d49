"""`aicvgen fork`: the same CV for another ad, keeping what was accepted."""

from typing import Annotated

import typer

from aicvgen.options import JsonOption, SessionArgument


def fork(
    session: SessionArgument,
    job: Annotated[str, typer.Option(metavar="FILE", help="The other job ad; - reads standard input.")],
    as_json: JsonOption = False,
) -> None:
    """Start a session for another ad from this one.

    Accepted items whose facts and requirements are the same in both ads stay
    accepted; the others are written anew, and say why.

    \b
    Examples:
      aicvgen fork k3v9-t2mx --job other-ad.md
    """
    from aicvgen.choices import choices_of
    from aicvgen.inputs import default_folder, file_or_stdin
    from aicvgen.live import Progress
    from aicvgen.stepping import print_standing
    from sessions.copies import afork
    from sessions.portal import run

    choices = choices_of(session)
    progress = Progress()
    with progress.watching():
        forked = run(afork(session, file_or_stdin(job), choices.settings(), progress))
    choices.model_copy(update={"out": default_folder(job).absolute()}).keep(forked.id)
    print_standing(forked, as_json=as_json)
