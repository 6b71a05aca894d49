"""Several processes, one key."""

import asyncio
import subprocess
import sys
from functools import partial
from pathlib import Path

from services.llm.client import LLM
from services.settings import Settings
from tests.groq_server.replies import by_schema
from tests.groq_server.server import GroqServer
from tests.services.llm.words import GOOD, Draft

ROOT = Path(__file__).resolve().parents[3]
WORKER = """
import asyncio, sys
from pathlib import Path
from services.llm.client import LLM
from services.prompts import parse
from services.settings import Settings
from tests.services.llm.words import PROMPT, Draft

async def main(url, home, name):
    settings = Settings(home=Path(home), groq_api_base=url, groq_api_key="shared", plan="developer")
    async with LLM(settings) as llm:
        calls = (llm.complete(parse(PROMPT), {"facts": f"{name} {number}"}, Draft) for number in range(20))
        ends = await asyncio.gather(*calls, return_exceptions=True)
        print(*sorted(type(end).__name__ for end in ends))

asyncio.run(main(*sys.argv[1:]))
"""


async def test_two_processes_on_one_key_share_the_day(tmp_path, prompt):
    """Of forty calls from two processes the thirty that a day has left pass; none is refused."""
    limits = {"RPD": 31.0}
    async with GroqServer(by_schema({"Draft": GOOD}), limits=limits) as server:
        settings = Settings(home=tmp_path, groq_api_base=server.url, groq_api_key="shared")
        async with LLM(settings) as llm:
            await llm.complete(prompt, {"facts": "the first"}, Draft)  # brings the limit home, in its headers
        command = [sys.executable, "-c", WORKER, server.url, str(tmp_path)]
        run = partial(subprocess.run, stdout=subprocess.PIPE, cwd=ROOT, text=True, check=True)
        done = await asyncio.gather(*(asyncio.to_thread(run, [*command, name]) for name in ("a", "b")))
        ends = [end for worker in done for end in worker.stdout.split()]
        # A header is whole requests, so one or two of the day may be left unused; never one more.
        assert 28 <= ends.count("Reply") <= 30
        assert ends.count("DayLimitError") == 40 - ends.count("Reply")
        assert not server.calls(429)
