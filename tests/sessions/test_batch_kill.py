"""A batch run that is killed with -9 goes on where it was."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.groq_server.replies import Request
from tests.groq_server.server import GroqServer

ROWS = 60
SCRIPT = """
import sys
from pathlib import Path
from services.settings import Settings
from aicvgen import enrich
settings = Settings(home=Path("home"), batch_concurrent_limit=1)
done = enrich("rows.jsonl", sys.argv[1], out="out.jsonl", settings=settings)
sys.exit(done.count("failed"))
"""


def _ids(request: Request) -> list[int]:
    return [int(number) for number in re.findall(r'^\{"id": (\d+)', request["messages"][1]["content"], re.M)]


def _respond(request: Request) -> str:
    return json.dumps({"rows": [{"id": n, "tldr": f"row {n}", "challenge": "expert"} for n in _ids(request)]})


def test_a_killed_run_asks_only_about_what_was_not_answered(tmp_path: Path) -> None:
    """Rows whose answers had come are not asked about again, and the table is whole in the end."""
    task = Path(__file__).parents[2] / "examples" / "tasks" / "topic-tldr.md"
    rows = [{"topic": f"topic {number}", "description": "Text."} for number in range(ROWS)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with GroqServer(_respond, latency=0.3) as server:
        environment = {**os.environ, "GROQ_API_KEY": "k", "GROQ_API_BASE": server.url, "AICVGEN_PLAN": "developer"}
        environment["PYTHONPATH"] = str(Path(__file__).parents[2])
        command = [sys.executable, "-c", SCRIPT, str(task)]
        with subprocess.Popen(command, cwd=tmp_path, env=environment) as process:
            deadline = time.monotonic() + 30
            while len(server.calls(200)) < 1 or len(server.log) < 2:
                assert time.monotonic() < deadline
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
        answered = {number for exchange in server.log[:1] for number in _ids(exchange.request)}
        assert not (tmp_path / "out.jsonl").exists()
        subprocess.run(command, cwd=tmp_path, env=environment, check=True)
        again = {number for exchange in server.log[2:] for number in _ids(exchange.request)}
    assert not answered & again
    assert answered | again == set(range(1, ROWS + 1))
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [row["tldr"] for row in written] == [f"row {number}" for number in range(1, ROWS + 1)]
