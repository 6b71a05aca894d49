"""README shows what is true."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

from aicvgen.cli import Commands
from examples.demo import arguments

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown() -> tuple[str, str]:
    """Return the command of README's first screen on one line, and the output shown below it."""
    block = README.partition("```console\n")[2].partition("```")[0]
    command, _, output = block.partition("\n\n")
    return command.replace("\\\n", "").removeprefix("$ "), output


def test_the_first_command_is_the_demo() -> None:
    """What README shows is what `make demo` runs, typed from the project's folder."""
    assert [argument.replace(f"{ROOT}/", "") for argument in arguments()] == shlex.split(shown()[0])[1:]


def test_the_output_shown_is_the_real_one(tmp_path: Path) -> None:
    """When this fails, run `make demo` and put what it prints into README."""
    command = [sys.executable, "-c", "from aicvgen.cli import main; main()", *shlex.split(shown()[0])[1:-1]]
    done = subprocess.run([*command, str(tmp_path / "out")], cwd=ROOT, capture_output=True, text=True, check=True)
    printed = done.stdout.replace(str(tmp_path / "out"), "out").partition("Session ")[0]
    assert [line.rstrip() for line in printed.splitlines()] == shown()[1].splitlines()


def test_every_command_that_is_named_exists() -> None:
    """README names no command that was renamed, and leaves out none of the first ones."""
    names = set(re.findall(r"`aicvgen ([a-z]+)", README))
    assert names >= {"tailor", "review", "sessions", "verify", "doctor"}
    assert names <= {*Commands(name="aicvgen").list_commands(None)}


def test_every_picture_and_file_it_links_to_is_there() -> None:
    """No dead links inside the project."""
    targets = re.findall(r'(?:src="|\]\()([^":)]+)', README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
