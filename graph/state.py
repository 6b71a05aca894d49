"""The state that the nodes of the tailor graph share. Values are the models of `models/`; items merge by id."""

from typing import Annotated, Any, Literal

from langchain_core.messages import AnyMessage
from langgraph.graph.message import add_messages
from pydantic import Field
from typing_extensions import TypedDict  # Python 3.11's own shows no form in Studio

from models.analysis import Analysis, Earlier
from models.base import Notice
from models.cv import CV
from models.item import Item
from models.job import Job
from models.recalled import Recalled
from models.tailored import TailoredCV
from models.usage import Usage

SCHEMA_VERSION = 1
"""The form of the state. Raised by a change that older states must be migrated for (`sessions/versions.py`)."""
GRAPH_VERSION = 1
"""The nodes and their order. Raised when a stored session may stand at a node that is no longer there."""

Review = Literal["each", "page", "none"]


def merge_items(left: dict[str, Item], right: dict[str, Item]) -> dict[str, Item]:
    """Return the items of both sides; the right one wins where both have an id."""
    return {**left, **right}


def join(left: list[Notice], right: list[Notice]) -> list[Notice]:
    """Return the notices of both sides in order, each once."""
    return left + [notice for notice in right if notice not in left]


def add_usage(left: Usage, right: Usage) -> Usage:
    """Return the sum of what both sides cost."""
    return left + right


class TailorInput(TypedDict, total=False):
    """What a person gives: fields of a form, or chat messages. A CV and a job are needed to start."""

    cv: Annotated[str, Field(description="Path of a CV (.pdf .docx .md .txt .json) or its text", examples=["cv.pdf"])]
    job: Annotated[str, Field(description="Path of a job ad or its text", examples=["ad.md"])]
    similar: Annotated[list[str], Field(description="Up to three similar ads: paths or texts", examples=[[]])]
    talents: Annotated[str, Field(description="Facts you add to your CV: a path or text", examples=[""])]
    style: Annotated[str, Field(description="A letter of yours whose tone to follow: a path or text", examples=[""])]
    company: Annotated[str, Field(description="Notes about the employer: a path or text", examples=[""])]
    review: Annotated[Review, Field(description="Review each item, a page of them, or none", examples=["each"])]
    pages: Annotated[int, Field(description="The most pages the PDF may have; 0 is no limit", examples=[2])]
    messages: Annotated[
        list[AnyMessage],
        Field(description="Or say it in a chat: the CV as a file or text first, then the job ad"),
        add_messages,  # LangGraph takes the last one for the reducer
    ]


class TailorState(TailorInput, total=False):
    """Everything a run knows. No value is ever set to None once it is there."""

    schema_version: int
    graph_version: int
    basis: str
    """A digest of the inputs that were read; other inputs are read anew."""
    day: str
    """The day the run began, ISO 8601: years of experience are counted to it, also when resumed later."""
    source: CV
    ad: Job
    tone: str
    analysis: Analysis
    earlier: Earlier
    """What the items rest on while other inputs are being read."""
    items: Annotated[dict[str, Item], merge_items]
    current: list[str]
    """Ids of the items being written and checked now."""
    heard: int
    """Number of the last revision in the session's journal that these items know of."""
    recalled: list[Recalled]
    """What the owner accepted for the same and for near facts in earlier sessions."""
    notices: Annotated[list[Notice], join]
    usage: Annotated[Usage, add_usage]
    result: TailoredCV


class TailorOutput(TypedDict, total=False):
    """What a finished run gives: the tailored CV with its provenance, the items, and the conversation."""

    result: TailoredCV
    items: dict[str, Item]
    messages: list[AnyMessage]


Update = dict[str, Any]
"""A partial update of the state, as nodes return it."""
