"""The conversation that Agent Chat UI and its like have with the graph, in the form they send it."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from graph.chat import FINISHED, GOING_ON, MISSING_BOTH, MISSING_JOB
from graph.context import _own_toolbox
from graph.review import STALE
from graph.tailor import builder

ROOT = Path(__file__).parents[2]
PDF = ROOT / "examples/cvs/backend-engineer.pdf"
CV = (ROOT / "examples/cvs/teacher.md").read_text()
AD = (
    "# Mathematics teacher\n\n## Requirements\n- Degree in mathematics\n- Teaching of pupils aged 11 to 18\n"
    "- Experience with exam classes and a form group of your own\n"
)
Say = Callable[..., Any]


@pytest.fixture(autouse=True)
def own_home() -> Iterator[None]:
    """Let the graph build its toolbox from this test's environment."""
    _own_toolbox.cache_clear()
    yield
    _own_toolbox.cache_clear()


class Chat:
    """A client with one thread, as a browser tab has it."""

    def __init__(self) -> None:
        self._graph = builder.compile(checkpointer=InMemorySaver())
        self.config: Any = {"configurable": {"thread_id": "thread"}}
        self.state: dict[str, Any] = {}

    async def say(self, content: Any) -> None:
        """Type something, or attach a file."""
        await self._run({"messages": [HumanMessage(content)]})

    async def answer(self, answer: Any, config: Any = None) -> None:
        """Answer the open question."""
        await self._run(Command(resume=answer), config)

    async def _run(self, given: Any, config: Any = None) -> None:
        await self._graph.ainvoke(given, config or self.config)
        snapshot = await self._graph.aget_state(self.config)
        self.state, self.at = snapshot.values, snapshot.config
        self.question = snapshot.interrupts[0].value["action_requests"] if snapshot.interrupts else []

    @property
    def last(self) -> str:
        """Return what the graph said last."""
        message = self.state["messages"][-1]
        assert isinstance(message, AIMessage)
        return str(message.content)


APPROVE = {"decisions": [{"type": "approve"}]}


async def asked() -> Chat:
    """Return a chat in which the first item is asked about."""
    chat = Chat()
    await chat.say(CV)
    await chat.say(AD)
    return chat


async def test_a_cv_as_pdf_and_an_ad_as_text_begin_a_session() -> None:
    """The file is kept beside the session, a short note stands for it in the state."""
    chat = Chat()
    data = base64.b64encode(PDF.read_bytes()).decode()
    file = {"type": "file", "mimeType": "application/pdf", "data": data, "metadata": {"filename": "me.pdf"}}
    await chat.say([{"type": "text", "text": "Here is my CV"}, file])
    assert chat.last == MISSING_JOB
    assert chat.state["messages"][0].content == "[file me.pdf, kept beside the session]\nHere is my CV"
    await chat.say(AD)
    assert chat.question[0]["name"] == "Review key qualifications"
    assert data not in str(chat.state)


async def test_talk_is_no_cv() -> None:
    """A greeting is answered with what is needed."""
    chat = Chat()
    await chat.say("Hello there!")
    assert chat.last == MISSING_BOTH


async def test_a_file_that_cannot_be_read_is_said_so() -> None:
    """One sentence, and the next try begins where this one did."""
    chat = Chat()
    await chat.say([{"type": "file", "data": base64.b64encode(b"\x89PNG rubbish").decode()}])
    assert "is a picture" in chat.last
    await chat.say(CV)
    assert chat.last == MISSING_JOB


async def test_the_diff_is_said_before_each_question() -> None:
    """Chat shows messages; the question itself has one editable text."""
    chat = await asked()
    assert chat.last == chat.question[0]["description"]
    assert "```diff" in chat.last
    assert list(chat.question[0]["args"]) == ["text"]


async def test_what_is_typed_while_an_item_waits_is_feedback_to_it() -> None:
    """The item is written anew, and asked about as another draft."""
    chat = await asked()
    await chat.answer(APPROVE)
    await chat.say("mention the exam classes")
    assert chat.question[0]["name"].endswith("(draft 2)")
    assert chat.state["items"]["role-1"].feedback == "mention the exam classes"


async def test_an_approval_can_be_taken_back_in_words() -> None:
    """Both clients send approve for an empty rejection."""
    chat = await asked()
    await chat.answer(APPROVE)
    await chat.say("undo")
    assert chat.question[0]["name"] == "Review key qualifications (draft 2)"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (APPROVE, "accepted"),
        ({"decisions": [{"type": "edit", "edited_action": {"args": {"text": "Mathematics"}}}]}, "edited"),
        ({"decisions": [{"type": "reject", "message": "shorter"}]}, "drafted"),
        ([{"type": "accept", "args": None}], "accepted"),
        ([{"type": "ignore", "args": None}], "skipped"),
        ([{"type": "response", "args": "shorter"}], "drafted"),
        ([{"type": "edit", "args": {"action": "x", "args": {"text": "Mathematics"}}}], "drafted"),
    ],
)
async def test_answers_of_both_clients(answer: Any, status: str) -> None:
    """The last one names another question, so it comes from a page that was left open, and changes nothing."""
    chat = await asked()
    await chat.answer(answer)
    assert chat.state["items"]["key-qualifications"].status == status


async def test_an_answer_from_a_stale_tab_is_refused_in_words() -> None:
    """The tab answers an old checkpoint; the thread ends up where it was, at the same question."""
    chat = await asked()
    old = chat.at
    await chat.answer(APPROVE)
    await chat.answer(APPROVE)
    question = chat.question
    await chat.answer([{"type": "ignore"}], old)
    assert STALE in [message.content for message in chat.state["messages"]]
    assert chat.question == question
    assert chat.state["items"]["key-qualifications"].status == "accepted"


async def test_a_message_after_the_end_says_so() -> None:
    """The CV was said at the end; nothing begins anew."""
    chat = await asked()
    while chat.question:
        await chat.answer(APPROVE)
    assert chat.last.startswith("Your CV is tailored")
    result = chat.state["result"]
    await chat.say("thanks")
    assert chat.last == FINISHED
    assert chat.state["result"] == result


async def test_nothing_of_a_cv_is_markup_in_any_message() -> None:
    """Clients render HTML and fetch images."""
    evil = "![x](http://e.example/p.png)<img src=y>"
    chat = Chat()
    await chat.say(CV.replace("Holbeck Weir Academy", "Holbeck Weir Academy <img src=y>"))
    await chat.say(AD + f"- Teaching of pupils with {evil}\n")
    while chat.question:
        await chat.answer(APPROVE)
    said = [str(message.content) for message in chat.state["messages"] if isinstance(message, AIMessage)]
    assert any("&lt;img" in text for text in said)
    outside = ["".join(text.split("```")[::2]) for text in said]
    assert not [text for text in outside if "![x]" in text or "<img" in text]


async def test_a_cancelled_run_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reload cancels the run; the next message finds the session there."""
    from agents import content_writer

    async def cancelled(*_: Any) -> None:
        raise TimeoutError

    chat = await asked()
    with monkeypatch.context() as patch:
        patch.setattr(content_writer, "write", cancelled)
        with pytest.raises(TimeoutError):
            await chat.answer(APPROVE)
    await chat.say("are you there?")
    assert GOING_ON in [message.content for message in chat.state["messages"]]
    assert chat.question[0]["name"].startswith("Review role 1")
