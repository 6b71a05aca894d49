"""Calls and tokens for one tailored CV of six roles and three projects, from the ledger, beside other tools.

Run: python -m benchmarks.tailored_calls
"""

import tempfile
from pathlib import Path

from benchmarks.examples_data import pairs
from models.usage import Usage
from services.settings import Settings
from sessions.portal import run
from sessions.start import astart
from tests.groq_server.server import GroqServer
from tests.writers.scripted import writer

# Counted from the prompts of these tools for a CV of about the same length; their checks cost further calls.
OTHERS = {"ResumeFlow": (8, "17.3K"), "ApplyPilot": (3, "3.7K"), "AIHawk": (8, "4.8K"), "Resume-Matcher": (4, "4.4K")}


async def tailored(review: str, home: Path, server: GroqServer) -> Usage:
    """Tailor the demo pair, accepting everything, and return what the ledger counted."""
    settings = Settings(home=home, groq_api_base=server.url, groq_api_key="gsk_bench", plan="developer")
    cv, job = pairs()[0]
    session = await astart(cv, job, review=review, settings=settings)
    while session.pending:
        await session.aaccept(session.pending[0].id)
    return session.result.usage


def main() -> None:
    """Print the table."""
    print("| one CV, 6 roles and 3 projects | model calls | input tokens | output tokens |")
    print("|---|---|---|---|")
    for review in ("none", "page", "each"):
        with tempfile.TemporaryDirectory() as home, GroqServer(writer()) as server:
            used = run(tailored(review, Path(home), server))
        print(f"| aicvgen, review {review} | {used.calls} | {used.input_tokens} | {used.output_tokens} |")
    for name, (calls, tokens) in OTHERS.items():
        print(f"| {name} (as reported) | {calls} | {tokens} | |")


if __name__ == "__main__":
    main()
