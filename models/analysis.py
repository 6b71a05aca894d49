"""What the CVAnalyzer found: which facts support which requirement, and in which order the items are written."""

from models.base import Model
from models.cv import CV
from models.job import Job


class Analysis(Model):
    """Facts against requirements.

    `supports` maps a requirement id to (fact id, strength 0-1) pairs, strongest first; `ranking` holds the ids of all
    facts, the most relevant to the job first; `gaps` the ids of requirements without any support; `plan` the ids
    of the items in writing order.
    """

    supports: dict[str, tuple[tuple[str, float], ...]]
    ranking: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()

    def requirements_of(self, fact_ids: set[str]) -> tuple[str, ...]:
        """Return the requirements that any of these facts supports."""
        return tuple(req for req, pairs in self.supports.items() if any(fact in fact_ids for fact, _ in pairs))


class Earlier(Model):
    """What a plan rested on before its inputs changed; empty when nothing changed."""

    cv: CV = CV()
    job: Job = Job()
