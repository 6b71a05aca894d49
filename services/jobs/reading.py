"""Apply a model's reading of an ad: it answers with line numbers, so every word of the job stays the ad's own."""

from collections.abc import Iterator, Sequence

from models.base import Text
from models.document import Document, LayoutLine
from models.draft import AdReading
from models.job import Job, Level
from services.jobs.requirements import number, split
from services.jobs.skills import skills_in
from services.jobs.wording import NEVER_ASKED_FOR
from services.jobs.words import tokens


def numbered(document: Document) -> str:
    """Return the ad with a number before each line, as the prompt shows it."""
    return "\n".join(f"{index}: {line.text}" for index, line in enumerate(document.lines, 1))


def with_reading(job: Job, document: Document, reading: AdReading) -> Job:
    """Return the job with requirements and responsibilities from the lines that the model named.

    Lines that were recognised as benefits, legal text or an instruction stay what they are. A reading that names no
    requirement at all changes nothing.
    """
    barred = {left.text for left in job.left_out if left.reason in NEVER_ASKED_FOR}
    barred |= {notice.text for notice in job.notices}
    must = _lines(document, reading.must, barred)
    nice = [line for line in _lines(document, reading.nice, barred) if line not in must]
    if not must and not nice:
        return job
    requirements = tuple(number([*_wanted(must, "must"), *_wanted(nice, "nice")]))
    duties = [line for line in _lines(document, reading.responsibilities, barred) if line not in must + nice]
    titles, employers = (_lines(document, [line], barred) for line in (reading.title_line, reading.employer_line))
    skills = [skill for need in requirements for skill in need.skills]
    return job.model_copy(
        update={
            "title": job.title or (titles[0].text if titles else ""),
            "employer": job.employer or (employers[0].text if employers else ""),
            "requirements": requirements,
            "responsibilities": tuple(Text(text=line.text, origin=line.origin) for line in duties)
            or job.responsibilities,
            "skills": tuple(dict.fromkeys([*skills, *(skill for line in duties for skill in skills_in(line.text))])),
        }
    )


def _lines(document: Document, numbers: Sequence[int], barred: set[str]) -> list[LayoutLine]:
    """Return the lines with these numbers; a number that names no line is passed over."""
    chosen = sorted({index for index in numbers if 1 <= index <= len(document.lines)})
    lines = [document.lines[index - 1] for index in chosen]
    return [line for line in lines if not any(line.text in text or text in line.text for text in barred if text)]


def _wanted(lines: Sequence[LayoutLine], level: Level) -> Iterator[tuple[str, Level]]:
    for line in lines:
        yield from ((piece, level) for piece in split(line.text) if tokens(piece))
