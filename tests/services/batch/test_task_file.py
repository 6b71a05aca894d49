"""Task files: what is asked about each row, and what an answer has to be."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from models.errors import UserError
from services.batch.rows import Question
from services.batch.tables import Table
from services.batch.task_file import TaskFile, read_task

EXAMPLE = Path(__file__).parents[3] / "examples" / "tasks" / "topic-tldr.md"
TABLE = Table(
    rows=({"topic": "DNS", "description": "Names.", "id": "net"},), columns=("topic", "description", "id"), bad={}
)


def test_the_example_asks_for_what_it_says() -> None:
    """Rows stand last, as data; the static part holds no row."""
    task = read_task(EXAMPLE)
    system, user = Question(task.task(), tuple(task.rows(TABLE, "m"))).prompt.messages({"rows": "x"})
    assert "at most 12 words" in system.content
    assert "one of practice, expert" in system.content
    assert user.content.endswith('<data name="rows">\nx\n</data>')


@pytest.mark.parametrize(
    ("answer", "good"),
    [
        ({"tldr": "names to addresses", "challenge": "practice"}, True),
        ({"tldr": " ".join(["word"] * 12), "challenge": "expert"}, True),
        ({"tldr": " ".join(["word"] * 13), "challenge": "expert"}, False),
        ({"tldr": "", "challenge": "expert"}, False),
        ({"tldr": "names", "challenge": "hard"}, False),
        ({"tldr": "names", "challenge": "expert", "more": 1}, False),
    ],
)
def test_answers_are_bounded(answer: dict[str, object], good: bool) -> None:
    """Words, emptiness, the enum, and fields that nobody asked for."""
    entry = read_task(EXAMPLE).task().form.entry
    if good:
        assert entry.model_validate({"id": 1, **answer})
        return
    with pytest.raises(ValidationError):
        entry.model_validate({"id": 1, **answer})


def test_an_answer_is_known_by_task_model_and_row() -> None:
    """Another version, wording, model or row is another question; columns the task does not read are not."""
    task = read_task(EXAMPLE)

    def key(of: TaskFile, model: str = "m", **row: str) -> str:
        return of.rows(TABLE.model_copy(update={"rows": ({**TABLE.rows[0], **row},)}), model)[0].key

    same = key(task)
    assert key(task, id="other") == same
    others = [task.model_copy(update={"version": 2}), task.model_copy(update={"instruction": "Be kind."})]
    assert len({same, key(task, "n"), key(task, topic="FTP"), *map(key, others)}) == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no front matter", "front matter"),
        ("---\nname: [\n---\nDo.", "no YAML"),
        ("---\nname: a\nversion: 1\ninputs: {x: 9}\noutput: {y: {}}\n---\n", "instruction"),
        ("---\nname: a\nversion: 1\ninputs: {x: 9}\noutput: {id: {}}\n---\nDo.", "called id"),
        ("---\nname: a\nversion: 1\ninputs: {}\noutput: {y: {}}\n---\nDo.", "inputs"),
        ("---\nname: a\nversion: 1\ninputs: {x: 9}\noutput: {y: {word: 3}}\n---\nDo.", "word"),
    ],
)
def test_malformed_tasks_are_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    """It says what is wrong with the file."""
    path = tmp_path / "task.md"
    path.write_text(text)
    with pytest.raises(UserError, match=said):
        read_task(path)


def test_a_table_without_the_columns_is_refused() -> None:
    """Before anything is asked."""
    with pytest.raises(UserError, match="lacks the columns description"):
        read_task(EXAMPLE).rows(TABLE.model_copy(update={"columns": ("topic", "id")}), "m")
