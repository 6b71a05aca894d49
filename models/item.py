"""Items: the units of writing and review, their lines, and what the truth gate says of them."""

from typing import Literal

from models.base import LeftOut, Model

ItemKind = Literal["qualifications", "role", "project", "summary"]
Status = Literal["pending", "drafted", "accepted", "edited", "reverted", "skipped"]


class Line(Model):
    """One sentence of an item with the ids of the facts it rests on.

    `reverted` marks the source's own words in place of a draft that the gate refused; `asserted` an edit that only the
    owner stands behind.
    """

    text: str
    facts: tuple[str, ...] = ()
    reverted: bool = False
    asserted: bool = False


class Reason(Model):
    """Why a line is not grounded: the id of the rule, the words it is about, and one sentence."""

    rule: str
    words: tuple[str, ...] = ()
    why: str


class Verdict(Model):
    """The gate's answer for one line. `facts` are the ids it rests on; `warnings` never make it fail."""

    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()
    grounded: bool
    facts: tuple[str, ...] = ()


class JudgedLine(Model):
    """A line of any text with its verdict. `under` is the heading or scope it was judged under."""

    text: str
    under: str = ""
    verdict: Verdict


class Item(Model):
    """One unit of writing: key qualifications, a role, a project or the executive summary.

    `scope` is the id of the role or project whose facts may be used ("" = any); `before` are the owner's lines;
    `facts` are the ids it may rest on, the most relevant first; `verdicts` belong to `lines` one by one;
    `attempt` counts drafts from 0 and `checks` the automatic revisions of the current one.
    """

    id: str
    kind: ItemKind
    title: str
    scope: str = ""
    before: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    status: Status = "pending"
    lines: tuple[Line, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    attempt: int = 0
    checks: int = 0
    feedback: str = ""
    basis: str = ""
    """A digest of the facts it rests on and the requirements it serves, their texts included."""
    reopened: tuple[str, ...] = ()
    """Why an item that was decided before is asked about again."""
    writer: str = ""
    """Who wrote the lines: `provider:model`, `extractive` or `owner`."""
