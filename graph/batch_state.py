"""The states of the batch graphs. Rows travel by file and store; a state holds what one run of one graph knows."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict  # Python 3.11's own shows no form in Studio

from models.batch import Enhancement, Enrichment
from models.cv import CV
from services.batch.tables import Table
from services.batch.task_file import TaskFile
from services.profiles.sections import Wording


class EnrichInput(TypedDict, total=False):
    """What a person gives to `enrich`."""

    rows: Annotated[str, Field(description="Path of a table: .csv or .jsonl", examples=["rows.csv"])]
    task: Annotated[str, Field(description="Path of a task file", examples=["examples/tasks/topic-tldr.md"])]
    out: Annotated[str, Field(description="Path of the table to write; empty writes none", examples=[""])]
    overnight: Annotated[bool, Field(description="Use the provider's Batch API, at half the price")]


class EnrichState(EnrichInput, total=False):
    """Everything a run of `enrich` knows."""

    table: Table
    task_file: TaskFile
    result: Enrichment


class EnrichOutput(TypedDict, total=False):
    """What a finished run of `enrich` gives."""

    result: Enrichment


class EnhanceInput(TypedDict, total=False):
    """What a person gives to `enhance`."""

    profile: Annotated[
        str, Field(description="A CV in any format, or the name of a stored profile", examples=["cv.pdf"])
    ]
    prompt: Annotated[str, Field(description="What to emphasise", examples=["emphasise leadership"])]
    style: Annotated[str, Field(description="A letter of yours whose tone to follow: a path or text", examples=[""])]
    name: Annotated[str, Field(description="The name to store the profile under; empty takes the file's")]
    out: Annotated[str, Field(description="Path of the JSON Resume to write; empty writes none", examples=[""])]
    overnight: Annotated[bool, Field(description="Use the provider's Batch API, at half the price")]


class EnhanceState(EnhanceInput, total=False):
    """Everything a run of `enhance` knows."""

    cv: CV
    tone: str
    wordings: dict[str, Wording]
    result: Enhancement


class EnhanceOutput(TypedDict, total=False):
    """What a finished run of `enhance` gives."""

    result: Enhancement
