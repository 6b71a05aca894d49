"""Write the report of a run: what the document shows, what it can't, and where every line comes from."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from models.facts import facts_of
from models.tailored import TailoredCV
from services.rendering.options import RenderOptions
from services.rendering.report_markdown import to_markdown
from services.rendering.report_trace import TRANSFORMATIONS, place
from services.rendering.report_view import percent, view
from services.rendering.web import environment, style

_NOTHING: Mapping[str, str] = MappingProxyType({})
_DEFAULT = RenderOptions()


def report_html(
    tailored: TailoredCV, extracted: Mapping[str, str] = _NOTHING, options: RenderOptions = _DEFAULT
) -> str:
    """Return the report as one self-contained page.

    `extracted` maps a reader's name ("PDF, pdfminer.six") to the text it found, for "what a parser reads".
    """
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            view=view(tailored, extracted, options),
            place=place,
            percent=percent,
            transformations=TRANSFORMATIONS,
            style=style("report.css"),
        )
    )


def report_markdown(
    tailored: TailoredCV, extracted: Mapping[str, str] = _NOTHING, options: RenderOptions = _DEFAULT
) -> str:
    """Return the same report as Markdown."""
    return to_markdown(view(tailored, extracted, options))


def provenance_json(tailored: TailoredCV) -> bytes:
    """Return the provenance of every line as JSON, facts with their text and place, for programs."""
    facts = {fact.id: fact.model_dump(mode="json") for fact in facts_of(tailored.source)}
    lines = [
        row.model_dump(mode="json") | {"facts": [facts.get(fact, {"id": fact}) for fact in row.facts]}
        for row in tailored.provenance
    ]
    data = {"job": {"title": tailored.job.title, "employer": tailored.job.employer}, "lines": lines}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
