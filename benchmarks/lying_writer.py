"""A model that lies in every line, over all example pairs: what of it reaches the final documents.

Run: python -m benchmarks.lying_writer
"""

import tempfile
from pathlib import Path

from benchmarks.examples_data import pairs
from models.tailored import TailoredCV
from services.grounding.verify import verify
from services.rendering.render import render
from services.settings import Settings
from sessions.portal import run
from sessions.start import atailor
from tests.groq_server.server import GroqServer
from tests.writers.scripted import LIES, writer


def tailored(lie: str, told: set[str], home: Path) -> list[TailoredCV]:
    """Tailor each example pair with a writer that tells this lie, and keep what it told."""

    def tell(text: str) -> str:
        lied = LIES[lie](text)
        told.add(lied)
        return lied

    with GroqServer(writer(tell)) as server:
        settings = Settings(home=home, groq_api_base=server.url, groq_api_key="gsk_bench", plan="developer")
        return [run(atailor(cv, job, settings=settings)) for cv, job in pairs()]


def main() -> None:
    """Print the table."""
    print("| lie | lines told | in the final documents | ungrounded lines there | items that end empty |")
    print("|---|---|---|---|---|")
    for lie in LIES:
        told: set[str] = set()
        with tempfile.TemporaryDirectory() as home:
            results = tailored(lie, told, Path(home))
        kept = sum(line.text in told for result in results for item in result.items for line in item.lines)
        empty = sum(not item.lines for result in results for item in result.items if item.before)
        print(f"| {lie} | {len(told)} | {kept} | {sum(map(ungrounded, results))} | {empty} |")


def ungrounded(result: TailoredCV) -> int:
    """Count the lines of the final Markdown that the gate refuses."""
    judged = verify(result.source, render(result.cv, "md").decode())
    return sum(not line.verdict.grounded for line in judged)


if __name__ == "__main__":
    main()
