"""The batch engine: every row is settled exactly once, whatever the model answers."""

from collections.abc import Callable

import pytest

from services.batch.engine import Tally
from services.batch.rows import Task
from services.llm.errors import DayLimitError, InvalidOutputError, KeyRefusedError, TooLargeError, UnavailableError
from services.llm.types import Call
from tests.services.batch.conftest import Answers, Bench, asked, right, rows_of

Maker = Callable[[Callable[[Call], Answers | Exception]], Bench]
WORDS = [f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]


async def test_many_rows_go_in_few_calls(bench: Maker, task: Task) -> None:
    """Twenty at most in a call, and each comes back under its own number."""
    made = bench(right)
    outcomes = await made.run(task, rows_of(*WORDS))
    assert sorted(made.sizes) == [6, 20]
    assert {outcome.row.number: outcome.value["word"] for outcome in outcomes} == {
        number: word.upper() for number, word in enumerate(WORDS, 1)
    }


async def test_a_second_run_asks_nothing(bench: Maker, task: Task) -> None:
    """Answers are kept row by row."""
    await bench(right).run(task, rows_of(*WORDS))
    again = bench(right)
    outcomes = await again.run(task, rows_of(*reversed(WORDS), "new"))
    assert again.sizes == [1]
    assert [outcome.status for outcome in outcomes].count("cached") == len(WORDS)


async def test_rows_that_are_alike_are_asked_about_once(bench: Maker, task: Task) -> None:
    """Each of them is answered all the same."""
    made = bench(right)
    outcomes = await made.run(task, rows_of("one", "two", "one", "one"))
    assert made.sizes == [2]
    assert {outcome.row.number: outcome.value["word"] for outcome in outcomes} == {
        1: "ONE",
        2: "TWO",
        3: "ONE",
        4: "ONE",
    }


async def test_a_missing_row_is_asked_about_again_with_the_others_kept(bench: Maker, task: Task) -> None:
    """The call for it holds nothing that is done."""
    made = bench(lambda call: [entry for entry in right(call) if entry["id"] != 3 or len(asked(call)) < 4])
    outcomes = await made.run(task, rows_of("one", "two", "three", "four"))
    assert made.sizes == [4, 1]
    assert all(outcome.status == "done" for outcome in outcomes)
    assert made.engine.tally.missing == [3]


@pytest.mark.parametrize(
    ("spoil", "counted"),
    [
        (lambda entries: [*entries, entries[0]], "double"),
        (lambda entries: [*entries, {"id": 99, "word": "X"}], "unknown"),
        (lambda entries: [*entries[1:], {"id": entries[0]["id"], "word": "far too long a word"}], ""),
        (lambda entries: [*entries[1:], {"id": entries[0]["id"], "word": 7}], ""),
        (lambda entries: [*entries[1:], "nonsense"], "missing"),
    ],
)
async def test_wrong_entries_harm_no_other(
    bench: Maker, task: Task, spoil: Callable[[Answers], Answers], counted: str
) -> None:
    """Double, foreign, too long, mistyped and shapeless entries: in the end every row has its own answer."""
    made = bench(lambda call: spoil(right(call)) if len(asked(call)) == 3 else right(call))
    outcomes = await made.run(task, rows_of("one", "two", "three"))
    assert sorted(str(outcome.value["word"]) for outcome in outcomes) == ["ONE", "THREE", "TWO"]
    assert not counted or getattr(made.engine.tally, counted)


async def test_a_batch_that_is_bad_as_a_whole_is_halved(bench: Maker, task: Task) -> None:
    """Down to the one row that is to blame, which alone fails, with the reason."""
    made = bench(lambda call: InvalidOutputError("no JSON") if "bad" in asked(call).values() else right(call))
    outcomes = {outcome.row.text: outcome for outcome in await made.run(task, rows_of(*WORDS[:7], "bad"))}
    failed = outcomes.pop("8: bad")
    assert failed.status == "failed"
    assert "no JSON" in failed.reasons[0]
    assert all(outcome.status == "done" for outcome in outcomes.values())
    assert set(made.sizes) == {8, 4, 2, 1}


async def test_a_row_too_large_for_any_call_fails_alone(bench: Maker, task: Task) -> None:
    """It is not asked about a second time: no try would help."""
    made = bench(lambda call: TooLargeError("too large") if "huge" in asked(call).values() else right(call))
    outcomes = await made.run(task, rows_of("huge", "one"))
    assert sorted(outcome.status for outcome in outcomes) == ["done", "failed"]
    assert made.sizes.count(1) <= 3


async def test_a_refused_answer_is_asked_about_with_the_reason(bench: Maker, task: Task) -> None:
    """The task's own check speaks to the model."""
    strict = Task(task.prompt, task.form, check=lambda row, _: () if row.refused else ("say it louder",))
    made = bench(right)
    outcomes = await made.run(strict, rows_of("one", "two"))
    assert all(outcome.status == "done" for outcome in outcomes)
    assert any("say it louder" in call.messages[1].content for call in made.provider.calls)


async def test_a_day_limit_leaves_what_is_done(bench: Maker, task: Task) -> None:
    """The run ends, the answers so far are kept, and the next run goes on from there."""
    from datetime import datetime

    small = Task(task.prompt, task.form, max_rows=2)
    limit = DayLimitError("used up", kind="TPD", seconds=3600, until=datetime.now().astimezone())
    made = bench(lambda call: limit if 7 in asked(call) else right(call))
    with pytest.raises(DayLimitError):
        await made.run(small, rows_of(*WORDS[:8]))
    again = bench(right)
    outcomes = await again.run(small, rows_of(*WORDS[:8]))
    assert len(outcomes) == 8
    assert sum(again.sizes) < 8


async def test_a_refused_key_ends_the_run_at_once(bench: Maker, task: Task) -> None:
    """Nobody asks a thousand times with a key that does not open."""
    made = bench(lambda call: KeyRefusedError("refused"))
    with pytest.raises(KeyRefusedError):
        await made.run(Task(task.prompt, task.form, max_rows=1), rows_of(*WORDS))
    assert len(made.sizes) <= 6


async def test_a_provider_that_fails_is_named_in_the_end(
    bench: Maker, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are not halved for it: smaller calls would not help."""
    monkeypatch.setattr("services.llm.retry.OUTAGES", 1)
    made = bench(lambda call: UnavailableError("down"))
    outcomes = await made.run(task, rows_of("one", "two"))
    assert [outcome.status for outcome in outcomes] == ["failed", "failed"]
    assert set(made.sizes) == {2}


async def test_the_calls_of_several_tasks_share_one_run(bench: Maker, task: Task) -> None:
    """Rows of different tasks never stand in one call."""
    made = bench(right)
    rows = rows_of("one", "two", "three", "four")
    outcomes = [outcome async for outcome in made.engine.run((task, rows[:2]), (task, rows[2:]))]
    await made.llm.aclose()
    assert len(outcomes) == 4
    assert made.sizes == [2, 2]
    assert made.engine.tally != Tally()
