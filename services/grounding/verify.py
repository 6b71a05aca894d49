"""Check any text against a CV, line by line: pure, no model, no network."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from models.cv import CV
from models.errors import UserError
from models.item import JudgedLine
from services.grounding.gate import Gate
from services.grounding.lexicons import Lexicons
from services.grounding.outline import Outline


def verify(cv: CV, text: str, under: str | None = None, home: Path | None = None) -> tuple[JudgedLine, ...]:
    """Return the verdict on each line of a text.

    Without `under` the scope comes from the headings in the text, a text without headings is judged against the
    whole CV. `under` names one place for all lines: a scope id (`role-2`), a heading ("Nurse, St Mary's") or a
    section ("Summary", which is the whole CV). `home` is AICVGEN_HOME, for the user's own lexicons.

    Raises:
        UserError: `under` names nothing in the CV, or a lexicon of the user can't be read.
    """
    gate = Gate(cv, Lexicons.load(home, cv.language))
    if under is None:
        return tuple(Outline(gate).judge(text.splitlines()))
    scope = _scope(gate, under)
    lines = (line.strip() for line in text.splitlines())
    return tuple(JudgedLine(text=line, under=under, verdict=gate.judge(line, scope)) for line in lines if line)


def as_data(lines: Iterable[JudgedLine]) -> dict[str, Any]:
    """Return judged lines as plain data, in the form that `aicvgen verify --json` prints."""
    return {
        "lines": [
            {
                "text": line.text,
                "under": line.under,
                "grounded": line.verdict.grounded,
                "reasons": [reason.model_dump(mode="json") for reason in line.verdict.reasons],
                "facts": list(line.verdict.facts),
            }
            for line in lines
        ]
    }


def _scope(gate: Gate, under: str) -> str:
    if not under or gate.index.cv.scope(under):
        return under
    outline = Outline(gate)
    if outline.section(under) is not None:
        return ""
    scope = outline.entry(under)
    if not scope:
        raise UserError("The CV has no role, project, course of study or section of the name given with --under.")
    return scope
