"""What was understood of a CV, shown to its owner before a run where the reading is not sure of itself."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from aicvgen.console import asides, is_interactive, plain
from aicvgen.failures import say
from models.errors import UserError

if TYPE_CHECKING:
    from models.cv import CV
    from models.document import Reading

Ask = Callable[[str], str]


def confirm(cv: Path, *, yes: bool, may_ask: bool, ask: Ask | None = None) -> None:
    """Read the CV; where a section is in doubt, show what was understood and ask whether to go on.

    With `yes`, or where nobody can be asked, one line on stderr says so; the report will say it too.

    Raises:
        UserError: the CV can't be read, or its owner does not want to go on.
    """
    from agents import cv_analyzer
    from services.documents.sources import Stored, load
    from sessions.portal import run

    reading = run(cv_analyzer.read(Stored(load(cv)[0], cv.name)))
    if not (unsure := cv_analyzer.unsure(reading)):
        return
    if yes or not (may_ask and is_interactive()):
        say(plain(cv_analyzer.doubts(reading)[0].text))
        return
    for line in understanding(reading, unsure):
        asides().print(plain(line), soft_wrap=True)
    if not _agreed(ask or _typed):
        raise UserError(
            f"Nothing was started. `aicvgen check {cv}` tells what is hard to read; Markdown and JSON Resume are easy."
        )


def understanding(reading: "Reading", unsure: tuple[str, ...]) -> list[str]:
    """Return what was understood, line by line: the name, each role, the other sections, and what is in doubt."""
    cv = reading.cv
    lines = ["This CV was hard to read. What was understood:", "", f"Name: {cv.basics.name or 'none found'}", "Roles:"]
    lines += _roles(cv) or ["  none found"]
    lines += [f"{name}: {said}" for name, said in _sections(cv) if said]
    lines += [
        f"Kept as it is: {section.heading or 'no heading'} ({_count(len(section.lines))})" for section in cv.other
    ]
    doubts = (f"{section or 'above the first heading'} ({reading.confidence[section]:.0%} sure)" for section in unsure)
    return [*lines, "", f"In doubt: {', '.join(doubts)}"]


def _roles(cv: "CV") -> list[str]:
    return [
        f"  {role.title or 'no title'}, {role.employer or 'no employer'}, "
        f"{role.dates.text if role.dates else 'no dates'} ({_count(len(role.lines))})"
        for role in cv.roles
    ]


def _sections(cv: "CV") -> list[tuple[str, str]]:
    studies = [" at ".join(part for part in (study.degree, study.institution) if part) for study in cv.education]
    return [
        ("Summary", _count(len(cv.summary)) if cv.summary else ""),
        ("Projects", ", ".join(project.name or "no name" for project in cv.projects)),
        ("Education", "; ".join(study or "nothing understood" for study in studies)),
        ("Certifications", ", ".join(certificate.name for certificate in cv.certifications)),
        ("Skills", ", ".join(skill for group in cv.skills for skill in group.skills)),
        ("Languages", ", ".join(language.name for language in cv.languages)),
    ]


def _count(lines: int) -> str:
    return f"{lines} line{'' if lines == 1 else 's'}"


def _agreed(ask: Ask) -> bool:
    try:
        while (said := ask("Go on with this? [y]es  [n]o > ").strip().lower()[:1]) not in ("y", "n"):
            pass
    except EOFError:  # the terminal is gone
        return False
    return said == "y"


def _typed(question: str) -> str:
    return asides().input(question, markup=False)
