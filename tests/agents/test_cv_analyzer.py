"""CVAnalyzer: a CV that was understood badly may be grouped by a model, by line numbers only."""

import json

from agents.cv_analyzer import UNSURE, read, regrouped
from services.toolbox import Caller, Toolbox
from tests.agents.conftest import Connect
from tests.groq_server.replies import by_schema

PROSE = """# Ida Korn
ida@example.org

## Experience
I baked 400 loaves a day at a bakery in Leeds.
Baker at Crumb
I trained two apprentices there.

## Education
Leeds College, baking diploma, 2018
"""
CLEAR = "# Ida Korn\nida@example.org\n\n## Experience\n### Baker\nCrumb | 2019 - 2023\n- Baked 400 loaves a day.\n"
ANSWER = {
    "groups": [
        {"kind": "contact", "heading": 0, "lines": [1, 2], "entries": []},
        {"kind": "experience", "heading": 3, "lines": [5, 4, 6], "entries": [5]},
        {"kind": "education", "heading": 7, "lines": [8, 99], "entries": [8]},
    ]
}


async def test_a_clear_cv_is_not_sent_to_a_model(connect: Connect) -> None:
    """What was understood costs nothing."""
    toolbox, server = connect(by_schema({"Grouping": json.dumps(ANSWER)}))
    reading, usage = await regrouped(await read(CLEAR), CLEAR, toolbox, Caller())
    assert (reading.cv.roles[0].title, usage.calls, len(server.log)) == ("Baker", 0, 0)


async def test_a_model_groups_lines_and_writes_none(connect: Connect) -> None:
    """Every word of the grouped CV is the owner's, and a number that names no line is passed over."""
    toolbox, server = connect(by_schema({"Grouping": json.dumps(ANSWER)}))
    before = await read(PROSE)
    assert min(before.confidence.values()) < UNSURE
    reading, usage = await regrouped(before, PROSE, toolbox, Caller())
    assert (usage.calls, len(server.log)) == (1, 1)
    assert [(role.title, role.employer) for role in reading.cv.roles] == [("Baker", "Crumb")]
    assert all(line.text in PROSE for role in reading.cv.roles for line in role.lines)


async def test_without_a_model_the_reading_stands() -> None:
    """Nothing is asked and nothing is lost."""
    before = await read(PROSE)
    reading, usage = await regrouped(before, PROSE, Toolbox(), Caller())
    assert (reading, usage.calls) == (before, 0)
