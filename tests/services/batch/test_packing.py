"""Packing rows into calls by their sizes."""

from services.batch.packing import pack
from services.batch.rows import Row, Task
from services.llm.tokens import estimate_messages


def test_long_rows_go_in_smaller_batches(task: Task) -> None:
    """No call is estimated larger than the capacity, prompt and answers together."""
    rows = [Row(number, f"{number}: " + "word " * (5 * number), key=str(number)) for number in range(1, 40)]
    questions = list(pack(task, rows, 1500))
    sizes = [estimate_messages(q.prompt.messages(q.inputs)) + q.prompt.max_tokens for q in questions]
    assert max(sizes) <= 1500
    assert len(questions[0].rows) > len(questions[-1].rows)
    assert [row for question in questions for row in question.rows] == rows


def test_a_row_larger_than_a_call_stands_alone(task: Task) -> None:
    """It is the client's to refuse, and it takes nobody with it."""
    rows = [Row(1, "1: one", "1"), Row(2, "2: " + "word " * 5000, "2"), Row(3, "3: three", "3")]
    assert [len(question.rows) for question in pack(task, rows, 2000)] == [1, 1, 1]


def test_the_room_for_answers_grows_with_the_rows(task: Task) -> None:
    """The limiter charges it, so a small call reserves little."""
    small, large = (
        next(pack(task, [Row(1, "x", "1")], 9000)),
        next(pack(task, [Row(n, "x", "1") for n in range(9)], 9000)),
    )
    assert large.prompt.max_tokens - small.prompt.max_tokens == 8 * task.prompt.max_tokens
