"""The result: the tailored CV, and where each of its lines comes from."""

from typing import Literal

from models.base import LeftOut, Model, Notice
from models.cv import CV
from models.item import Item
from models.job import Job
from models.score import Score
from models.usage import Usage

Transformation = Literal["verbatim", "trimmed", "rewritten", "computed", "identity", "asserted"]
Outcome = Literal["automatic", "accepted", "edited", "reverted", "skipped"]


class Provenance(Model):
    """Where one line of the final document comes from: facts, what was done to them, and who decided."""

    section: str
    text: str
    facts: tuple[str, ...]
    transformation: Transformation
    decision: Outcome = "automatic"


class TailoredCV(Model):
    """A finished run. `cv` is what the documents print, `source` what the owner gave."""

    cv: CV
    source: CV
    job: Job
    items: tuple[Item, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    before: Score
    after: Score
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[Notice, ...] = ()
    usage: Usage = Usage()
