"""Formatter: assemble the document, fit it to its pages, account for every line, and produce checked files."""

import asyncio
from collections.abc import Mapping, Sequence

from models.base import Notice
from models.cv import CV
from models.facts import facts_of
from models.item import Item, Line
from models.score import Score
from models.tailored import TailoredCV
from models.usage import Usage
from services.grounding.outline import Outline
from services.rendering.readback import checked
from services.rendering.render import RenderOptions, page_count, render
from services.rendering.report import provenance_json, report_html, report_markdown
from services.scoring.score import score
from services.toolbox import Toolbox
from services.writing.assemble import assemble, provenance_of
from services.writing.brief import Brief
from services.writing.experience import experience_facts
from services.writing.fit import fit

DEFAULT_FORMATS = ("md", "html", "pdf", "docx", "json")


async def format_cv(
    brief: Brief, items: Mapping[str, Item], notices: Sequence[Notice], usage: Usage, pages: int, toolbox: Toolbox
) -> TailoredCV:
    """Return the finished run: the document that is printed, its provenance, and the score before and after."""
    return await asyncio.to_thread(_format, brief, dict(items), tuple(notices), usage, pages, toolbox)


def _format(
    brief: Brief, items: dict[str, Item], notices: tuple[Notice, ...], usage: Usage, pages: int, toolbox: Toolbox
) -> TailoredCV:
    if pages:
        items, too_long = _fitted(brief, items, pages, _options(toolbox))
        notices += too_long
    document = assemble(brief.cv, items, brief.job)
    return TailoredCV(
        cv=document,
        source=brief.cv,
        job=brief.job,
        items=tuple(items.values()),
        provenance=provenance_of(document, brief.cv, items),
        before=score_of(brief.cv, brief, toolbox),
        after=score_of(document, brief, toolbox),
        left_out=tuple(left for item in items.values() for left in item.left_out),
        notices=notices,
        usage=usage,
    )


async def produce(tailored: TailoredCV, formats: Sequence[str], toolbox: Toolbox) -> dict[str, bytes]:
    """Return the documents and the report by file name.

    The text of the PDF and the DOCX is extracted again and has to be the document, word for word. The document goes
    through the gate once more; a line that it would refuse now stands among the report's notices.

    Raises:
        UserError: an unknown format, or a character no font has.
        InternalError: a rendered file does not say what the document says.
    """
    return await asyncio.to_thread(_produce, tailored, tuple(formats), toolbox)


def _produce(tailored: TailoredCV, formats: tuple[str, ...], toolbox: Toolbox) -> dict[str, bytes]:
    options = _options(toolbox)
    rendered = {name: render(tailored.cv, name, options) for name in formats}
    readers = checked(rendered, tailored.cv, options)
    files = {f"cv.{name}": data for name, data in rendered.items()}
    tailored = tailored.model_copy(update={"notices": (*tailored.notices, *_doubts(tailored, toolbox))})
    return files | {
        "report.html": report_html(tailored, readers, options).encode(),
        "report.md": report_markdown(tailored, readers, options).encode(),
        "provenance.json": provenance_json(tailored),
    }


def _doubts(tailored: TailoredCV, toolbox: Toolbox) -> tuple[Notice, ...]:
    """Return what the gate says of the document as it is printed: nothing, unless something went wrong on the way."""
    asserted = [line.text for item in tailored.items for line in item.lines if line.asserted]
    judged = Outline(toolbox.gate(tailored.source)).judge(render(tailored.cv, "md").decode().splitlines())
    return tuple(
        Notice(kind="ungrounded", text=f"«{line.text}»: {'; '.join(reason.why for reason in line.verdict.reasons)}")
        for line in judged
        if not line.verdict.grounded and not any(text in line.text for text in asserted)
    )


def _options(toolbox: Toolbox) -> RenderOptions:
    chosen = toolbox.settings
    return RenderOptions(
        theme=chosen.theme, page_size=chosen.page_size, photo=chosen.photo, section_order=chosen.sections
    )


def score_of(document: CV, brief: Brief, toolbox: Toolbox) -> Score:
    """Return how much of the job's requirements this document shows. Years are computed from its dates."""
    facts = (*facts_of(document), *experience_facts(document, brief.today))
    lines = [(fact.text, (fact.id,)) for fact in facts if not fact.asserted]
    return score(brief.job, lines, brief.analysis.supports, toolbox.matcher)


def _fitted(
    brief: Brief, items: dict[str, Item], pages: int, options: RenderOptions
) -> tuple[dict[str, Item], tuple[Notice, ...]]:
    def measure(chosen: Mapping[str, Item]) -> int:
        return page_count(assemble(brief.cv, chosen, brief.job), options)

    fitted = fit(items, pages, LineCost(brief), measure)
    taken = measure(fitted)
    if taken <= pages:
        return fitted, ()
    text = f"The CV takes {taken} pages even without every line that can be left out; {pages} were asked for."
    return fitted, (Notice(kind="pages", text=text),)


class LineCost:
    """What leaving a line out costs: its rank, and far more when a requirement would no longer be shown by it."""

    def __init__(self, brief: Brief) -> None:
        self._rank = {fact_id: -number for number, fact_id in enumerate(brief.analysis.ranking)}
        self._needed = {pairs[0][0] for pairs in brief.analysis.supports.values() if pairs}

    def __call__(self, line: Line) -> float:
        """Return the cost of this line; higher stays longer."""
        rank = max((self._rank.get(fact, -(10**6)) for fact in line.facts), default=0)
        return rank + (10**7 if self._needed & set(line.facts) else 0)
