"""What `aicvgen plan` foretells of a run, beside the ledger of that run.

Every example CV with its ad on the stand-in server, drafts accepted as they come. `first` is an empty home; `later` is
after a run for another CV, when the usual length of answers is known. The stand-in counts the prompts' text alone, so
the forecast of that text stands apart: for the provider, a schema and a template come on top of it.

Run: python -m benchmarks.plan_forecast
"""

import tempfile
from pathlib import Path

from agents.research import Ads
from benchmarks.examples_data import pairs
from models.usage import Usage
from services.llm.plan import Plan
from services.llm.rehearsal import Rehearsal
from services.llm.tokens import estimate_messages
from services.settings import Settings
from services.toolbox import Toolbox
from sessions.planning import Inputs, aplan, rehearse
from sessions.portal import run
from sessions.start import astart
from tests.groq_server.server import GroqServer
from tests.writers.scripted import writer

HEAD = (
    "| review | home | calls, forecast | calls, actual | exact | input, forecast ÷ actual | of it text "
    "| output, forecast ÷ actual | cost, forecast ÷ actual |\n|---|---|---|---|---|---|---|---|---|"
)
Pair = tuple[Path, Path]
Told = tuple[Plan, int, Usage]


async def both(pair: Pair, review: str, settings: Settings) -> Told:
    """Forecast a run, run it, and return both; between them the tokens of the prompts' text alone."""
    told = await aplan(*pair, review=review, settings=settings)
    toolbox = Toolbox(settings)
    async with Rehearsal(settings) as llm:
        toolbox.llm = llm
        await rehearse(Inputs(pair[0], Ads(pair[1]), None, None, review), toolbox, llm)
    text = sum(estimate_messages(prompt.messages(given)) for prompt, given, _ in llm.asked)
    session = await astart(*pair, review=review, settings=settings)
    while session.pending:
        await session.aaccept_all()
    return told, text, session.result.usage


def measured(pair: Pair, other: Pair, review: str) -> tuple[Told, Told]:
    """Return the forecast and the run of a pair in an empty home, and in one that has seen another pair."""
    with GroqServer(writer()) as server, tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        settings = [
            Settings(home=Path(home), groq_api_base=server.url, groq_api_key="gsk_bench", plan="developer")
            for home in (one, two)
        ]
        first = run(both(pair, review, settings[0]))
        run(both(other, review, settings[1]))
        return first, run(both(pair, review, settings[1]))


def row(review: str, home: str, found: list[Told]) -> str:
    """Return sums over all pairs, and mean ratios with the least and the greatest of a single pair."""
    calls = [(plan.calls, usage.calls) for plan, _, usage in found]
    columns = (
        [sum(part.input_tokens for part in plan.models) / usage.input_tokens for plan, _, usage in found],
        [text / usage.input_tokens for _, text, usage in found],
        [sum(part.output_tokens for part in plan.models) / usage.output_tokens for plan, _, usage in found],
        [(plan.cost or 0.0) / usage.cost for plan, _, usage in found if usage.cost],
    )
    ratios = (f"{sum(part) / len(part):.2f} ({min(part):.2f}–{max(part):.2f})" for part in columns)
    sums = f"{sum(told for told, _ in calls)} | {sum(actual for _, actual in calls)}"
    exact = f"{sum(told == actual for told, actual in calls)} of {len(calls)}"
    return f"| {review} | {home} | {sums} | {exact} | {' | '.join(ratios)} |"


def main() -> None:
    """Print the table."""
    chosen = pairs()[:7]
    print(HEAD)
    for review in ("none", "page", "each"):
        found = [measured(pair, chosen[number - 1], review) for number, pair in enumerate(chosen)]
        print(row(review, "first", [first for first, _ in found]))
        print(row(review, "later", [later for _, later in found]), flush=True)


if __name__ == "__main__":
    main()
