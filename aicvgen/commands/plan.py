"""`aicvgen plan`: what a run would cost and when it would be done, before anything is sent."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aicvgen.options import (
    CompanyOption,
    CvArgument,
    FromMatchOption,
    JobArgument,
    JsonOption,
    LookAheadOption,
    MaxCostOption,
    MaxTokensOption,
    ModelOption,
    ReviewOption,
    SimilarOption,
    StyleOption,
    TalentsOption,
)

if TYPE_CHECKING:
    from services.llm.plan import ModelPlan, Plan
    from services.settings import Settings


def plan(
    cv: CvArgument = None,
    job: JobArgument = None,
    from_match: FromMatchOption = None,
    similar: SimilarOption = None,
    talents: TalentsOption = None,
    style: StyleOption = None,
    company: CompanyOption = None,
    review: ReviewOption = None,
    model: ModelOption = None,
    max_cost: MaxCostOption = None,
    max_tokens: MaxTokensOption = None,
    look_ahead: LookAheadOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what `aicvgen tailor` would cost and when it would be done.

    Nothing is sent: the CV and the ad are read here, and the questions that a
    run would ask are measured against prices, your limits, what is used of them
    by now, and the answers that are kept. A draft that the truth gate refuses is
    asked for again, at most twice; that can't be foreseen. Your own time for the
    review is not in it.

    \b
    Examples:
      aicvgen plan cv.pdf ad.md
      aicvgen plan cv.pdf ad.md --review none --max-cost 0.05
      aicvgen plan cv.pdf ad.md --model groq:openai/gpt-oss-20b --json
    """
    from aicvgen.api import plan as planned
    from aicvgen.console import print_json
    from aicvgen.inputs import cv_and_job, file, file_or_stdin, review_policy
    from services.settings import load_settings

    cv, job = cv_and_job(cv, job, from_match)
    settings = load_settings(model=model, max_cost=max_cost, max_tokens=max_tokens, look_ahead=look_ahead)
    policy = review_policy(review, as_json=as_json)
    found = planned(
        file(cv),
        file_or_stdin(job),
        similar=[file(path) for path in similar or ()],
        talents=file(talents) if talents else None,
        style=file(style) if style else None,
        company=file(company) if company else None,
        review=policy,
        settings=settings,
    )
    if as_json:
        print_json(_as_json(found, policy, settings))
    else:
        _print(found, policy, settings)


def _as_json(found: "Plan", review: str, settings: "Settings") -> dict[str, Any]:
    totals = {name: sum(getattr(row, name) for row in found.models) for name in _SUMMED}
    return {
        "review": review,
        "model": settings.quality_model,
        **totals,
        "cost": found.cost,
        "binds": found.binds,
        "over_budget": _over_budget(found, settings),
        **found.model_dump(mode="json"),
    }


_SUMMED = ("calls", "input_tokens", "output_tokens", "charged", "too_large")


def _over_budget(found: "Plan", settings: "Settings") -> str:
    """Return what a bound of the session has to say, "" when the run stays within it."""
    rest = "the calls that could pass it are not sent, and your own words take their place."
    if settings.max_tokens is not None and found.tokens > settings.max_tokens:
        return f"That is more than {settings.max_tokens:,} tokens: {rest}"
    if settings.max_cost is not None and found.cost is None:
        return "A price is not known, so a bound in US dollars can't be kept; bound the tokens instead."
    if settings.max_cost is not None and (found.cost or 0.0) > settings.max_cost:
        return f"That is more than ${settings.max_cost:g}: {rest}"
    return ""


def _print(found: "Plan", review: str, settings: "Settings") -> None:
    from rich import box
    from rich.table import Table

    from aicvgen.batch_live import duration, money
    from aicvgen.console import results

    page = results()
    if settings.quality_model == "extractive":
        page.print("No model is in force: nothing is sent, and it costs nothing.")
        page.print("To plan with one: aicvgen plan CV JOB --model groq:openai/gpt-oss-120b")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("")
    for row in found.models:
        table.add_column(row.model.partition(":")[2], justify="right")
    rows: dict[str, Callable[[ModelPlan], str]] = {
        "calls": lambda row: f"{row.calls:,}",
        "tokens of the prompts": lambda row: f"{row.input_tokens:,}",
        "tokens of the answers": lambda row: f"{row.output_tokens:,}",
        "charged to the limits": lambda row: f"{row.charged:,}",
        "cost": lambda row: money(row.cost),
        "time": lambda row: duration(row.seconds),
        "of it waiting for a limit": lambda row: f"{duration(row.waiting)} ({row.binds})" if row.binds else "none",
    }
    for name, value in rows.items():
        table.add_row(name, *(value(row) for row in found.models))
    if found.models:
        page.print(table)
    for line in _sentences(found, review, settings):
        page.print(line)


def _sentences(found: "Plan", review: str, settings: "Settings") -> list[str]:
    from aicvgen.batch_live import duration, money

    said = []
    if found.calls:
        seconds = (found.finishes - found.starts).total_seconds()
        calls = f"{found.calls} calls" if found.calls > 1 else "1 call"
        share = f"Review {review}: {calls}, {found.tokens:,} tokens, {money(found.cost)}"
        said.append(f"{share}, done in {duration(seconds)}, at {found.finishes:%H:%M:%S}.")
        if found.binds:
            said.append(f"What takes longest is the limit {found.binds}.")
        said.append("Prompts are estimated upwards; limits are charged for the longest answer allowed.")
    if found.cached:
        kept = f"{found.cached} answers are" if found.cached > 1 else "1 answer is"
        said.append(f"{kept} kept from before, at no cost.")
    if too_large := sum(row.too_large for row in found.models):
        said.append(f"Larger than a limit, so that your own words take their place: {too_large} of the calls.")
    if over := _over_budget(found, settings):
        said.append(over)
    if found.dated:
        said.append(f"Prices and limits as of {found.dated}, or as Groq's answers have told since.")
    return said
