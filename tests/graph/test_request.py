"""The question of a review interrupt, as LangGraph's clients need it."""

import json

from graph.request import escape, request_for
from models.facts import Fact
from models.item import Item, Line
from models.job import Job, Requirement

ITEM = Item(
    id="role-1",
    kind="role",
    title="Role 1 of 2: Baker, Mill & Oven",
    scope="role-1",
    before=("Baked 400 loaves a day.", "Swept."),
    requirements=("req-1",),
    lines=(Line(text="Baked 400 loaves a day.", facts=("role-1/line-1",)),),
    status="drafted",
    writer="extractive",
)
FACTS = {"role-1/line-1": Fact(id="role-1/line-1", kind="line", text="Baked 400 loaves a day.", scope="role-1")}
JOB = Job(requirements=(Requirement(id="req-1", text="Bakes <b>bread</b>"),))


def test_the_request_is_plain_json_with_one_editable_text() -> None:
    """Every argument becomes an editable box, so `text` is the only one; both clients find it under their key."""
    request = json.loads(json.dumps(request_for([ITEM], FACTS, JOB)))
    (action,) = request["action_requests"]
    assert action["args"] == action["arguments"] == {"text": "Baked 400 loaves a day."}
    assert request["review_configs"][0]["action_name"] == action["name"] == "Review role 1 of 2: Baker, Mill & Oven"


def test_the_description_shows_diff_facts_and_requirements() -> None:
    """A reviewer sees what changed, what it rests on and what it is for, without opening anything else."""
    description = request_for([ITEM], FACTS, JOB)["action_requests"][0]["description"]
    assert "- Swept." in description
    assert "role-1/line-1: Baked 400 loaves a day." in description
    assert "Bakes &lt;b&gt;" in description


def test_diff_lines_are_wrapped() -> None:
    """Clients do not wrap code blocks, so the diff is wrapped for them."""
    long = ITEM.model_copy(update={"lines": (Line(text="word " * 60),)})
    description = request_for([long], FACTS, JOB)["action_requests"][0]["description"]
    diff = description.split("```")[1]
    assert max(len(line) for line in diff.splitlines()) <= 68


def test_text_of_a_cv_is_never_markup() -> None:
    """Clients render HTML and fetch images, so neither may come out of a CV."""
    assert escape("![x](http://e.example/p.png)<img src=x>") == r"\!\[x\](http://e.example/p.png)&lt;img src=x&gt;"
