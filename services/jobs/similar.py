"""Let similar ads raise the weight of what they ask for too."""

from collections.abc import Sequence

from models.job import Job, Requirement
from services.jobs.requirements import WEIGHTS
from services.jobs.skills import is_exact
from services.jobs.words import stems

SAME = 0.6
"""Share of the content words of the shorter of two requirements that the other must hold to ask for the same."""


def with_similar(job: Job, others: Sequence[Job]) -> Job:
    """Return the job with each requirement weighed by the number of ads it stands in.

    The weight is that of its level times (1 + ads it recurs in) / 2, so one that stands in all of four ads weighs two
    and a half times as much. What only the other ads ask for is never added.
    """
    requirements = tuple(_weighed(need, others) for need in job.requirements)
    counted = {word for other in others for word in other.keywords}
    keywords = tuple(sorted(job.keywords, key=lambda word: word not in counted))
    return job.model_copy(update={"requirements": requirements, "keywords": keywords})


def _weighed(need: Requirement, others: Sequence[Job]) -> Requirement:
    recurs = 1 + sum(any(same(need, other) for other in job.requirements) for job in others)
    return need.model_copy(update={"recurs": recurs, "weight": WEIGHTS[need.level] * (1 + recurs) / 2})


def same(first: Requirement, second: Requirement) -> bool:
    """Tell whether two requirements ask for the same: a tool in common where one names any, else most words."""
    tools, others = _tools(first), _tools(second)
    if tools or others:
        return bool(tools & others)
    words, more = stems(first.text), stems(second.text)
    shorter = min(len(words), len(more))
    return shorter > 0 and len(words & more) / shorter >= SAME and (shorter > 1 or len(words) == len(more))


def _tools(need: Requirement) -> frozenset[str]:
    return frozenset(skill for skill in need.skills if is_exact(skill))
