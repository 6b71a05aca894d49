"""Options that stay with a session: photo, sections, bounds and cache; and the same for several at once."""

import gc
import json
import re
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import Result

import aicvgen as package
from aicvgen.choices import Choices, choices_of, given
from tests.groq_server.server import GroqServer
from tests.writers.scripted import writer

Aicvgen = Callable[..., Result]
TAILOR = ("tailor", "cv.md", "ad.md", "--review", "none", "--json")


@pytest.fixture
def groq(monkeypatch: pytest.MonkeyPatch) -> Iterator[GroqServer]:
    """Have a key, and a server that takes it."""
    with GroqServer(writer()) as server:
        monkeypatch.setenv("GROQ_API_KEY", "gsk_of_this_test")
        monkeypatch.setenv("GROQ_API_BASE", server.url)
        monkeypatch.setenv("AICVGEN_PLAN", "developer")
        yield server
    gc.collect()  # clients close when they go, which a test elsewhere watches


def picture() -> bytes:
    """Return a grey PNG of 8 × 8 points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00" + b"\x80" * 8 * 8)) + chunk(b"IEND", b"")


def headings(folder: Path) -> list[str]:
    """Return the section headings of the Markdown document."""
    return re.findall(r"^## (.+)$", (folder / "cv.md").read_text(), re.M)


def test_photo_and_order_of_sections_are_kept_for_the_next_export(here: Path, aicvgen: Aicvgen) -> None:
    """What tailor was told holds when the documents are written again from another folder, until told otherwise."""
    (here / "me.png").write_bytes(picture())
    done = aicvgen(*TAILOR, "--photo", "me.png", "--sections", "education,Skills", "--formats", "md,html")
    assert done.exit_code == 0, done.output
    session = json.loads(done.stdout)["session"]
    assert headings(here / "out/ad")[:2] == ["Education", "Skills"]
    assert "data:image/png" in (here / "out/ad/cv.html").read_text()
    assert aicvgen("export", session, "--out", "again", "--formats", "md,html").exit_code == 0
    assert headings(here / "again") == headings(here / "out/ad")
    assert "data:image/png" in (here / "again/cv.html").read_text()
    aicvgen("export", session, "--out", "other", "--formats", "md", "--sections", "skills")
    assert headings(here / "other")[0] == "Skills"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--photo", "none.png"), "none.png can't be read: No such file or directory."),
        (("--photo", "cv.md"), "cv.md is neither JPEG nor PNG."),
        (("--sections", "skills,hobbies"), "The section 'hobbies' is unknown; choose from summary, "),
    ],
)
def test_a_wrong_photo_or_section_is_one_sentence(
    here: Path, aicvgen: Aicvgen, options: tuple[str, str], said: str
) -> None:
    """It is told before the work, and nothing is left behind."""
    done = aicvgen(*TAILOR, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr and done.stderr.count("\n") == 1
    assert package.list_sessions() == ()
    assert not (here / "out").exists()


def test_a_bound_keeps_calls_from_being_sent_and_the_run_ends_truthfully(
    here: Path, aicvgen: Aicvgen, groq: GroqServer
) -> None:
    """With no money to spend the owner's own words take over."""
    done = aicvgen(*TAILOR, "--max-cost", "0")
    assert done.exit_code == 0, done.output
    assert groq.log == []
    assert json.loads(done.stdout)["usage"]["calls"] == 0
    assert "raise --max-cost to go on" in done.stderr


def test_no_cache_asks_again(here: Path, aicvgen: Aicvgen, groq: GroqServer) -> None:
    """A second equal run costs nothing, unless answers that are kept may not be used."""
    first, second, third = (json.loads(aicvgen(*TAILOR, *more).stdout)["usage"] for more in ((), (), ("--no-cache",)))
    assert (second["calls"], second["cache_hits"]) == (0, first["calls"])
    assert third["calls"] == first["calls"] > 0


def test_options_of_a_review_hold_from_then_on(here: Path, aicvgen: Aicvgen) -> None:
    """A bound that was raised to go on stays raised; what was given before stays, too."""
    session = json.loads(aicvgen("tailor", "cv.md", "ad.md", "--review", "each", "--theme", "modern", "--json").stdout)
    assert aicvgen("review", session["session"], "--max-tokens", "9000", "--sections", "skills").exit_code == 3
    kept = choices_of(session["session"])
    assert kept.overrides == {"theme": "modern", "max_tokens": 9000, "sections": "skills"}
    assert kept.settings().max_tokens == 9000


def test_only_what_was_given_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything else is left to the environment, also to that of another day."""
    monkeypatch.chdir(tmp_path)
    options = given(model=None, cache=False, max_cost=0.0, photo=Path("me.png"))
    assert options == {"cache": False, "max_cost": 0.0, "photo": str(tmp_path / "me.png")}
    monkeypatch.setenv("AICVGEN_MODEL", "groq:openai/gpt-oss-20b")
    settings = Choices(out=tmp_path, overrides=options).settings()
    assert (settings.model, settings.cache, settings.max_cost) == ("groq:openai/gpt-oss-20b", False, 0.0)


def test_a_bound_stops_a_table_and_keeps_what_is_done(here: Path, aicvgen: Aicvgen, groq: GroqServer) -> None:
    """`enrich` takes the same options: nothing is sent, the rows are left for the next run."""
    (here / "rows.csv").write_text("id,topic,description\n1,Ledgers,Books that add up.\n")
    (here / "task.md").write_text((Path(__file__).parents[2] / "examples/tasks/topic-tldr.md").read_text())
    done = aicvgen("enrich", "rows.csv", "--task", "task.md", "--max-tokens", "1", "--json")
    assert done.exit_code == 3, done.output
    assert groq.log == []
    assert json.loads(done.stdout)["left"] == 1


@pytest.mark.parametrize("call", ["start", "plan", "tailor"])
def test_a_wrong_variable_is_a_user_error_in_python_too(here: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """The API says in one sentence which variable is wrong."""
    monkeypatch.setenv("AICVGEN_LOOK_AHEAD", "some")
    with pytest.raises(package.UserError, match=r"^AICVGEN_LOOK_AHEAD can't be used: [^\n]+$"):
        getattr(package, call)(here / "cv.md", here / "ad.md")


def test_a_run_that_is_over_leaves_no_client_behind(here: Path, groq: GroqServer) -> None:
    """Its thread, connections and files go with the last reference: a program may tailor all day."""
    package.tailor(here / "cv.md", here / "ad.md")
    for _ in range(50):
        gc.collect()
        if "aicvgen-llm" not in {thread.name for thread in threading.enumerate()}:
            break
        time.sleep(0.1)
    assert "aicvgen-llm" not in {thread.name for thread in threading.enumerate()}
