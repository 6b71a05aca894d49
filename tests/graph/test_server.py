"""The graph as a LangGraph server runs it: offline, on the loopback, driven by the SDK."""

import base64
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from langgraph_sdk import get_sync_client
from langgraph_sdk.client import SyncLangGraphClient

from graph.review import STALE

ROOT = Path(__file__).parents[2]
PACKAGES = ("agents", "graph", "models", "prompts", "services", "sessions")
START_SECONDS = 60


class Server:
    """`langgraph dev` in a folder of its own, since it leaves `.langgraph_api/` there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in (*PACKAGES, "langgraph.json"):
            (folder / name).symlink_to(ROOT / name)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("GROQ_", "LANGSMITH_"))}
        home = str(self._folder / "home")
        offline = {"LANGGRAPH_CLI_NO_ANALYTICS": "1", "LANGSMITH_TRACING": "false", "AICVGEN_HOME": home}
        langgraph = str(Path(sys.executable).with_name("langgraph"))
        command = [langgraph, "dev", "--no-browser", "--no-reload", f"--port={self._port}"]
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=self._folder, env=environment | offline, stdout=log, stderr=log, start_new_session=True
            )
        _wait_for(self.url, self._process, self._folder / "log")

    def stop(self) -> None:
        """Stop it as Ctrl-C does, so that it keeps its threads."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run one server for all tests here."""
    running = Server(tmp_path_factory.mktemp("server"))
    running.start()
    try:
        yield running
    finally:
        running.stop()


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/ok").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not start:\n{log.read_text()[-2000:]}")


@pytest.fixture
def client(server: Server) -> Iterator[SyncLangGraphClient]:
    """Return a client of the server."""
    with get_sync_client(url=server.url, api_key="") as sync:
        yield sync


def test_a_session_runs_to_its_first_question_and_through_to_the_end(client: SyncLangGraphClient) -> None:
    """Every item is asked about in the form of LangGraph's own clients, and approving all gives a tailored CV."""
    inputs = {
        "cv": str(ROOT / "examples/cvs/teacher.md"),
        "job": str(ROOT / "examples/jobs/mathematics-teacher.pdf"),
        "review": "each",
    }
    thread = client.threads.create()["thread_id"]
    state = client.runs.wait(thread, "tailor", input=inputs)
    asked = []
    while question := state.get("__interrupt__"):
        (action,) = question[0]["value"]["action_requests"]
        asked.append(action["name"])
        state = client.runs.wait(thread, "tailor", command={"resume": {"decisions": [{"type": "approve"}]}})
    assert asked[0] == "Review key qualifications"
    assert asked[-1] == "Review executive summary"
    assert len(asked) == len(state["items"])
    assert {item["status"] for item in state["items"].values()} == {"accepted"}
    assert state["result"]["after"]["value"] >= state["result"]["before"]["value"]


def test_a_malformed_answer_leaves_the_question_open(client: SyncLangGraphClient) -> None:
    """An answer in no known form fails, and the same item is still asked about."""
    inputs = {"cv": str(ROOT / "examples/cvs/teacher.md"), "job": str(ROOT / "examples/jobs/electrician.txt")}
    thread = client.threads.create()["thread_id"]
    first = client.runs.wait(thread, "tailor", input={**inputs, "review": "each"})
    client.runs.wait(thread, "tailor", command={"resume": "yes please"}, raise_error=False)
    interrupts = client.threads.get_state(thread)["interrupts"]
    assert [waiting["value"] for waiting in interrupts] == [waiting["value"] for waiting in first["__interrupt__"]]


def test_a_chat_from_the_pdf_to_the_next_day(client: SyncLangGraphClient, server: Server) -> None:
    """These are the bodies that Agent Chat UI sends: file, ad, reject, edit, approve, and one from a stale tab."""
    data = base64.b64encode((ROOT / "examples/cvs/backend-engineer.pdf").read_bytes()).decode()
    file = {"type": "file", "mimeType": "application/pdf", "data": data, "metadata": {"filename": "me.pdf"}}
    thread = client.threads.create()["thread_id"]
    chat = Chat(client, thread)
    chat.send(input=human([{"type": "text", "text": "Here is my CV"}, file]))
    chat.send(input=human((ROOT / "examples/jobs/senior-backend-engineer.md").read_text()))
    assert chat.question == "Review key qualifications"
    chat.resume({"decisions": [{"type": "reject", "message": "databases first"}]})
    assert chat.question == "Review key qualifications (draft 2)"
    edited = {"name": chat.question, "args": {"text": "Python\nPostgreSQL"}}
    old = client.threads.get_state(thread)["checkpoint"]
    chat.resume({"decisions": [{"type": "edit", "edited_action": edited}]})
    assert chat.values["items"]["key-qualifications"]["status"] == "edited"
    chat.resume({"decisions": [{"type": "approve"}]}, checkpoint=old)
    assert STALE in [message["content"] for message in chat.values["messages"]]
    assert chat.values["items"]["key-qualifications"]["status"] == "edited"
    assert len(client.threads.get_history(thread, limit=100)) > 10
    question = chat.question
    server.stop()
    server.start()
    assert Chat(client, thread).question == question
    chat.resume([{"type": "accept", "args": None}])  # Agent Inbox says it so
    assert chat.values["items"]["role-1"]["status"] == "accepted"


def human(content: Any) -> dict[str, Any]:
    """Return what a chat sends."""
    return {"messages": [{"type": "human", "content": content}]}


class Chat:
    """One thread, as a browser has it."""

    def __init__(self, client: SyncLangGraphClient, thread: str) -> None:
        self._client, self._thread = client, thread

    def send(self, **what: Any) -> None:
        """Run the graph until it asks or ends."""
        self._client.runs.wait(self._thread, "tailor", **what)

    def resume(self, answer: Any, **what: Any) -> None:
        """Answer the open question."""
        self.send(command={"resume": answer}, **what)

    @property
    def values(self) -> dict[str, Any]:
        """Return the state."""
        values = self._client.threads.get_state(self._thread)["values"]
        assert isinstance(values, dict)
        return values

    @property
    def question(self) -> str:
        """Return the name of the open question."""
        (interrupt,) = self._client.threads.get_state(self._thread)["interrupts"]
        return str(interrupt["value"]["action_requests"][0]["name"])


def test_progress_goes_out_as_custom_events(client: SyncLangGraphClient) -> None:
    """With an output schema the server's updates hide the rest."""
    inputs = {"cv": str(ROOT / "examples/cvs/teacher.md"), "job": str(ROOT / "examples/jobs/electrician.txt")}
    thread = client.threads.create()["thread_id"]
    stream = client.runs.stream(thread, "tailor", input={**inputs, "review": "none"}, stream_mode="custom")
    kinds = [part.data["kind"] for part in stream if part.event == "custom"]
    assert {"reading", "writing", "drafted", "formatting", "done"} <= set(kinds)


def test_the_input_has_a_form_in_studio(client: SyncLangGraphClient) -> None:
    """The fields a person fills in are described, which a `TypedDict` of the standard library would not be."""
    assistant = client.assistants.search(graph_id="tailor")[0]["assistant_id"]
    schema = client.assistants.get_schemas(assistant)["input_schema"]
    assert schema is not None
    assert {"cv", "job", "similar", "review", "pages"} <= set(schema["properties"])
    assert "Path of a CV" in schema["properties"]["cv"]["description"]


def test_langgraph_json_is_valid() -> None:
    """`langgraph validate` accepts the configuration."""
    command = [str(Path(sys.executable).with_name("langgraph")), "validate"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "is valid" in done.stdout
