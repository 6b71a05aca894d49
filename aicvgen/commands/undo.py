"""`aicvgen undo`: take the last decisions of a session back."""

from aicvgen.options import CountArgument, JsonOption, SessionArgument


def undo(session: SessionArgument, count: CountArgument = 1, as_json: JsonOption = False) -> None:
    """Take the last decisions of a session back; each draft is open again.

    Works after the end, too. What was taken back stays in the history.

    \b
    Examples:
      aicvgen undo k3v9-t2mx
      aicvgen undo k3v9-t2mx 3
      aicvgen review k3v9-t2mx
    """
    from aicvgen.stepping import step

    step(session, lambda opened: opened.undo(count), as_json=as_json)
