"""`aicvgen tailor`: a CV and a job ad in, a tailored CV out."""

from pathlib import Path
from typing import Annotated

import typer

from aicvgen.options import (
    CacheOption,
    CompanyOption,
    CvArgument,
    FormatsOption,
    FromMatchOption,
    JobArgument,
    JsonOption,
    LookAheadOption,
    MaxCostOption,
    MaxTokensOption,
    ModelOption,
    PageSizeOption,
    PhotoOption,
    ReviewOption,
    SectionsOption,
    SimilarOption,
    StyleOption,
    TalentsOption,
    ThemeOption,
)


def tailor(
    cv: CvArgument = None,
    job: JobArgument = None,
    from_match: FromMatchOption = None,
    similar: SimilarOption = None,
    talents: TalentsOption = None,
    style: StyleOption = None,
    company: CompanyOption = None,
    review: ReviewOption = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the documents go.", show_default="out/ and the name of the ad"),
    ] = None,
    formats: FormatsOption = None,
    pages: Annotated[int, typer.Option(metavar="N", min=0, help="The most pages the PDF may have; 0 is no limit.")] = 0,
    model: ModelOption = None,
    theme: ThemeOption = None,
    page_size: PageSizeOption = None,
    photo: PhotoOption = None,
    sections: SectionsOption = None,
    max_cost: MaxCostOption = None,
    max_tokens: MaxTokensOption = None,
    cache: CacheOption = None,
    look_ahead: LookAheadOption = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Go on without asking when the CV was not understood well.")
    ] = False,
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
      aicvgen tailor cv.md ad.md --photo me.jpg --sections skills,roles
      aicvgen tailor cv.md ad.md --review none --max-cost 0.05 --no-cache
      aicvgen tailor --from-match 3f9c0a1b22d4
    """
    from aicvgen.api import start
    from aicvgen.choices import Choices, formats_from, given, writable
    from aicvgen.flow import finish
    from aicvgen.inputs import cv_and_job, default_folder, file, file_or_stdin, review_policy
    from aicvgen.live import Progress
    from aicvgen.understood import confirm

    cv, job = cv_and_job(cv, job, from_match)
    choices = Choices(
        out=writable(out or default_folder(job)),
        formats=formats_from(formats),
        overrides=given(
            model=model, theme=theme, page_size=page_size, photo=photo, sections=sections, max_cost=max_cost,
            max_tokens=max_tokens, cache=cache, look_ahead=look_ahead,
        ),
    )  # fmt: skip
    settings = choices.settings()
    confirm(file(cv), yes=yes, may_ask=not as_json)
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
                review=review_policy(review, as_json=as_json),
                pages=pages,
                settings=settings,
                on_event=progress,
            )
        finish(session, choices, progress, as_json=as_json)
