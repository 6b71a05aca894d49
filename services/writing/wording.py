"""Use wording that the owner likes: other words for the same facts, in place of the lines of the CV.

It comes from an enhanced profile, and from what the owner accepted in earlier sessions, which comes first.
"""

from collections.abc import Sequence

from models.item import Item, Line
from services.jobs.skills import skills_in
from services.profiles.sections import Wording, wording_of
from services.writing.brief import Brief


def wording_for(item: Item, brief: Brief, *, near: bool = False) -> Wording:
    """Return the wording the owner likes for the facts of an item; `near` adds what was said of similar facts."""
    facts = set(item.facts)
    recalled = (line for line in brief.recalled if line.fact in facts and (line.same or near))
    profile = wording_of(brief.cv, item.id)
    return profile.model_copy(update={"lines": (*((line.text, (line.fact,)) for line in recalled), *profile.lines)})


def reworded(lines: Sequence[Line], wording: Wording, section: str) -> tuple[Line, ...]:
    """Return the lines with each enhanced line in place of the lines whose facts it states.

    An enhanced line is used when all the section's facts behind it were selected, and when it names every skill that
    the lines it replaces name: better wording must not hide what a job asks for. It is judged like any draft.
    """
    selected = {fact for line in lines for fact in line.facts}
    instead: dict[str, Line] = {}
    for text, facts in wording.lines:
        own = [fact for fact in facts if fact.startswith(f"{section}/line-")]
        replaced = [line for line in lines if set(line.facts) & set(own)]
        named = {skill for line in replaced for skill in skills_in(line.text)}
        if own and selected.issuperset(own) and named.issubset(skills_in(text)):
            instead.update(dict.fromkeys((fact for fact in own if fact not in instead), Line(text=text, facts=facts)))
    found = (next((instead[fact] for fact in line.facts if fact in instead), line) for line in lines)
    return tuple(dict.fromkeys(found))
