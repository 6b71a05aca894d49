"""Turn items into the inputs of a prompt: facts with ids, requirements, tone, and what was wrong with a draft."""

from collections.abc import Sequence

from models.item import Item
from models.job import Job
from services.prompts import Prompt, load
from services.writing.brief import Brief
from services.writing.wording import wording_for

_PROMPTS = {
    "qualifications": "key_qualifications",
    "role": "role",
    "project": "project",
    "summary": "executive_summary",
}

MAX_FACTS = {"qualifications": 40, "role": 14, "project": 10, "summary": 24}


def prompt_for(items: Sequence[Item]) -> Prompt:
    """Return the prompt of the item's kind, or the one that writes several items in a call."""
    return load(_PROMPTS[items[0].kind] if len(items) == 1 else "items")


def inputs_for(items: Sequence[Item], brief: Brief) -> dict[str, str]:
    """Return the variables of the prompt. Text that is the same for every item comes first in the prompt files."""
    return {
        "tone": brief.tone or "plain and factual",
        "job": _job(brief.job, items),
        "items": "\n\n".join(_item(item, brief) for item in items),
    }


def _job(job: Job, items: Sequence[Item]) -> str:
    """Return title, employer and the requirements that any of the items can serve, the heaviest first."""
    served = {requirement for item in items for requirement in item.requirements}
    wanted = sorted((req for req in job.requirements if req.id in served), key=lambda req: -req.weight)
    lines = [f"{job.title} at {job.employer}".strip(" at")]
    lines += [f"- {requirement.text}" for requirement in wanted[:12]]
    if job.values:
        lines.append("Words of the employer: " + ", ".join(job.values[:8]))
    return "\n".join(lines)


def _item(item: Item, brief: Brief) -> str:
    facts = brief.facts
    chosen = [facts[fact_id] for fact_id in item.facts if fact_id in facts][: MAX_FACTS[item.kind]]
    lines = [f"item {item.id} ({item.kind})"]
    lines += [f"{fact.id}: {fact.text}" for fact in chosen]
    liked = dict.fromkeys(text for text, _ in wording_for(item, brief, near=True).lines)
    lines += [f"Wording the owner likes, where these facts say it: «{text}»" for text in liked]
    if item.feedback:
        lines.append(f"The owner asks: {item.feedback}")
    if item.attempt and not item.verdicts:  # sent back by the owner, who wants to see another draft
        lines += [f"The owner sent back: «{line.text}»" for line in item.lines]
    lines += [
        f"Refused before: «{line.text}», because {reason.why}"
        for line, verdict in zip(item.lines, item.verdicts, strict=False)
        for reason in verdict.reasons[:2]
    ]
    return "\n".join(lines)
