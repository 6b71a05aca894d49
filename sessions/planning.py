"""What a run will cost and when it will be done, before anything is sent: the questions it would ask, built offline."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from agents import content_writer, cv_analyzer, quality_assurance, research
from graph.ahead import groups_ahead
from graph.state import TailorState
from models.base import Model
from models.cv import CV
from models.errors import UserError
from models.facts import facts_of
from models.item import Item
from models.job import Job
from services.documents.reader import read_document, read_text
from services.documents.sources import Source, Stored
from services.llm.types import Request
from services.settings import Settings
from services.toolbox import Caller, Toolbox
from services.writing.brief import Brief
from services.writing.plan import summary_of
from services.writing.tone import tone_of
from sessions.inputs import Given

if TYPE_CHECKING:
    from services.llm.client import LLM
    from services.llm.plan import Plan


@dataclass(frozen=True)
class Inputs:
    """What a run would be given."""

    cv: Source
    ads: research.Ads
    talents: Source | None
    style: Source | None
    review: str


async def aplan(
    cv: Given | CV,
    job: Given | Job,
    *,
    similar: Sequence[Given] = (),
    talents: Given | None = None,
    style: Given | None = None,
    company: Given | None = None,
    review: str = "each",
    settings: Settings | None = None,
) -> "Plan":
    """Return the calls, tokens, cost and finishing time of a run, under the user's limits. Nothing is sent.

    The CV and the ad are read without a model, so requirements may differ a little from those of the run. Drafts that
    the truth gate would send back are not foreseen. Without a model the plan is empty. The arguments are those of
    `start`.

    Raises:
        UserError: an input can't be used; one sentence says why.
    """
    from services.llm.client import LLM

    if len(similar) > research.MAX_SIMILAR:
        raise UserError(f"At most {research.MAX_SIMILAR} similar ads can be given, not {len(similar)}.")
    if review not in ("each", "page", "none"):
        raise UserError(f"The review policy is each, page or none, not {review!r}.")
    toolbox = Toolbox(settings)
    ads = research.Ads(_source(job, research.STORED), similar, company)
    inputs = Inputs(_source(cv, cv_analyzer.STORED), ads, talents, style, review)
    async with LLM(toolbox.settings) as llm:
        requests, at_once = await questions(inputs, toolbox.settings, llm)
        return await llm.forecast(requests if llm.available else (), at_once=at_once)


async def questions(inputs: Inputs, settings: Settings, llm: "LLM") -> tuple[list[Request], int]:
    """Return what a run would ask its models, in order, and how many of it at once."""
    offline = Toolbox(settings.model_copy(update={"model": "extractive"}))
    reading = await cv_analyzer.read(inputs.cv, inputs.talents)
    asked: list[Request] = []
    if cv_analyzer.unsure(reading):
        asked.append(cv_analyzer.request_for(await asyncio.to_thread(read_document, inputs.cv)))
    if not isinstance(inputs.ads.main, Stored):  # a job that is structured already
        asked.append(research.request_for(await asyncio.to_thread(read_text, inputs.ads.main)))
    state, brief = await _analysed(reading.cv, inputs, offline)
    items: dict[str, Item] = dict(state["items"])
    together = 1
    for group in groups_ahead(state, len(items)):
        requests = content_writer.requests_for(group, brief, llm)
        together = max(together, len(requests))
        drafts = await _drafts(group, brief, offline)
        items |= {item.id: item for item in drafts}
        asked += [*requests, *_objections(drafts, brief, settings)]
    summary = [summary_of(items)]
    asked += content_writer.requests_for(summary, brief, llm)
    asked += _objections(await _drafts(summary, brief, offline), brief, settings)
    return asked, together if inputs.review == "none" else max(together, settings.look_ahead + 1)


async def _drafts(items: Sequence[Item], brief: Brief, offline: Toolbox) -> tuple[Item, ...]:
    """Return drafts that stand in for those of the model, with lines of about the same length."""
    drafts, _ = await content_writer.write(items, brief, offline, Caller())
    return drafts


def _objections(drafts: Sequence[Item], brief: Brief, settings: Settings) -> list[Request]:
    """Return the questions to a second model, where the settings ask for one."""
    return [quality_assurance.request_for(item, brief) for item in drafts if settings.objector and item.lines]


async def _analysed(cv: CV, inputs: Inputs, offline: Toolbox) -> tuple[TailorState, Brief]:
    """Return the state and the brief of a run that is about to write."""
    today = date.today()
    job, _ = await research.research(inputs.ads, offline, Caller())
    letter = await asyncio.to_thread(read_text, inputs.style) if inputs.style else None
    analysis, items = await cv_analyzer.analyse(cv, job, offline, today)
    recalled = await asyncio.to_thread(offline.memory.recall, facts_of(cv))
    brief = Brief(cv, job, analysis, tone_of(letter.text) if letter else "", today, tuple(recalled))
    return cast(TailorState, {"analysis": analysis, "items": items, "review": inputs.review}), brief


def _source(value: Given | CV | Job, ending: str) -> Source:
    """Return a source as agents read it; a value of ours as a session would store it."""
    return Stored(value.model_dump_json().encode(), ending) if isinstance(value, Model) else value
