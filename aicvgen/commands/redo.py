"""`aicvgen redo`: decide again what was taken back."""

from aicvgen.options import CountArgument, JsonOption, SessionArgument


def redo(session: SessionArgument, count: CountArgument = 1, as_json: JsonOption = False) -> None:
    """Decide again what `aicvgen undo` took back, as long as nothing else was decided since.

    \b
    Examples:
      aicvgen redo k3v9-t2mx
      aicvgen redo k3v9-t2mx 3
    """
    from aicvgen.stepping import step

    step(session, lambda opened: opened.redo(count), as_json=as_json)
