"""Research: what the ads ask for, with and without a model."""

import json

from agents.research import Ads, research
from services.toolbox import Caller, Toolbox
from tests.agents.conftest import Connect
from tests.groq_server.replies import by_schema

AD = """# Bakery lead

Mill & Oven, Leeds

## You have
- Three years of experience in a bakery
- HACCP certificate

## Nice to have
- Forklift licence

## We offer
- Free bread
"""


async def test_an_ad_is_read_without_a_model() -> None:
    """Requirements by their headings; what is offered is none of them."""
    job, usage = await research(Ads(AD), Toolbox(), Caller())
    assert [(need.text, need.level) for need in job.requirements] == [
        ("Three years of experience in a bakery", "must"),
        ("HACCP certificate", "must"),
        ("Forklift licence", "nice"),
    ]
    assert (usage.calls, [left.text for left in job.left_out if "bread" in left.text]) == (0, ["Free bread"])


async def test_what_recurs_in_similar_ads_weighs_more() -> None:
    """A wish that every other ad has is worth more than one that stands here alone."""
    other = "# Baker\n\n## You have\n- Forklift licence for the flour store\n- A calm hand and a good eye\n"
    alone, _ = await research(Ads(AD), Toolbox(), Caller())
    among, _ = await research(Ads(AD, similar=(other,)), Toolbox(), Caller())
    weights = [next(need.weight for need in job.requirements if "Forklift" in need.text) for job in (alone, among)]
    assert weights[1] > weights[0]


async def test_a_model_sorts_lines_and_writes_none(connect: Connect) -> None:
    """It answers with numbers, so each requirement is a line of the ad, and benefits stay benefits."""
    answer = {"title_line": 1, "employer_line": 2, "must": [3, 99], "nice": [6], "responsibilities": []}
    toolbox, server = connect(by_schema({"AdReading": json.dumps(answer)}))
    job, usage = await research(Ads(AD), toolbox, Caller())
    assert (usage.calls, len(server.log)) == (1, 1)
    assert all(need.text in AD for need in job.requirements)
    assert not any("bread" in need.text for need in job.requirements)


async def test_a_model_that_names_nothing_changes_nothing(connect: Connect) -> None:
    """An empty reading must not empty the job."""
    answer = {"title_line": 0, "employer_line": 0, "must": [], "nice": [], "responsibilities": []}
    toolbox, _ = connect(by_schema({"AdReading": json.dumps(answer)}))
    job, _ = await research(Ads(AD), toolbox, Caller())
    assert len(job.requirements) == 3
