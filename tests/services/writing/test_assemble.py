"""Reviewed items become the document, and every line of it is accounted for."""

from models.facts import facts_of
from models.item import Item, Line
from services.writing.assemble import assemble, provenance_of
from services.writing.brief import Brief
from services.writing.extractive import extract
from services.writing.plan import plan_items


def written(brief: Brief) -> dict[str, Item]:
    """Return every item as the extractive writer drafts it."""
    planned = plan_items(brief.cv, tuple(brief.facts.values()), brief.analysis.ranking)
    return {item.id: extract(item, brief) for item in planned}


def test_identity_fields_are_copied(brief: Brief) -> None:
    """Titles, employers and dates are printed from the CV, whatever the items say."""
    document = assemble(brief.cv, written(brief), brief.job)
    assert [(role.title, role.employer, role.dates) for role in document.roles] == [
        (role.title, role.employer, role.dates) for role in brief.cv.roles
    ]


def test_prose_stays_prose(brief: Brief) -> None:
    """A line that rests on the role's prose is printed as prose, the others as bullets."""
    items = written(brief) | {
        "role-1": written(brief)["role-1"].model_copy(
            update={"lines": (Line(text="A bakery with nine staff.", facts=("role-1/line-1",)),)}
        )
    }
    role = assemble(brief.cv, items, brief.job).roles[0]
    assert [text.text for text in role.description] == ["A bakery with nine staff."]
    assert role.bullets == ()


def test_a_skipped_item_keeps_the_owners_lines(brief: Brief) -> None:
    """Skip means: leave it as my CV has it."""
    skipped = written(brief)["role-1"].model_copy(update={"status": "skipped"})
    assert assemble(brief.cv, {"role-1": skipped}, brief.job).roles[0] == brief.cv.roles[0]


def test_skills_that_are_asked_for_come_first(brief: Brief) -> None:
    """They are reordered, and none is added or lost."""
    assert assemble(brief.cv, {}, brief.job).skills[0].skills == ("Excel", "HACCP", "Sourdough")


def test_every_line_has_provenance(brief: Brief) -> None:
    """Each printed fact stands in the provenance with the facts of the source it comes from."""
    items = written(brief)
    document = assemble(brief.cv, items, brief.job)
    entries = provenance_of(document, brief.cv, items)
    texts = " ".join(entry.text for entry in entries)
    assert all(fact.text in texts for fact in facts_of(document))
    assert all(set(entry.facts) <= set(brief.facts) and entry.facts for entry in entries)


def test_the_transformation_is_named(brief: Brief) -> None:
    """A reader of the report can tell a verbatim line from a rewritten and a computed one."""
    item = written(brief)["role-2"].model_copy(
        update={"lines": (Line(text="Baked sourdough.", facts=("role-2/line-1",)),), "status": "accepted"}
    )
    items = written(brief) | {"role-2": item}
    entries = provenance_of(assemble(brief.cv, items, brief.job), brief.cv, items)
    by_text = {entry.text: (entry.transformation, entry.decision) for entry in entries}
    assert by_text["Baked sourdough."] == ("rewritten", "accepted")
    assert by_text["Planned shifts for nine bakers in Excel."] == ("verbatim", "automatic")
    assert by_text["Head baker with 10 years of experience."] == ("computed", "automatic")
