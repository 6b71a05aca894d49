"""The writer that needs no model: it selects, orders and trims the owner's own lines, and rewrites nothing."""

import re
from collections.abc import Mapping, Sequence

from models.base import LeftOut
from models.cv import Project, Role
from models.facts import Fact
from models.item import Item, Line
from services.jobs.skills import skills_in
from services.writing.brief import Brief
from services.writing.experience import experience_lines
from services.writing.plan import QUALIFICATIONS, SUMMARY, belongs
from services.writing.wording import reworded, wording_for

WRITER = "extractive"
MAX_QUALIFICATIONS = 10
MAX_QUALIFICATION_LENGTH = 30
MAX_LINES = {"role": 6, "project": 4}
MAX_SUMMARY_SENTENCES = 5

# Two characters before the full stop: "B.S. Computer Science" is no sentence and a half.
_SENTENCE_END = re.compile(r"(?<=[\w)%”\"]{2}[.!?])\s+(?=[^\Wa-z])")

Selection = tuple[tuple[Line, ...], tuple[LeftOut, ...]]


def extract(item: Item, brief: Brief) -> Item:
    """Return the item with lines taken from its own facts, and what was left out of it."""
    if item.id == QUALIFICATIONS:
        lines, left_out = _qualifications(item, brief)
    elif item.id == SUMMARY:
        lines, left_out = _summary(brief)
    else:
        lines, left_out = _entry(item, brief)
    lines = reworded(lines, wording_for(item, brief), item.id)
    return item.model_copy(update={"lines": lines, "left_out": left_out, "writer": WRITER, "status": "drafted"})


def completed(item: Item, brief: Brief) -> Item:
    """Return a model's draft with the owner's lines that it needs and did not take up; the others are named.

    A requirement that the owner's line shows must not vanish because a model passed the line over. When the reviewer
    asked for this draft, their word decides.
    """
    kinds = {"role": ("line", "talent"), "project": ("line", "talent"), "summary": ("summary",)}.get(item.kind, ())
    cited = {fact for line in item.lines for fact in line.facts}
    passed = [fact for fact in (brief.facts[i] for i in item.facts) if fact.kind in kinds and fact.id not in cited]
    needed = set() if item.attempt or not item.scope else _needed(passed, brief) - _served(cited, brief)
    left = tuple(
        LeftOut(text=fact.text, reason="not taken up by the writer", origin=fact.origin)
        for fact in passed
        if fact.id not in needed
    )
    added = tuple(_line(fact) for fact in passed if fact.id in needed)
    return item.model_copy(update={"lines": item.lines + added, "left_out": (*item.left_out, *left)})


def _served(cited: set[str], brief: Brief) -> set[str]:
    """Return the facts that support only requirements which a cited fact supports as well."""
    open_needs = [pairs for pairs in brief.analysis.supports.values() if not any(fact in cited for fact, _ in pairs)]
    return set(brief.facts) - {fact for pairs in open_needs for fact, _ in pairs}


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, each as it stands there."""
    return _SENTENCE_END.split(text)


def _entry(item: Item, brief: Brief) -> Selection:
    """Keep every line a requirement needs, then the most relevant ones; prose stays before bullets when printed."""
    own = [brief.facts[fact_id] for fact_id in item.facts if brief.facts[fact_id].kind in ("line", "talent")]
    needed = _needed(own, brief) | _wanted(own, item.feedback)
    own.sort(key=lambda fact: fact.id not in needed)  # stable: relevance decides within both halves
    keep = max(MAX_LINES[item.kind], len(needed))
    left = tuple(
        LeftOut(text=fact.text, reason="less relevant to this job than the lines kept", origin=fact.origin)
        for fact in own[keep:]
    )
    return tuple(_line(fact) for fact in own[:keep]), left


def _line(fact: Fact, text: str = "") -> Line:
    return Line(text=text or fact.text, facts=(fact.id,))


def _needed(own: Sequence[Fact], brief: Brief) -> set[str]:
    """Return the strongest fact of `own` for each requirement that any of them supports."""
    ids = {fact.id for fact in own}
    strongest = (next((fact for fact, _ in pairs if fact in ids), "") for pairs in brief.analysis.supports.values())
    return {fact for fact in strongest if fact}


def _wanted(own: Sequence[Fact], feedback: str) -> set[str]:
    """Return the facts that share a longer word with the reviewer's feedback."""
    words = {word for word in re.findall(r"\w+", feedback.casefold()) if len(word) > 3}
    return {fact.id for fact in own if words & set(re.findall(r"\w+", fact.text.casefold()))}


def _qualifications(item: Item, brief: Brief) -> Selection:
    """Name what the owner has and the ad asks for; fill up with the most relevant of the rest.

    A qualification of the owner's own that is longer than a phrase is named as left out; the summary takes it up when
    nothing else shows what it shows.
    """
    supporting = {fact for pairs in brief.analysis.supports.values() for fact, _ in pairs}
    asked = {skill.casefold() for skill in brief.job.skills}
    serving: dict[str, Line] = {}
    rest: dict[str, Line] = {}
    for fact in (brief.facts[fact_id] for fact_id in item.facts):
        sentence = fact.kind in ("line", "talent")
        for phrase in skills_in(fact.text) if sentence else (fact.text.strip(" ."),):
            if len(phrase) <= MAX_QUALIFICATION_LENGTH and phrase in fact.text:
                serves = phrase.casefold() in asked or (not sentence and fact.id in supporting)
                if serves or not sentence:
                    (serving if serves else rest).setdefault(phrase.casefold(), _line(fact, phrase))
    chosen = _distinct(serving | {key: line for key, line in rest.items() if key not in serving})
    left = tuple(
        LeftOut(text=text, reason=f"key qualifications are at most {MAX_QUALIFICATIONS} short phrases")
        for text in item.before
        if text.strip(" .") not in {line.text for line in chosen}
    )
    return chosen, left


def _distinct(phrases: Mapping[str, Line]) -> tuple[Line, ...]:
    """Return the first lines, without those whose words all stand in another one ("EV" beside "EV charging")."""
    words = {key: set(key.split()) for key in phrases}
    within = {key for key in words for other in words if key != other and words[key] < words[other]}
    return tuple(line for key, line in phrases.items() if key not in within)[:MAX_QUALIFICATIONS]


def _summary(brief: Brief) -> Selection:
    """Keep the owner's own summary; where there is none, state title, years and the skills the ad asks for."""
    own = [fact for fact in brief.facts.values() if fact.kind == "summary"]
    added = tuple(_line(fact) for fact in _without_a_place(brief))
    if not own:
        return experience_lines(brief) + added, ()
    own_sentences = [(fact, sentence) for fact in own for sentence in sentences(fact.text)]
    place = {fact_id: number for number, fact_id in enumerate(brief.analysis.ranking)}
    kept = sorted(range(len(own_sentences)), key=lambda number: place.get(own_sentences[number][0].id, len(place)))
    shown = set(kept[:MAX_SUMMARY_SENTENCES])
    lines = tuple(_line(fact, sentence) for number, (fact, sentence) in enumerate(own_sentences) if number in shown)
    reason = f"the summary keeps {MAX_SUMMARY_SENTENCES} sentences, the most relevant ones"
    left = tuple(
        LeftOut(text=sentence, reason=reason, origin=fact.origin)
        for number, (fact, sentence) in enumerate(own_sentences)
        if number not in shown
    )
    return lines + added, left


def _without_a_place(brief: Brief) -> list[Fact]:
    """Return the facts without which a requirement could not be shown, and that no other section prints."""
    entries: tuple[Role | Project, ...] = (*brief.cv.roles, *brief.cv.projects)
    homeless = {
        fact.id
        for fact in brief.facts.values()
        if (fact.asserted and not any(belongs(fact, entry) for entry in entries))
        or (fact.kind == "qualification" and len(fact.text) > MAX_QUALIFICATION_LENGTH)
    }
    supports = [[fact for fact, _ in pairs] for pairs in brief.analysis.supports.values() if pairs]
    return [brief.facts[fact] for fact in dict.fromkeys(facts[0] for facts in supports if homeless.issuperset(facts))]
