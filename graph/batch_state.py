"""The states of the batch graphs. Rows travel by file and store; a state holds what one run of one graph knows."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict  # Python 3.11's own shows no form in Studio

from models.batch import Enhancement, Enrichment
from models.cv import CV
from models.match import Matching, Matrix, Opinion
from services.batch.tables import Table
from services.batch.task_file import TaskFile
from services.matching.files import Ad
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


class MatchInput(TypedDict, total=False):
    """What a person gives to `match`."""

    jobs: Annotated[list[str], Field(description="Folders or files of job ads", examples=[["jobs"]])]
    cvs: Annotated[list[str], Field(description="Folders or files of CVs", examples=[["cvs"]])]
    rerank: Annotated[int, Field(description="Let a model judge the best so many candidates of each job")]
    threshold: Annotated[float, Field(description="The least score of a pair")]
    all_musts: Annotated[bool, Field(description="Only candidates who show every must-have of the job")]
    wishes: Annotated[list[str], Field(description="Things that a CV must show, whatever the job asks for")]
    page: Annotated[int, Field(description="Which page of the ranking; 0 is all of it, as it comes")]
    per_page: Annotated[int, Field(description="Candidates of each job on a page")]
    out: Annotated[str, Field(description="Folder for matches.html and matches.csv; empty writes none")]
    overnight: Annotated[bool, Field(description="Use the provider's Batch API, at half the price")]


class MatchState(MatchInput, total=False):
    """Everything a run of `match` knows. CVs are read one by one and never held here."""

    ads: list[Ad]
    paths: list[str]
    day: str
    matrix: Matrix
    opinions: list[tuple[int, int, Opinion]]
    result: Matching


class MatchOutput(TypedDict, total=False):
    """What a finished run of `match` gives."""

    result: Matching
