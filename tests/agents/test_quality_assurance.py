"""QualityAssurance: drafts are judged, sent back at most twice, and then reverted to the owner's words."""

import json
from datetime import date

import pytest

from agents.quality_assurance import MAX_REVISIONS, assure, check
from models.analysis import Analysis
from models.base import Text
from models.cv import CV, Basics, Role, SkillGroup
from models.facts import facts_of
from models.item import Item, Line
from models.job import Job
from services.toolbox import Caller, Toolbox
from services.writing.brief import Brief
from services.writing.plan import plan_items
from tests.agents.conftest import Connect
from tests.groq_server.replies import by_schema

BULLETS = ("Baked 400 loaves a day.", "Trained two apprentices.")


@pytest.fixture
def brief() -> Brief:
    """Return a baker's brief with two roles."""
    roles = (
        Role(id="role-1", title="Baker", employer="Crumb", bullets=tuple(Text(text=line) for line in BULLETS)),
        Role(id="role-2", title="Cook", employer="Kettle House", bullets=(Text(text="Cooked for 90 guests."),)),
    )
    cv = CV(basics=Basics(name="Ida Korn"), roles=roles, skills=(SkillGroup(skills=("Sourdough", "Excel")),))
    analysis = Analysis(supports={}, ranking=tuple(fact.id for fact in facts_of(cv)))
    return Brief(cv=cv, job=Job(title="Baker"), analysis=analysis, tone="", today=date(2026, 1, 1))


def drafted(brief: Brief, item_id: str, *lines: Line, **update: object) -> Item:
    """Return a planned item with a model's draft."""
    planned = {item.id: item for item in plan_items(brief.cv, facts_of(brief.cv), brief.analysis.ranking)}
    return planned[item_id].model_copy(update={"lines": lines, "status": "drafted", "writer": "groq:m", **update})


TRUE = Line(text="Trained two apprentices.", facts=("role-1/line-2",))
INFLATED = Line(text="Baked 4,000 loaves a day.", facts=("role-1/line-1",))


async def test_a_true_draft_passes(brief: Brief) -> None:
    """It keeps its lines and its status, with one verdict a line."""
    (item,) = await check([drafted(brief, "role-1", TRUE)], brief, Toolbox(), Caller())
    assert (item.status, [verdict.grounded for verdict in item.verdicts]) == ("drafted", [True])


async def test_a_refused_draft_goes_back_with_its_reasons(brief: Brief) -> None:
    """The writer reads why, and the count of revisions goes up."""
    (item,) = await check([drafted(brief, "role-1", TRUE, INFLATED)], brief, Toolbox(), Caller())
    assert (item.status, item.checks) == ("pending", 1)
    assert "4,000" in item.verdicts[1].reasons[0].words


async def test_after_the_last_revision_only_the_refused_line_is_reverted(brief: Brief) -> None:
    """The owner's own line stands in its place, marked, and the refused text is named with the reason."""
    (item,) = await check([drafted(brief, "role-1", TRUE, INFLATED, checks=MAX_REVISIONS)], brief, Toolbox(), Caller())
    assert item.status == "reverted"
    assert [(line.text, line.reverted) for line in item.lines] == [
        ("Trained two apprentices.", False),
        ("Baked 400 loaves a day.", True),
    ]
    assert item.left_out[0].text == INFLATED.text


async def test_a_fact_of_another_role_is_refused(brief: Brief) -> None:
    """What was done at the Kettle House is no line of the bakery."""
    line = Line(text="Cooked for 90 guests.", facts=("role-2/line-1",))
    (item,) = await check([drafted(brief, "role-1", line, checks=MAX_REVISIONS)], brief, Toolbox(), Caller())
    assert [left.text for left in item.left_out] == ["Cooked for 90 guests."]
    assert "Cooked for 90 guests." not in [line.text for line in item.lines]


async def test_an_item_of_lies_alone_ends_with_the_owners_lines(brief: Brief) -> None:
    """No item ends empty: what can't be reverted line by line is extracted anew."""
    lie = Line(text="Ran the whole company.", facts=())
    (item,) = await check([drafted(brief, "role-1", lie, checks=MAX_REVISIONS)], brief, Toolbox(), Caller())
    assert {line.text for line in item.lines} == set(BULLETS)


async def test_key_qualifications_are_short_and_few(brief: Brief) -> None:
    """A phrase of 31 characters is refused for its length, whatever it says."""
    long = Line(text="Sourdough, Excel and Sourdough!", facts=("skill-1",))
    (item,) = await check([drafted(brief, "key-qualifications", long)], brief, Toolbox(), Caller())
    assert "length" in [reason.rule for reason in item.verdicts[0].reasons]


async def test_lines_that_came_in_by_another_way_are_judged_too(brief: Brief) -> None:
    """A state that was edited from outside does not reach the document unjudged."""
    smuggled = drafted(brief, "role-1", INFLATED, status="accepted")
    items, notices = await assure({"role-1": smuggled}, brief, Toolbox())
    assert [line.text for line in items["role-1"].lines] == ["Baked 400 loaves a day."]
    assert notices[0].kind == "reverted"


async def test_what_the_owner_asserts_stays(brief: Brief) -> None:
    """The owner is the authority: a confirmed edit is not reverted."""
    asserted = INFLATED.model_copy(update={"asserted": True})
    items, notices = await assure({"role-1": drafted(brief, "role-1", asserted, status="edited")}, brief, Toolbox())
    assert (items["role-1"].lines[0].text, notices) == (INFLATED.text, ())


async def test_an_objector_can_refuse_and_never_clear(brief: Brief, connect: Connect) -> None:
    """A second model objects to the first line, and has nothing against the second, which the gate refuses."""
    answer = {"objections": [{"line": 1, "words": "two", "why": "It says who trained whom the wrong way round."}]}
    toolbox, server = connect(by_schema({"Objections": json.dumps(answer)}), objector=True)
    (item,) = await check([drafted(brief, "role-1", TRUE, INFLATED)], brief, toolbox, Caller())
    assert len(server.log) == 1
    assert [verdict.grounded for verdict in item.verdicts] == [False, False]
    assert item.verdicts[0].reasons[0].rule == "objection"
