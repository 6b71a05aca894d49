"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout and nothing else there.")]
FormatsOption = Annotated[
    str | None,
    typer.Option(metavar="LIST", help="Formats to write, with commas between.", show_default="md,html,pdf,docx,json"),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        metavar="PROVIDER:MODEL",
        help="The writing model; extractive is none at all.",
        show_default="Groq's when a key is there, else extractive",
    ),
]
ThemeOption = Annotated[
    Literal["classic", "modern", "compact"] | None, typer.Option(help="The look of PDF and HTML.", show_default=False)
]
PageSizeOption = Annotated[
    Literal["a4", "letter"] | None, typer.Option(help="The page size of PDF and DOCX.", show_default=False)
]
OutOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where the documents go.", show_default="as the session was started")
]
SessionArgument = Annotated[
    str, typer.Argument(metavar="SESSION", help="The session's id, as `aicvgen sessions` lists it.")
]
OvernightOption = Annotated[
    bool, typer.Option("--overnight", help="Use Groq's Batch API: half the price, an answer within a day.")
]
LookAheadOption = Annotated[
    int | None,
    typer.Option(min=0, metavar="N", help="Items prepared while you look at one; 0 is none.", show_default="2"),
]
CountArgument = Annotated[int, typer.Argument(metavar="[COUNT]", min=1, help="How many decisions.")]
