"""Verify any text against a CV: which lines it grounds, and why the others are not."""

from pathlib import Path
from typing import TYPE_CHECKING

from models.base import Model, Text
from models.cv import CV
from models.item import JudgedLine, Reason

if TYPE_CHECKING:
    from sessions.inputs import Given


class VerifiedLine(Model):
    """One line of the text. `facts` are the ids of the facts it rests on, `reasons` say what no fact carries."""

    text: str
    under: str = ""
    grounded: bool
    reasons: tuple[Reason, ...] = ()
    facts: tuple[str, ...] = ()


class Verification(Model):
    """The verdict on every line of a text."""

    lines: tuple[VerifiedLine, ...] = ()

    @property
    def grounded(self) -> bool:
        """Tell whether every line is grounded."""
        return all(line.grounded for line in self.lines)


def verify(
    source: "Given | CV",
    text: "Given",
    under: str | None = None,
    talents: "Given | None" = None,
    home: Path | None = None,
) -> Verification:
    """Judge each line of a text against a CV. No model, no network: the same input gives the same answer.

    Args:
        source: the CV: a path, bytes, text or a `CV`.
        text: a sentence, a whole tailored CV, or a file that holds one (.md .txt .docx .pdf).
        under: the heading all lines belong to: an employer or title of the CV, or a scope id such as `role-2`. Without
            it, the headings in the text decide; lines without any are judged against the whole CV.
        talents: facts that the owner adds to the CV.
        home: the folder with the owner's own additions to the lexicons.

    Raises:
        UserError: an input can't be read; one sentence says why.
    """
    from services.documents.reader import read_cv, read_text
    from services.grounding.verify import verify as judge

    cv = source if isinstance(source, CV) else read_cv(source).cv
    if talents is not None:
        added = (Text(text=line.text, origin=line.origin) for line in read_text(talents).lines if not line.heading)
        cv = cv.model_copy(update={"talents": (*cv.talents, *added)})
    judged = judge(cv, _text_of(text), under, home)
    return Verification(lines=tuple(_line(line) for line in judged))


def _text_of(text: "Given") -> str:
    from services.documents.reader import read_text
    from services.documents.sources import as_path

    if isinstance(text, str) and as_path(text) is None:
        return text
    return read_text(text).text


def _line(line: JudgedLine) -> VerifiedLine:
    verdict = line.verdict
    return VerifiedLine(
        text=line.text, under=line.under, grounded=verdict.grounded, reasons=verdict.reasons, facts=verdict.facts
    )
