"""`aicvgen tailor`: a CV and a job ad in, a tailored CV out."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from aicvgen.options import FormatsOption, JsonOption, LookAheadOption, ModelOption, PageSizeOption, ThemeOption


def tailor(
    cv: Annotated[
        Path | None,
        typer.Argument(metavar="CV", readable=False, help="Your CV: .pdf .docx .md .txt or .json (JSON Resume)."),
    ] = None,
    job: Annotated[
        str | None,
        typer.Argument(metavar="JOB", help="The job ad: .md .txt .pdf .docx or .html, or - for standard input."),
    ] = None,
    from_match: Annotated[
        str | None, typer.Option(metavar="PAIR", help="A pair that `aicvgen match` named, in place of CV and JOB.")
    ] = None,
    similar: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE", readable=False, help="An ad for a like position, up to three; what recurs weighs more."
        ),
    ] = None,
    talents: Annotated[
        Path | None, typer.Option(metavar="FILE", readable=False, help="Facts you add to your CV, one a line.")
    ] = None,
    style: Annotated[
        Path | None,
        typer.Option(metavar="LETTER", readable=False, help="A letter of yours whose tone the writer follows."),
    ] = None,
    company: Annotated[
        Path | None, typer.Option(metavar="FILE", readable=False, help="Notes about the employer, or a saved page.")
    ] = None,
    review: Annotated[
        Literal["each", "page", "none"] | None,
        typer.Option(help="Review each item, a page of them, or none.", show_default="each in a terminal, else none"),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the documents go.", show_default="out/ and the name of the ad"),
    ] = None,
    formats: FormatsOption = None,
    pages: Annotated[int, typer.Option(metavar="N", min=0, help="The most pages the PDF may have; 0 is no limit.")] = 0,
    model: ModelOption = None,
    theme: ThemeOption = None,
    page_size: PageSizeOption = None,
    look_ahead: LookAheadOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tailor a CV to a job ad.

    Selects, orders and words what your CV says for this job, shows you each
    item for review, and writes the documents with a report of where every line
    comes from. Without a model it rewrites nothing: it selects from your own
    words.

    \b
    Examples:
      aicvgen tailor cv.pdf ad.md
      aicvgen tailor cv.docx ad.html --similar ad2.md --similar ad3.txt --pages 2
      aicvgen tailor cv.json - --json < ad.txt
      aicvgen tailor cv.md ad.md --talents more.md --formats pdf,docx
      aicvgen tailor --from-match 3f9c0a1b22d4
    """
    from aicvgen.api import start
    from aicvgen.choices import Choices, formats_from, writable
    from aicvgen.console import is_interactive
    from aicvgen.flow import finish
    from aicvgen.inputs import cv_and_job, default_folder, file, file_or_stdin
    from aicvgen.live import Progress

    cv, job = cv_and_job(cv, job, from_match)
    choices = Choices(
        out=writable(out or default_folder(job)),
        formats=formats_from(formats),
        model=model,
        theme=theme,
        page_size=page_size,
        look_ahead=look_ahead,
    )
    settings = choices.settings()
    progress = Progress(on_start=choices.keep)
    with progress.resumable():
        with progress.watching():
            session = start(
                file(cv),
                file_or_stdin(job),
                similar=[file(path) for path in similar or ()],
                talents=file(talents) if talents else None,
                style=file(style) if style else None,
                company=file(company) if company else None,
                review=review or ("each" if is_interactive() and not as_json else "none"),
                pages=pages,
                settings=settings,
                on_event=progress,
            )
        finish(session, choices, progress, as_json=as_json)
