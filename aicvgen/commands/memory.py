"""`aicvgen memory`: the wording that was accepted in earlier sessions."""

from typing import TYPE_CHECKING, Annotated

import typer

from aicvgen.options import JsonOption

if TYPE_CHECKING:
    from services.memory import Memory

app = typer.Typer(
    name="memory",
    help=(
        "List, forget or turn off the wording that you accepted before.\n\n"
        "Lines that you accept or edit are offered again when the same facts are written.\n\n"
        "\b\nExamples:\n  aicvgen memory list\n  aicvgen memory forget 12\n  aicvgen memory off"
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
)


@app.command("list")
def list_(as_json: JsonOption = False) -> None:
    """List what is remembered, the latest first: the fact of your CV, and how you let it be said.

    \b
    Examples:
      aicvgen memory list
    """
    from aicvgen.console import plain, print_json, results

    memory = _memory()
    lines = memory.all()
    if as_json:
        print_json({"on": memory.is_on, "lines": [line.model_dump(mode="json") for line in lines]})
        return
    page = results()
    for line in lines:
        page.print(f"{line.number:>4}  {plain(line.text)}", soft_wrap=True)
        page.print(f"      {plain(line.fact)}  ({line.session}, {line.at[:10]})", style="dim", soft_wrap=True)
    page.print(f"{len(lines)} lines; the memory is {'on' if memory.is_on else 'off'}.")


@app.command()
def forget(
    number: Annotated[int | None, typer.Argument(metavar="NUMBER", help="One line, as listed.")] = None,
    session: Annotated[str | None, typer.Option(metavar="SESSION", help="All lines of this session.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All lines there are.")] = False,
) -> None:
    """Forget one line, the lines of one session, or everything.

    \b
    Examples:
      aicvgen memory forget 12
      aicvgen memory forget --session k3v9-t2mx
      aicvgen memory forget --all
    """
    from aicvgen.console import results
    from models.errors import UserError

    if sum((number is not None, session is not None, everything)) != 1:
        raise UserError("Name one thing to forget: a NUMBER, --session SESSION, or --all.")
    results().print(f"{_memory().forget(session=session, number=number)} lines forgotten.")


@app.command()
def on() -> None:
    """Learn from sessions, and offer what was learned."""
    _memory().turn(on=True)


@app.command()
def off() -> None:
    """Neither learn nor offer anything; what is remembered is kept until you forget it."""
    _memory().turn(on=False)


def _memory() -> "Memory":
    from services.settings import load_settings
    from services.toolbox import Toolbox

    return Toolbox(load_settings()).memory
