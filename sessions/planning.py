"""What a run will cost and when it will be done, before anything is sent: the run is rehearsed."""

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
from models.facts import facts_of
from models.item import Item
from models.job import Job
from services.documents.reader import read_text
from services.documents.sources import Source, Stored
from services.settings import Settings
from services.toolbox import Caller, Toolbox
from services.writing.brief import Brief
from services.writing.extractive import WRITER
from services.writing.plan import summary_of
from services.writing.tone import tone_of
from sessions.inputs import Given, check_choices

if TYPE_CHECKING:
    from services.llm.plan import Plan
    from services.llm.rehearsal import Rehearsal


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

    Where no answer is kept from before, CV and ad are read without a model and the owner's lines stand in for drafts,
    so sizes may differ a little from those of the run, and drafts that the truth gate would send back are not foreseen.
    Without a model the plan is empty. The arguments are those of `start`.

    Raises:
        UserError: an input can't be used; one sentence says why.
    """
    from services.llm.rehearsal import Rehearsal

    check_choices(similar, review)
    toolbox = Toolbox(settings)
    ads = research.Ads(_source(job, research.STORED), similar, company)
    inputs = Inputs(_source(cv, cv_analyzer.STORED), ads, talents, style, review)
    async with Rehearsal(toolbox.settings) as llm:
        toolbox.llm = llm if llm.available else None
        at_once = await rehearse(inputs, toolbox, llm)
        return await llm.forecast(llm.asked, at_once=at_once)


async def rehearse(inputs: Inputs, toolbox: Toolbox, llm: "Rehearsal") -> int:
    """Play a run through with a client that only notes what it is asked; return how many questions are put at once."""
    reading = await cv_analyzer.read(inputs.cv, inputs.talents)
    reading, _ = await cv_analyzer.regrouped(reading, inputs.cv, toolbox, Caller())
    state, brief = await _analysed(reading.cv, inputs, toolbox)
    items: dict[str, Item] = dict(state["items"])
    groups = groups_ahead(state, len(items))
    for group in groups:
        items |= await _passed(group, brief, toolbox, llm)
    await _passed([summary_of(items)], brief, toolbox, llm)
    return len(groups) if inputs.review == "none" else toolbox.settings.look_ahead + 1


async def _passed(items: Sequence[Item], brief: Brief, toolbox: Toolbox, llm: "Rehearsal") -> dict[str, Item]:
    """Write and check items as the graph does; where no answer is kept, the owner's lines stand in for a draft."""
    done: dict[str, Item] = {}
    while items:
        drafts, _ = await content_writer.write(items, brief, toolbox, Caller())
        if toolbox.settings.objector and llm.available:  # nobody objects to the owner's lines, but to drafts
            stand_ins = (item for item in drafts if item.writer == WRITER and item.lines)
            llm.asked += [quality_assurance.request_for(item, brief) for item in stand_ins]
        checked = await quality_assurance.check(drafts, brief, toolbox, Caller())
        done |= {item.id: item for item in checked}
        items = [item for item in checked if item.status == "pending"]
    return done


async def _analysed(cv: CV, inputs: Inputs, toolbox: Toolbox) -> tuple[TailorState, Brief]:
    """Return the state and the brief of a run that is about to write."""
    today = date.today()
    job, _ = await research.research(inputs.ads, toolbox, Caller())
    letter = await asyncio.to_thread(read_text, inputs.style) if inputs.style else None
    analysis, items = await cv_analyzer.analyse(cv, job, toolbox, today)
    recalled = await asyncio.to_thread(toolbox.memory.recall, facts_of(cv))
    brief = Brief(cv, job, analysis, tone_of(letter.text) if letter else "", today, tuple(recalled))
    return cast(TailorState, {"analysis": analysis, "items": items, "review": inputs.review}), brief


def _source(value: Given | CV | Job, ending: str) -> Source:
    """Return a source as agents read it; a value of ours as a session would store it."""
    return Stored(value.model_dump_json().encode(), ending) if isinstance(value, Model) else value
