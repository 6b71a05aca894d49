"""Research: read the job ad, what recurs across similar ads, and what the employer values."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from models.document import Document
from models.draft import AdReading
from models.job import Job
from models.usage import Usage
from services.documents.reader import read_text
from services.documents.sources import Source, Stored
from services.jobs.ad import parse_job
from services.jobs.company import with_company
from services.jobs.reading import numbered, with_reading
from services.jobs.similar import with_similar
from services.prompts import load
from services.toolbox import Caller, Toolbox

MAX_SIMILAR = 3

STORED = ".job.json"
"""How the name of a stored, structured job ends."""


@dataclass(frozen=True)
class Ads:
    """What a person gives about a job: the ad, up to three similar ones, and notes about the employer."""

    main: Source
    similar: Sequence[Source] = ()
    company: Source | None = None


async def research(ads: Ads, toolbox: Toolbox, caller: Caller) -> tuple[Job, Usage]:
    """Return the job that the ads describe, and what reading them cost.

    Raises:
        UserError: an ad can't be read, or is too short to be one.
        DayLimitError: the model may not be asked again today.
    """
    if isinstance(ads.main, Stored) and ads.main.name.endswith(STORED):
        return Job.model_validate_json(ads.main), Usage()
    document = await asyncio.to_thread(read_text, ads.main)
    job = await asyncio.to_thread(parse_job, document)
    job, usage = await _read_by_model(job, document, toolbox, caller)
    others = [parse_job(await asyncio.to_thread(read_text, other)) for other in ads.similar[:MAX_SIMILAR]]
    if others:
        job = with_similar(job, others)
    if ads.company:
        job = with_company(job, await asyncio.to_thread(read_text, ads.company))
    return job, usage


async def _read_by_model(job: Job, document: Document, toolbox: Toolbox, caller: Caller) -> tuple[Job, Usage]:
    """Let the fast model group the ad's numbered lines; without a model, or when it fails, keep what was parsed."""
    if toolbox.llm is None:
        return job, Usage()
    reply = await caller.ask(toolbox.llm, load("read_ad"), {"ad": numbered(document)}, AdReading)
    if reply is None:
        return job, Usage()
    return with_reading(job, document, reply.value), reply.usage
