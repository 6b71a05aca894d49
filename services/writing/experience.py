"""State what can be computed from a CV: the latest title, and the years worked."""

from datetime import date

from models.cv import CV, Role
from models.facts import Fact, facts_of
from models.item import Line
from services.writing.brief import Brief

MAX_SKILLS = 5

_WORDING = {
    "en": ("{title} with {years} years of experience.", "Skills: {skills}."),
    "de": ("{title} mit {years} Jahren Erfahrung.", "Kenntnisse: {skills}."),
    "fr": ("{title} avec {years} ans d'expérience.", "Compétences : {skills}."),
    "es": ("{title} con {years} años de experiencia.", "Competencias: {skills}."),
    "pl": ("{title}, {years} lat doświadczenia.", "Umiejętności: {skills}."),
}


def months_worked(roles: tuple[Role, ...], today: date) -> int:
    """Return the months covered by the roles' dates, overlapping months counted once."""
    covered: set[int] = set()
    for role in roles:
        if role.dates and role.dates.start and (role.dates.end or role.dates.present):
            end = role.dates.end.index() if role.dates.end else today.year * 12 + today.month - 1
            covered.update(range(role.dates.start.index(), end + 1))
    return len(covered)


def latest_role(roles: tuple[Role, ...]) -> Role | None:
    """Return the role that ended last; the first in the CV's own order where dates don't decide."""
    return max((role for role in roles if role.title), key=_end, default=None)


def _end(role: Role) -> int:
    if role.dates is None:
        return 0
    last = role.dates.end or role.dates.start
    return 10**6 if role.dates.present else last.index() if last else 0


def experience_facts(cv: CV, today: date) -> tuple[Fact, ...]:
    """Return the latest title with the computed years as a fact, to hold against requirements such as "3+ years"."""
    latest, years = latest_role(cv.roles), months_worked(cv.roles, today) // 12
    if latest is None or years < 1:
        return ()
    sentence, _ = _WORDING.get(cv.language, _WORDING["en"])
    return (Fact(id="computed/experience", kind="dates", text=sentence.format(title=latest.title, years=years)),)


def experience_lines(brief: Brief) -> tuple[Line, ...]:
    """Return one or two computed lines, each with the facts it is computed from; empty when there are none."""
    cv, facts = brief.cv, facts_of(brief.cv)
    sentence, skill_list = _WORDING.get(cv.language, _WORDING["en"])
    lines: list[Line] = []
    latest, years = latest_role(cv.roles), months_worked(cv.roles, brief.today) // 12
    if latest:
        dated = tuple(fact.id for fact in facts if fact.kind == "dates" and fact.scope.startswith("role-"))
        text = sentence.format(title=latest.title, years=years) if years > 1 else f"{latest.title}."
        lines.append(Line(text=text, facts=(f"{latest.id}/title", *(dated if years > 1 else ()))))
    asked = {skill.casefold() for skill in brief.job.skills}
    skills = [fact for fact in facts if fact.kind == "skill" and not fact.scope]
    wanted = ([fact for fact in skills if fact.text.casefold() in asked] or skills)[:MAX_SKILLS]
    if wanted:
        text = skill_list.format(skills=", ".join(fact.text for fact in wanted))
        lines.append(Line(text=text, facts=tuple(fact.id for fact in wanted)))
    return tuple(lines)
