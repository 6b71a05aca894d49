"""What LangGraph does that a session must not suffer from; each test fails when its guard is taken out."""

import asyncio
import importlib.util
import inspect
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import ormsgpack
import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.errors import GraphInterrupt
from langgraph.types import Command
from pydantic import ValidationError

from graph.context import Context
from graph.tailor import builder, graph
from models.dates import YearMonth
from models.errors import UserError
from services.settings import Settings
from services.toolbox import Toolbox
from services.vault import Vault
from sessions import runner
from sessions.checkpoints import STORED_TYPES, open_saver
from sessions.home import Home
from sessions.session import Session
from sessions.start import aresume, astart

ROOT = Path(__file__).parents[2]
NODES = {
    "receive", "read_cv", "research", "analyse", "write", "summarise", "check", "present", "review", "assure", "format",
}  # fmt: skip


def file_of(session: Session, settings: Settings) -> Path:
    """Return the checkpoints of a session."""
    return Home(settings.home).session(session.id) / "checkpoints.sqlite"


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """Return what a query finds in a database."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


async def finished(cv: Path, ad: Path, settings: Settings) -> Session:
    """Return a session in which everything was accepted."""
    session = await astart(cv, ad, settings=settings)
    while session.pending:
        await session.aaccept(session.pending[0].id)
    return session


def classes_in(value: bytes) -> Iterator[tuple[str, str]]:
    """Yield module and name of every class that a serialized value names."""
    found: list[tuple[str, str]] = []

    def hook(code: int, data: bytes) -> Any:
        inner = ormsgpack.unpackb(data, ext_hook=hook, option=ormsgpack.OPT_NON_STR_KEYS)
        if isinstance(inner, list) and len(inner) > 1 and all(isinstance(part, str) for part in inner[:2]):
            found.append((inner[0], inner[1]))
        return inner

    ormsgpack.unpackb(value, ext_hook=hook, option=ormsgpack.OPT_NON_STR_KEYS)
    yield from found


async def test_a_finished_thread_keeps_one_checkpoint(cv: Path, ad: Path, settings: Settings) -> None:
    """Checkpoints grow with the square of the items; the last one is all that is needed."""
    session = await finished(cv, ad, settings)
    path = file_of(session, settings)
    assert rows(path, "SELECT count(*) FROM checkpoints") == [(1,)]
    last = "SELECT count(*) FROM writes WHERE checkpoint_id NOT IN (SELECT checkpoint_id FROM checkpoints)"
    assert rows(path, last) == [(0,)]


async def test_a_big_thread_is_pruned_on_the_way(
    cv: Path, ad: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its open question, its undo and its end are the same."""
    monkeypatch.setattr(runner, "PRUNE_BYTES", 0)
    session = await astart(cv, ad, settings=settings)
    await session.aaccept("key-qualifications")
    assert rows(file_of(session, settings), "SELECT count(*) FROM checkpoints") == [(1,)]
    await session.aundo()
    while session.pending:
        await session.aaccept(session.pending[0].id)
    assert session.status == "done"


async def test_files_stay_out_of_the_state(cv: Path, ad: Path, settings: Settings) -> None:
    """The state holds a reference: every checkpoint would hold the file again."""
    session = await astart(cv.read_bytes(), ad.read_text(), settings=settings)  # noqa: ASYNC240
    assert session._snapshot.values["cv"].startswith("inputs/")
    assert session._snapshot.values["job"].startswith("inputs/")


async def test_the_saver_has_its_own_fast_connection(tmp_path: Path) -> None:
    """Write-ahead log, normal synchronisation, and patience with another writer."""
    async with open_saver(tmp_path / "c.sqlite", Vault()) as saver:
        values = [
            (await (await saver.conn.execute(f"PRAGMA {name}")).fetchone())[0]  # type: ignore[index]
            for name in ("journal_mode", "synchronous", "busy_timeout")
        ]
    assert values == ["wal", 1, 30000]


def test_a_process_that_held_a_session_ends(cv: Path, ad: Path, home: Path) -> None:
    """An unclosed connection would keep it from exiting."""
    code = f"import aicvgen; print(aicvgen.start({str(cv)!r}, {str(ad)!r}).status)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout == "waiting\n"


async def test_finished_work_is_on_disk_before_the_next_node_begins(
    cv: Path, ad: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Durability `exit` would lose it to a kill."""
    from agents import quality_assurance

    seen: list[int] = []
    check = quality_assurance.check

    async def spy(*given: Any) -> Any:
        (folder,) = Home(settings.home).sessions.iterdir()
        seen.append(rows(folder / "checkpoints.sqlite", "SELECT count(*) FROM checkpoints")[0][0])
        return await check(*given)

    monkeypatch.setattr(quality_assurance, "check", spy)
    await astart(cv, ad, settings=settings)
    assert seen == [6]  # the input, and receive, read_cv with research, analyse, write


async def test_a_kill_between_the_writes_of_a_node_and_its_checkpoint(
    cv: Path, ad: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LangGraph then says that nothing comes next, although the step is not over; the session must go on."""
    session = await astart(cv, ad, settings=settings)

    async def die(*_: Any) -> None:
        raise ConnectionError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(AsyncSqliteSaver, "aput", die)
        with pytest.raises(ConnectionError):
            await session.aaccept("key-qualifications")
    reopened = await aresume(session.id, settings)
    assert [waiting.id for waiting in reopened.pending] == ["role-1"]
    assert len(reopened.history) == 1


async def test_types_that_are_not_named_come_back_as_plain_data(tmp_path: Path) -> None:
    """A checkpoint imports no class but those that the state names."""
    async with open_saver(tmp_path / "c.sqlite", Vault()) as saver:
        loaded = saver.serde.loads_typed(JsonPlusSerializer().dumps_typed({"date": YearMonth(year=2020)}))
    assert not isinstance(loaded["date"], YearMonth)


async def test_the_classes_in_checkpoints_are_the_frozen_ones(cv: Path, ad: Path, settings: Settings) -> None:
    """Renaming or moving one of them breaks stored sessions, so the list is long-lived."""
    session = await finished(cv, ad, settings)
    await session.aundo()
    path = file_of(session, settings)
    values = rows(path, "SELECT checkpoint FROM checkpoints UNION ALL SELECT value FROM writes WHERE type = 'msgpack'")
    found = {name for (value,) in values for name in classes_in(value) if name[0].startswith("models.")}
    assert found <= set(STORED_TYPES)
    assert {("models.item", "Item"), ("models.cv", "CV"), ("models.tailored", "TailoredCV")} <= found


async def test_a_malformed_answer_leaves_the_question_open(cv: Path, ad: Path, settings: Settings) -> None:
    """The interrupt has a schema, so a bad answer raises before anything is applied."""
    compiled, config, context, question = await asked(cv, ad, settings)
    with pytest.raises(ValidationError):
        await compiled.ainvoke(Command(resume={question.id: "yes please"}), config, context=context)
    state = await compiled.aget_state(config)
    assert [interrupt.id for interrupt in state.interrupts] == [question.id]


async def asked(cv: Path, ad: Path, settings: Settings) -> tuple[Any, Any, Context, Any]:
    """Run the bare graph, as a server does, to its first question."""
    compiled = builder.compile(checkpointer=InMemorySaver())
    config = {"configurable": {"thread_id": "thread"}}
    context = Context(Toolbox(settings), "thread")
    result = await compiled.ainvoke({"cv": str(cv), "job": str(ad), "review": "each"}, config, context=context)  # type: ignore[call-overload]
    return compiled, config, context, result["__interrupt__"][0]


async def test_an_answer_to_an_old_checkpoint_changes_nothing(cv: Path, ad: Path, settings: Settings) -> None:
    """LangGraph would replay the first answer there, fork, and ask about decided items again."""
    compiled, config, context, question = await asked(cv, ad, settings)
    old = (await compiled.aget_state(config)).config
    answer = Command(resume={"decisions": [{"type": "approve"}]})
    for _ in range(2):
        await compiled.ainvoke(answer, config, context=context)
    skip = Command(resume={question.id: [{"type": "ignore"}]})
    events = [event async for event in compiled.astream(skip, old, context=context, stream_mode="custom")]
    items = (await compiled.aget_state(config)).values["items"]
    assert [items[name].status for name in ("key-qualifications", "role-1")] == ["accepted", "accepted"]
    assert any(event["kind"] == "refused" for event in events)


async def test_two_answers_at_the_same_time(
    cv: Path, ad: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two resumes of one thread would both run; here one applies, and the other is told so."""
    from graph import review

    apply = review.apply

    def slowly(*given: Any) -> Any:
        time.sleep(0.3)  # long enough for the other one to come
        return apply(*given)

    one = await astart(cv, ad, settings=settings)
    two = await aresume(one.id, settings)
    monkeypatch.setattr(review, "apply", slowly)
    answers = (one.aaccept("key-qualifications"), two.askip("key-qualifications"))
    ends = await asyncio.gather(*answers, return_exceptions=True)
    told = [str(end) for end in ends if isinstance(end, UserError)]
    assert len(told) == 1
    assert "may have been answered elsewhere" in told[0]
    assert len(one.history) == 1


def test_two_answers_from_two_processes(cv: Path, ad: Path, settings: Settings) -> None:
    """The lock and the journal hold across processes on one machine."""
    session_id = asyncio.run(astart(cv, ad, settings=settings)).id
    code = (
        "import sys, aicvgen\ns = aicvgen.resume(sys.argv[1])\nprint(flush=True)\nsys.stdin.readline()\n"
        "try: s.accept('key-qualifications'); print('applied')\nexcept aicvgen.UserError: print('told')"
    )
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    both = [subprocess.Popen([sys.executable, "-c", code, session_id], **pipes) for _ in range(2)]
    for process in both:
        assert process.stdout
        process.stdout.readline()
    said = sorted(process.communicate("now\n", timeout=120)[0].strip() for process in both)
    assert said == ["applied", "told"]


async def test_a_reader_that_fails_leaves_no_half_read_session(cv: Path, settings: Settings) -> None:
    """In a fan-out the one that raises cancels the other; nothing is kept of either."""
    with pytest.raises(UserError):
        await astart(cv, "An ad.", settings=settings)
    assert list(Home(settings.home).sessions.iterdir()) == []


def test_no_node_is_retried_by_the_graph() -> None:
    """Its default policy retries 400 and 401; the model's client is the one place that retries."""
    assert all(not node.retry_policy for node in builder.nodes.values())


def test_the_names_of_nodes_are_the_frozen_ones() -> None:
    """Checkpoints and clients know them."""
    assert set(builder.nodes) == NODES
    assert graph.name == "tailor"


def test_the_module_of_the_graph_can_be_loaded_under_another_name() -> None:
    """A server does that, so it defines no class, and imports by full names."""
    spec = importlib.util.spec_from_file_location("elsewhere", ROOT / "graph/tailor.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert set(module.graph.nodes) == {*NODES, "__start__"}
    assert not [value for value in vars(module).values() if inspect.isclass(value) and value.__module__ == "elsewhere"]


async def test_no_update_ever_sets_a_value_to_none(cv: Path, ad: Path, settings: Settings) -> None:
    """A typed key that is None makes its thread unreadable for good."""
    compiled = builder.compile()
    inputs: Any = {"cv": str(cv), "job": str(ad), "review": "none"}
    context = Context(Toolbox(settings))
    stream = compiled.astream(inputs, context=context, stream_mode="updates")
    updates = [update async for chunk in stream for update in chunk.values()]
    assert len(updates) > 8
    assert all(value is not None for update in updates if update for value in update.values())


async def test_no_model_is_asked_before_the_interrupt(
    cv: Path, ad: Path, with_model: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The node begins again at every resume, and would store a text that the person never saw."""
    from graph import review as module
    from graph.routing import asked as asked_about

    session = await astart(cv, ad, settings=with_model)
    state = session._snapshot.state

    def stop(*_: Any, **__: Any) -> None:
        raise GraphInterrupt

    monkeypatch.setattr(module, "interrupt", stop)
    for name in ("toolbox_of", "journal_of"):
        monkeypatch.delattr(module, name)
    with pytest.raises(GraphInterrupt):
        await module.review(state, None)  # type: ignore[arg-type]
    assert asked_about(state)
