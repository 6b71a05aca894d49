"""Job ads are read into requirements, responsibilities and what is neither."""

import pytest

from models.base import Origin
from models.document import Document, LayoutLine
from models.errors import UserError
from models.job import Job
from services.jobs.ad import parse_job

AD = """# Community Nurse (m/f/d)

Company: Larkfield Care Trust
Location: Ambleford

## Your tasks
- Visit patients at home and dress wounds
- Keep the electronic record

## What you bring
- Registered nurse with at least 3 years of experience in community care
- Driving licence
- Experience with EMIS Web is a plus

## Nice to have
- Spoken Polish

## What we offer
- 30 days of paid leave

We are an equal opportunity employer.
"""


def read(text: str) -> Job:
    """Read an ad that is given as text."""
    lines = tuple(
        LayoutLine(text=line, origin=Origin(line=number)) for number, line in enumerate(text.splitlines(), 1) if line
    )
    return parse_job(Document(kind="txt", lines=lines))


def test_sections_are_sorted() -> None:
    """Requirements have the level of their heading or their own wording; benefits and legal text are left out."""
    job = read(AD)
    assert (job.title, job.employer, job.place) == ("Community Nurse", "Larkfield Care Trust", "Ambleford")
    assert [(need.level, need.text[:16]) for need in job.requirements] == [
        ("must", "Registered nurse"),
        ("must", "Driving licence"),
        ("nice", "Experience with "),
        ("nice", "Spoken Polish"),
    ]
    assert len(job.responsibilities) == 2
    reasons = {row.text: row.reason for row in job.left_out}
    assert reasons["30 days of paid leave"] == "benefit"
    assert reasons["We are an equal opportunity employer."] == "benefit"


def test_three_words_are_no_ad() -> None:
    """An ad of three words is refused in one sentence."""
    with pytest.raises(UserError, match="only 3 words"):
        read("Nurse wanted now")
