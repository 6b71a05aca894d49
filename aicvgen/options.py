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
PhotoOption = Annotated[
    Path | None, typer.Option(metavar="FILE", readable=False, help="A JPEG or PNG of you, for PDF, HTML and DOCX.")
]
SectionsOption = Annotated[
    str | None,
    typer.Option(
        metavar="LIST",
        help="Sections to print first, such as skills,roles; the others follow.",
        show_default="as usual",
    ),
]
MaxCostOption = Annotated[
    float | None,
    typer.Option(metavar="USD", min=0, help="The most that models may cost; the call that could pass it is not sent."),
]
MaxTokensOption = Annotated[
    int | None,
    typer.Option(metavar="N", min=0, help="The most tokens that models may use, prompts and answers together."),
]
CacheOption = Annotated[
    bool | None,
    typer.Option("--cache/--no-cache", help="Use answers of models that are kept from before.", show_default="cache"),
]
CvArgument = Annotated[
    Path | None,
    typer.Argument(metavar="CV", readable=False, help="Your CV: .pdf .docx .md .txt or .json (JSON Resume)."),
]
JobArgument = Annotated[
    str | None,
    typer.Argument(metavar="JOB", help="The job ad: .md .txt .pdf .docx or .html, or - for standard input."),
]
FromMatchOption = Annotated[
    str | None, typer.Option(metavar="PAIR", help="A pair that `aicvgen match` named, in place of CV and JOB.")
]
ReviewOption = Annotated[
    Literal["each", "page", "none"] | None,
    typer.Option(help="Review each item, a page of them, or none.", show_default="each in a terminal, else none"),
]
SimilarOption = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FILE", readable=False, help="An ad for a like position, up to three; what recurs weighs more."
    ),
]
TalentsOption = Annotated[
    Path | None, typer.Option(metavar="FILE", readable=False, help="Facts you add to your CV, one a line.")
]
StyleOption = Annotated[
    Path | None, typer.Option(metavar="LETTER", readable=False, help="A letter of yours whose tone the writer follows.")
]
CompanyOption = Annotated[
    Path | None, typer.Option(metavar="FILE", readable=False, help="Notes about the employer, or a saved page.")
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
