"""The graph as a LangGraph server runs it: offline, on the loopback, driven by the SDK."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from langgraph_sdk import get_sync_client
from langgraph_sdk.client import SyncLangGraphClient

ROOT = Path(__file__).parents[2]
PACKAGES = ("agents", "graph", "models", "prompts", "services", "sessions")
START_SECONDS = 60


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run `langgraph dev` in a folder of its own, since it leaves `.langgraph_api/` there, and return its address."""
    folder = tmp_path_factory.mktemp("server")
    for name in (*PACKAGES, "langgraph.json"):
        (folder / name).symlink_to(ROOT / name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GROQ_", "LANGSMITH_"))}
    offline = {"LANGGRAPH_CLI_NO_ANALYTICS": "1", "LANGSMITH_TRACING": "false", "AICVGEN_HOME": str(folder / "home")}
    command = [str(Path(sys.executable).with_name("langgraph")), "dev", "--no-browser", "--no-reload", f"--port={port}"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment | offline, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, process, folder / "log")
        yield url
    finally:
        process.terminate()
        process.wait(30)


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
def client(server: str) -> Iterator[SyncLangGraphClient]:
    """Return a client of the server."""
    with get_sync_client(url=server, api_key="") as sync:
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
