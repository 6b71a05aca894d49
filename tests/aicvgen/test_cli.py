"""The command line as a whole: what it lists, how fast it starts, how it fails."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from aicvgen.cli import PANELS, Commands, app

Aicvgen = Callable[..., Result]

ROOT = Path(__file__).parents[2]
HEAVY = {
    "faiss", "graph", "jinja2", "langchain_core", "langgraph", "numpy", "pdfminer", "pydantic", "services", "sessions",
    "sqlite3", "typst", "wordllama",
}  # fmt: skip


def imported_by(*arguments: str) -> set[str]:
    """Return the top-level packages that Python imports when it is started with these arguments."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def test_every_command_is_listed_once_and_has_an_example(aicvgen: Aicvgen) -> None:
    """Each module of `commands/` is a command whose help shows how to call it."""
    names = Commands(name="aicvgen").list_commands(None)
    assert names[: len(PANELS["Tailor"])] == list(PANELS["Tailor"])
    assert {name for panel in PANELS.values() for name in panel} <= set(names)
    assert len(names) == len(set(names)) >= 7
    for name in names:
        text = aicvgen(name, "--help").stdout
        assert f"aicvgen {name}" in text.partition("Examples:")[2], name


def test_help_imports_nothing_heavy() -> None:
    """`aicvgen --help` starts fast because what commands work with is loaded when they run."""
    seen = imported_by("-c", "from aicvgen.cli import main; main()", "--help")
    assert "typer" in seen
    assert seen & HEAVY == set()


def test_importing_the_package_imports_nothing_heavy() -> None:
    """`import aicvgen` costs next to nothing."""
    seen = imported_by("-c", "import aicvgen")
    assert "aicvgen" in seen
    assert seen & (HEAVY | {"typer", "rich"}) == set()


def test_the_version_is_that_of_the_distribution(aicvgen: Aicvgen) -> None:
    """`--version` and pyproject.toml agree."""
    from importlib.metadata import version

    assert aicvgen("--version").stdout == f"aicvgen {version('aicvgen')}\n"


@pytest.mark.parametrize("arguments", [("nonsense",), ("tailor",), ("tailor", "cv.md", "ad.md", "--review", "some")])
def test_a_wrong_call_is_exit_2(aicvgen: Aicvgen, arguments: tuple[str, ...]) -> None:
    """An unknown command, a missing argument and a wrong choice are the user's mistakes."""
    done = aicvgen(*arguments)
    assert done.exit_code == 2
    assert done.stderr and not done.stdout


def test_a_bug_is_one_sentence_without_any_value(home: Path) -> None:
    """A crash names the place in the code and keeps the frames, but neither the message nor a traceback."""
    script = (
        "import aicvgen.console as c, aicvgen.cli as cli\n"
        "def broken(value): raise KeyError('text of a CV')\n"
        "c.print_json = broken\n"
        "cli.main()\n"
    )
    command = [sys.executable, "-c", script, "verify", "--source", "examples/cvs/teacher.md", "--json", "Taught."]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "aicvgen failed (KeyError in aicvgen/commands/verify.py, line " in done.stderr
    kept = (home / "crash.txt").read_text()
    assert "aicvgen/commands/verify.py" in kept
    assert "text of a CV" not in kept + done.stderr


def test_a_reader_who_leaves_is_no_failure() -> None:
    """`aicvgen sessions | true` ends without a word."""
    command = f"{sys.executable} -c 'from aicvgen.cli import main; main()' sessions --json | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_terminal_without_unicode_is_no_failure(here: Path, form: tuple[str, ...]) -> None:
    """Signs that can't be printed are replaced, in JSON escaped."""
    (here / "cv.md").write_text((here / "cv.md").read_text().replace("Kept the", "Kept Zoë’s"))
    line = "Kept Zoë’s ledgers of 40 clients in Xero."
    command = [sys.executable, "-c", "from aicvgen.cli import main; main()", "verify", "--source", "cv.md", *form, line]
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["lines"][0]["text"] == line if form else "Kept Zo?" in done.stdout


def test_a_wrong_setting_is_one_sentence(aicvgen: Aicvgen, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value in the environment that a setting can't have is named."""
    monkeypatch.setenv("AICVGEN_EMBEDDER", "word2vec")
    done = aicvgen("doctor")
    assert done.exit_code == 2
    assert done.stderr == "AICVGEN_EMBEDDER can't be used: input should be 'auto', 'wordllama', 'minilm' or 'both'.\n"


def test_app_is_a_typer_application() -> None:
    """The console script and the tests run the same object."""
    assert app.info.cls is Commands


def test_doctor_tells_what_is_there_and_never_the_key(aicvgen: Aicvgen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages, embedder, model and whether a key is set; the key itself is not printed."""
    monkeypatch.setenv("GROQ_API_KEY", "gsk_secret")
    done = aicvgen("doctor", "--no-ask", "--json")
    found = json.loads(done.stdout)
    assert found["key"] is True
    assert found["model"] == "groq:openai/gpt-oss-120b"
    assert found["embedder"].startswith("wordllama")
    assert found["problems"] == [] and done.exit_code == 0
    table = aicvgen("doctor", "--no-ask")
    assert "Everything a run needs is here." in table.stdout
    assert "gsk_secret" not in done.output + table.output
