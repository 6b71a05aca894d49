"""`aicvgen enhance`: better wording for a whole master CV, for no particular job."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aicvgen.options import CacheOption, JsonOption, MaxCostOption, MaxTokensOption, ModelOption, OvernightOption

if TYPE_CHECKING:
    from models.batch import Enhancement


def enhance(
    profile: Annotated[
        str, typer.Argument(metavar="PROFILE", help="Your master CV in any format, or the name of a stored profile.")
    ],
    prompt: Annotated[str, typer.Option(metavar="TEXT", help='What to stress, such as "emphasise leadership".')] = "",
    style: Annotated[
        Path | None,
        typer.Option(metavar="LETTER", readable=False, help="A letter of yours whose tone the writer follows."),
    ] = None,
    name: Annotated[
        str, typer.Option(metavar="NAME", help="The name to store the profile under.", show_default="the file's")
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The JSON Resume to write.", show_default="out/ and the profile's name"),
    ] = None,
    overnight: OvernightOption = False,
    model: ModelOption = None,
    max_cost: MaxCostOption = None,
    max_tokens: MaxTokensOption = None,
    cache: CacheOption = None,
    as_json: JsonOption = False,
) -> None:
    """Improve the wording of summary, roles and projects, in one model call.

    The originals stay: the enhanced text stands beside each, in your profile
    store and in the JSON Resume that is written, and tailor uses it as wording,
    never as facts. A section whose new text says more than the old one keeps
    its original. Exit 0 when every section was enhanced, 1 when some were not.

    \b
    Examples:
      aicvgen enhance cv.pdf
      aicvgen enhance cv.docx --prompt "emphasise leadership" --style letter.md
      aicvgen enhance cv --overnight
    """
    from aicvgen.batch_live import BatchProgress
    from aicvgen.console import print_json
    from aicvgen.failures import FAILED
    from aicvgen.inputs import file
    from services.settings import load_settings
    from sessions.batch import aenhance
    from sessions.portal import run

    settings = load_settings(model=model, max_cost=max_cost, max_tokens=max_tokens, cache=cache)
    progress = BatchProgress("sections")
    target = out or Path("out") / f"{name or Path(profile).stem}.enhanced.json"
    with progress.watching("Sections done so far are kept; run the command again to go on."):
        done = run(
            aenhance(
                profile, prompt=prompt, style=file(style) if style else None, name=name, out=target,
                overnight=overnight, settings=settings, on_progress=progress,
            )
        )  # fmt: skip
    if as_json:
        print_json(done.model_dump(mode="json"))
    else:
        _print(done)
    if done.sections_enhanced < done.sections_requested:
        raise typer.Exit(FAILED)


def _print(done: "Enhancement") -> None:
    from rich.text import Text

    from aicvgen.batch_live import duration, money
    from aicvgen.console import plain, results
    from aicvgen.worddiff import closest, styled, word_diff

    page = results()
    for section in done.sections:
        page.print(Text(plain(f"{section.section_number}. {section.title}"), style="bold"))
        if section.enhanced_description:
            originals = [plain(line) for line in section.description.splitlines()]
            for line in map(plain, section.enhanced_description.splitlines()):
                page.print(styled(word_diff(closest(line, originals), line), colour=page.is_terminal))
        else:
            page.print(Text("keeps its original:", style="yellow"))
            for reason in section.reasons[:5]:
                page.print(plain(f"  {reason}"))
        page.print()
    page.print(f"{done.sections_enhanced} of {done.sections_requested} sections enhanced ({done.success_rate:.0%}).")
    wrong = [
        f"{word} {', '.join(map(str, numbers))}"
        for word, numbers in (("unknown", done.unknown), ("double", done.double), ("missing", done.missing))
        if numbers
    ]
    if wrong:
        page.print(f"Numbers of sections in the answers: {'; '.join(wrong)}.")
    calls = f"{done.usage.calls} calls, {done.tokens} tokens, {money(done.cost)}, {duration(done.seconds)}"
    page.print(f"{done.model}: {calls}.")
    if done.ordinary_cost is not None:
        page.print(f"The same answers by ordinary calls: {money(done.ordinary_cost)}.")
    page.print(f"Stored as profile {done.profile}.")
    page.print(done.out, soft_wrap=True)
