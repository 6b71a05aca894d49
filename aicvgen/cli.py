"""The command `aicvgen`: each module in `aicvgen/commands/` is one command, found by its file name.

A command module defines a function of its own name, or a Typer named `app` when it has commands below it. It is
imported only when it is called or listed, and imports what it works with inside that function, so help stays fast.
Exit codes: 0 done, 1 failed, 2 the user's mistake, 3 waiting for a review, 130 interrupted.
"""

import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from aicvgen import failures

PANELS = {
    "Tailor": ("tailor", "review", "show", "export", "plan"),
    "Look at a CV or a text": ("verify", "check"),
    "Sessions": ("sessions", "undo", "redo", "fork", "retailor", "rename", "session", "memory", "rm", "prune"),
    "Many at once": ("match", "enhance", "enrich"),
    "Set-up": ("doctor",),
}
"""How the help groups commands; those not named here follow under `More`, so a new command works without this."""

_FOLDER = Path(__file__).parent / "commands"


class Commands(TyperGroup):
    """The commands by file name, each loaded on demand, with one place that turns errors into exit codes."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands in the order of the help."""
        names = sorted(path.stem for path in _FOLDER.glob("*.py") if not path.stem.startswith("_"))
        first = [name for panel in PANELS.values() for name in panel if name in names]
        return [*first, *(name for name in names if name not in first)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of this name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"aicvgen.commands.{cmd_name}")
        below: typer.Typer | None = getattr(module, "app", None)
        if below is None:
            below = typer.Typer(add_completion=False, rich_markup_mode="rich")
            below.command(cmd_name)(getattr(module, cmd_name))
        command: Any = typer.main.get_command(below)
        command.rich_help_panel = next((title for title, names in PANELS.items() if cmd_name in names), "More")
        return command

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what goes wrong becomes one sentence and an exit code."""
        with failures.as_exit_codes():
            return super().invoke(ctx)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from aicvgen import __version__

        typer.echo(f"aicvgen {__version__}")
        raise typer.Exit


@app.callback()
def aicvgen(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Tailor a CV to a job ad, without ever stating a fact that its owner did not give.

    \b
    Examples:
      aicvgen tailor cv.pdf ad.md
      aicvgen tailor cv.docx ad.html --review none --out out --formats pdf,docx
      aicvgen verify --source cv.pdf "Led a team of twelve engineers."
      aicvgen tailor --help
    """


def main() -> None:
    """Run the command line. A bug ends in one sentence too, never in a traceback."""
    sys.excepthook = failures.report_bug
    # A short process makes little garbage: looking for it at the usual pace costs a tenth of the run.
    gc.set_threshold(10_000, 20, 20)
    # Our matrices are small: threads that wait for each other cost more than they save, tenfold on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that can't show a sign is no reason to fail
    try:
        typer.main.get_command(app)(prog_name="aicvgen")
    finally:
        failures.flush()
