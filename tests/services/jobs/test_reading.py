"""A model's reading of an ad names line numbers, and can never make a benefit or a command a requirement."""

from collections.abc import Callable

from models.document import Document
from models.draft import AdReading
from models.job import Job
from services.jobs.reading import with_reading

AD = """Beekeeper
Somebody who hums while working
Experience with hives

What we offer
Honey in unlimited amounts
"""


def test_a_model_may_rescue_what_was_not_understood(
    read: Callable[[str], Job], document: Callable[[str], Document]
) -> None:
    """A line that the rules left out as unclear may become a requirement; a benefit stays one."""
    reading = AdReading(title_line=1, employer_line=0, must=[2, 3, 5], nice=[], responsibilities=[])
    job = with_reading(read(AD), document(AD), reading)
    assert [need.text for need in job.requirements] == ["Somebody who hums while working", "Experience with hives"]
