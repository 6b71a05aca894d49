"""`aicvgen enrich`, `enhance` and `match` as commands: exit codes, what goes to stdout, and the files."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from aicvgen.batch_live import duration, money, sentence
from aicvgen.cli import app
from models.batch import Progress
from models.usage import Usage
from services.llm.errors import DayLimitError
from services.llm.types import Call
from tests.groq_server.scripted import ScriptedProvider

EXAMPLES = Path(__file__).parents[2] / "examples"
TASK = str(EXAMPLES / "tasks" / "topic-tldr.md")


def _answers(call: Call) -> str | Exception:
    """Label every row but those about locks; a row about limits uses up the day."""
    from datetime import datetime

    rows = [json.loads(line) for line in call.messages[1].content.splitlines() if line.startswith('{"id"')]
    if any("limit" in row["topic"] for row in rows):
        return DayLimitError("used up", kind="TPD", seconds=3600, until=datetime.now().astimezone())
    entries = [
        {"id": row["id"], "tldr": f"about {row['topic']}", "challenge": "expert"}
        for row in rows
        if "lock" not in row["topic"]
    ]
    return json.dumps({"rows": entries})


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Return a caller of the command line in a folder of its own, with a scripted model behind a key."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GROQ_API_KEY", "k")
    monkeypatch.setenv("AICVGEN_PLAN", "developer")
    provider = ScriptedProvider(_answers)
    monkeypatch.setattr("services.llm.engine.make_provider", lambda name, settings: provider)
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


def _rows(folder: Path, *topics: str) -> Path:
    path = folder / "rows.csv"
    path.write_text("id,topic,description\n" + "".join(f"r{n},{topic},Text.\n" for n, topic in enumerate(topics, 1)))
    return path


def test_a_table_gets_its_columns(run: Callable[..., Result], tmp_path: Path) -> None:
    """Exit 0, counts and cost in words, and the path of the table last."""
    result = run("enrich", _rows(tmp_path, "DNS", "TLS"), "--task", TASK)
    assert result.exit_code == 0, result.output
    assert "2 rows: 2 new." in result.stdout
    assert (tmp_path / "rows.enriched.csv").read_text().splitlines()[1] == "r1,DNS,Text.,about DNS,expert"
    again = run("enrich", _rows(tmp_path, "DNS", "TLS"), "--task", TASK, "--json")
    assert json.loads(again.stdout)["cached"] == 2


def test_rows_that_failed_are_exit_1_and_a_file(run: Callable[..., Result], tmp_path: Path) -> None:
    """The others are done; the file can be run again, and goes away when nothing fails any more."""
    result = run("enrich", _rows(tmp_path, "DNS", "locks", "TLS"), "--task", TASK, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (told["done"], told["failed"]) == (2, 1)
    failed = Path(told["failed_out"]).read_text()
    assert failed.splitlines()[1:] == ["r2,locks,Text.,it was not answered"]
    assert run("enrich", _rows(tmp_path, "DNS"), "--task", TASK).exit_code == 0
    assert not Path(told["failed_out"]).exists()


def test_a_day_limit_is_exit_3_and_the_next_run_goes_on(run: Callable[..., Result], tmp_path: Path) -> None:
    """What is left is said, with how to go on."""
    result = run("enrich", _rows(tmp_path, "limits"), "--task", TASK)
    assert result.exit_code == 3
    assert "1 left" in result.stdout
    assert "Run the command again" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("enrich", "rows.csv", "--task", "nowhere.md"), "no file nowhere.md"),
        (("enrich", "nowhere.csv", "--task", TASK), "no file nowhere.csv"),
        (("enrich", "rows.csv", "--task", "rows.csv"), "front matter"),
        (("match", "--jobs", "nowhere", "--cvs", "."), "no file nowhere"),
        (("enhance", "nowhere.pdf"), "no file"),
        (("tailor", "--from-match", "abc"), "no pair"),
        (("tailor", "cv.pdf", "--from-match", "abcdef"), "in place of CV and JOB"),
        (("tailor",), "Name a CV and a job ad"),
    ],
)
def test_mistakes_are_one_sentence(
    run: Callable[..., Result], tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Exit 2, no traceback."""
    _rows(tmp_path, "DNS")
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_without_a_key_a_model_is_asked_for(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By enrich, enhance and rerank; match itself needs none."""
    monkeypatch.delenv("GROQ_API_KEY")
    cv, ad = EXAMPLES / "cvs" / "teacher.md", EXAMPLES / "jobs" / "electrician.txt"
    for arguments in (
        ("enrich", _rows(tmp_path, "DNS"), "--task", TASK),
        ("enhance", cv),
        ("match", "--jobs", ad, "--cvs", cv, "--rerank", "1"),
    ):
        result = run(*arguments)
        assert (result.exit_code, "needs a model" in result.stderr) == (2, True)
    assert run("match", "--jobs", ad, "--cvs", cv).exit_code == 0


def test_pairs_are_json_lines_and_lead_to_a_tailored_cv(run: Callable[..., Result], tmp_path: Path) -> None:
    """One object a line on stdout, the summary on stderr, and a cell of the matrix starts a session."""
    result = run("match", "--jobs", EXAMPLES / "jobs" / "electrician.txt", "--cvs", EXAMPLES / "cvs")
    pairs = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0, result.stderr
    assert len(pairs) == len(list((EXAMPLES / "cvs").iterdir()))
    best = max(pairs, key=lambda pair: pair["fit"])
    assert best["cv"] == "electrician.txt"
    assert re.search(r"\d CVs × 1 jobs", result.stderr)
    assert (tmp_path / "out" / "matches" / "matches.html").is_file()
    tailored = run(
        "tailor",
        "--from-match",
        best["id"],
        "--review",
        "none",
        "--model",
        "extractive",
        "--formats",
        "md",
        "--out",
        "done",
    )
    assert tailored.exit_code == 0, tailored.output
    assert (tmp_path / "done" / "cv.md").is_file()


def test_an_unreadable_cv_is_exit_1_and_named(run: Callable[..., Result], tmp_path: Path) -> None:
    """The others are scored all the same."""
    (tmp_path / "cvs").mkdir()
    (tmp_path / "cvs" / "broken.pdf").write_text("%PDF-1.7 nothing")
    (tmp_path / "cvs" / "teacher.md").write_text((EXAMPLES / "cvs" / "teacher.md").read_text())
    result = run("match", "--jobs", EXAMPLES / "jobs" / "electrician.txt", "--cvs", tmp_path / "cvs")
    assert result.exit_code == 1
    assert "unreadable: broken.pdf" in result.stderr
    assert {json.loads(line)["status"] for line in result.stdout.splitlines()} == {"scored", "unreadable"}


def test_progress_says_hits_rate_cost_and_time_left() -> None:
    """In words, as the bar and the plain lines show them."""
    usage = Usage(calls=3, cost=0.0123)
    told = sentence(Progress(total=100, cached=20, done=40, failed=1, usage=usage, seconds=10, note="Waiting."))
    assert told == "20 from cache, 40 new, 1 failed, 4.0/s, $0.0123, 10 s left, Waiting."
    assert (money(None), duration(200), duration(3900)) == ("cost unknown", "3 min 20 s", "1 h 5 min")
