"""ContentWriter with a model behind real sockets, and without one."""

import json
from datetime import date

import pytest
from pytest import MonkeyPatch

from agents.content_writer import write
from models.analysis import Analysis
from models.base import Text
from models.cv import CV, Basics, Role, SkillGroup
from models.facts import facts_of
from models.item import Item
from models.job import Job, Requirement
from services.toolbox import Caller, Toolbox
from services.writing.brief import Brief
from services.writing.plan import plan_items
from tests.agents.conftest import Connect
from tests.groq_server.replies import by_schema
from tests.writers.scripted import writer

BULLETS = ("Baked 400 loaves a day.", "Trained two apprentices.", "Ordered flour from the mill.")


@pytest.fixture
def brief() -> Brief:
    """Return a baker's brief."""
    role = Role(id="role-1", title="Baker", employer="Crumb", bullets=tuple(Text(text=line) for line in BULLETS))
    cv = CV(basics=Basics(name="Ida Korn"), roles=(role,), skills=(SkillGroup(skills=("Sourdough",)),))
    job = Job(title="Bakery lead", requirements=(Requirement(id="req-1", text="Training apprentices"),))
    analysis = Analysis(supports={"req-1": (("role-1/line-2", 0.9),)}, ranking=tuple(fact.id for fact in facts_of(cv)))
    return Brief(cv=cv, job=job, analysis=analysis, tone="", today=date(2026, 1, 1))


def planned(brief: Brief) -> list[Item]:
    """Return the items to write."""
    return list(plan_items(brief.cv, facts_of(brief.cv), brief.analysis.ranking))


async def test_several_items_are_one_call(brief: Brief, connect: Connect) -> None:
    """All items of a group come back from a single request, each with lines that cite its own facts."""
    toolbox, server = connect(writer())
    drafts, usage = await write(planned(brief), brief, toolbox, Caller())
    assert len(server.log) == usage.calls == 1
    assert [line.text for line in drafts[1].lines] == list(BULLETS)
    assert {line.facts[0] for line in drafts[1].lines} == {f"role-1/line-{number}" for number in (1, 2, 3)}
    assert drafts[1].writer.startswith("groq:")


async def test_what_the_model_leaves_out_is_extracted(brief: Brief, connect: Connect) -> None:
    """An item that is missing from the answer is written from the owner's lines, and says so."""
    toolbox, _ = connect(by_schema({"Draft": '{"items": []}'}))
    drafts, _ = await write(planned(brief), brief, toolbox, Caller())
    assert {item.writer for item in drafts} == {"extractive"}
    assert all(item.lines for item in drafts)


async def test_a_model_that_answers_nonsense_is_replaced(brief: Brief, connect: Connect) -> None:
    """The extractive writer takes over, and the listener hears of it."""
    toolbox, _ = connect(lambda _: "no JSON at all")
    heard: list[str] = []
    drafts, _ = await write(planned(brief), brief, toolbox, Caller(on_event=lambda event: heard.append(event.kind)))
    assert {item.writer for item in drafts} == {"extractive"}
    assert "fallback" in heard


async def test_without_a_key_nothing_is_sent(brief: Brief, connect: Connect) -> None:
    """No model, no request, and still every item has its lines."""
    _, server = connect(writer())
    drafts, usage = await write(planned(brief), brief, Toolbox(), Caller())
    assert (len(server.log), usage.calls) == (0, 0)
    assert all(item.lines for item in drafts)


async def test_a_line_that_a_requirement_needs_is_not_passed_over(brief: Brief, connect: Connect) -> None:
    """The model wrote about loaves alone; the line that shows the requirement stays, the other is named."""
    answer = {"items": [{"item": "role-1", "lines": [{"text": BULLETS[0], "facts": ["role-1/line-1"]}]}]}
    toolbox, _ = connect(by_schema({"Draft": json.dumps(answer)}))
    drafts, _ = await write([planned(brief)[1]], brief, toolbox, Caller())
    assert [line.text for line in drafts[0].lines] == [BULLETS[0], BULLETS[1]]
    assert [left.text for left in drafts[0].left_out] == [BULLETS[2]]


async def test_a_group_that_does_not_fit_is_split(brief: Brief, connect: Connect, monkeypatch: MonkeyPatch) -> None:
    """Where a call of all items is larger than the limits, halves of it are sent instead."""
    toolbox, server = connect(writer())
    assert toolbox.llm is not None
    monkeypatch.setattr(toolbox.llm, "fits", lambda prompt, inputs: inputs["items"].count("item ") < 2)
    drafts, usage = await write(planned(brief), brief, toolbox, Caller())
    assert len(server.log) == usage.calls == len(drafts) == 3
