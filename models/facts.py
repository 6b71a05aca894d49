"""Facts: the atomic statements of a CV, each with a stable id and the scope it belongs to."""

from collections.abc import Iterable, Iterator
from typing import Literal

from models.base import Model, Origin, Text
from models.cv import CV, Certification, Education, Entry, Project, Role
from models.dates import DateRange

FactKind = Literal[
    "name", "contact", "headline", "summary", "qualification", "title", "employer", "place", "dates", "line",
    "project", "degree", "field", "institution", "grade", "certification", "label", "skill", "language", "other",
    "talent",
]  # fmt: skip


class Fact(Model):
    """One statement the owner made. `scope` is the id of its role, project or education, or "" for the whole CV."""

    id: str
    kind: FactKind
    text: str
    scope: str = ""
    origin: Origin | None = None

    @property
    def asserted(self) -> bool:
        """Tell whether the owner added it beside the document (talents)."""
        return self.kind == "talent"


def facts_of(cv: CV) -> tuple[Fact, ...]:
    """Return every fact of the CV in reading order; ids look like `role-2/line-3`, `skill-4`, `summary/line-1`."""
    return tuple(fact for fact in _facts(cv) if fact.text.strip())


def _facts(cv: CV) -> Iterator[Fact]:
    basics = cv.basics
    yield Fact(id="basics/name", kind="name", text=basics.name)
    yield Fact(id="basics/headline", kind="headline", text=basics.headline)
    for field in ("email", "phone", "location"):
        yield Fact(id=f"basics/{field}", kind="contact", text=getattr(basics, field))
    for number, link in enumerate(basics.links, 1):
        yield Fact(id=f"basics/link-{number}", kind="contact", text=f"{link.label} {link.url}".strip())
    yield from _texts("basics/detail", "contact", basics.details)
    yield from _texts("summary/line", "summary", cv.summary)
    yield from _texts("qualification", "qualification", cv.qualifications)
    for role in cv.roles:
        yield from _at(role.origin, _role(role))
    for project in cv.projects:
        yield from _at(project.origin, _project(project))
    for education in cv.education:
        yield from _at(education.origin, _education(education))
    for certification in cv.certifications:
        yield from _at(certification.origin, _certification(certification))
    for number, group in enumerate(cv.skills, 1):
        yield Fact(id=f"skills-{number}/label", kind="label", text=group.label)
    skills = ((skill, group.origin) for group in cv.skills for skill in group.skills)
    for number, (skill, origin) in enumerate(skills, 1):
        yield Fact(id=f"skill-{number}", kind="skill", text=skill, origin=origin)
    for number, language in enumerate(cv.languages, 1):
        yield Fact(id=f"language-{number}", kind="language", text=f"{language.name} {language.level}".strip())
    for section in cv.other:
        yield from _texts(f"{section.id}/line", "other", section.lines)
    yield from _texts("talent", "talent", cv.talents)


def _at(origin: Origin | None, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Give facts that know no place of their own the place of their entry."""
    for fact in facts:
        yield fact if fact.origin or not origin else fact.model_copy(update={"origin": origin})


def _texts(prefix: str, kind: FactKind, texts: tuple[Text, ...], scope: str = "") -> Iterator[Fact]:
    for number, text in enumerate(texts, 1):
        yield Fact(id=f"{prefix}-{number}", kind=kind, text=text.text, scope=scope, origin=text.origin)


def _dates(entry_id: str, dates: DateRange | None, scope: str) -> Iterator[Fact]:
    if dates:
        yield Fact(id=f"{entry_id}/dates", kind="dates", text=dates.text, scope=scope)


def _lines(entry: Entry) -> Iterator[Fact]:
    yield from _texts(f"{entry.id}/line", "line", entry.lines, entry.id)


def _role(role: Role) -> Iterator[Fact]:
    yield Fact(id=f"{role.id}/title", kind="title", text=role.title, scope=role.id)
    yield Fact(id=f"{role.id}/employer", kind="employer", text=role.employer, scope=role.id)
    yield Fact(id=f"{role.id}/place", kind="place", text=role.place, scope=role.id)
    yield from _dates(role.id, role.dates, role.id)
    yield from _lines(role)


def _project(project: Project) -> Iterator[Fact]:
    yield Fact(id=f"{project.id}/name", kind="project", text=project.name, scope=project.id)
    yield Fact(id=f"{project.id}/url", kind="contact", text=project.url, scope=project.id)
    yield from _dates(project.id, project.dates, project.id)
    for number, skill in enumerate(project.skills, 1):
        yield Fact(id=f"{project.id}/skill-{number}", kind="skill", text=skill, scope=project.id)
    yield from _lines(project)


def _education(education: Education) -> Iterator[Fact]:
    yield Fact(id=f"{education.id}/degree", kind="degree", text=education.degree, scope=education.id)
    yield Fact(id=f"{education.id}/field", kind="field", text=education.field, scope=education.id)
    yield Fact(id=f"{education.id}/institution", kind="institution", text=education.institution, scope=education.id)
    yield Fact(id=f"{education.id}/place", kind="place", text=education.place, scope=education.id)
    yield Fact(id=f"{education.id}/grade", kind="grade", text=education.grade, scope=education.id)
    yield from _dates(education.id, education.dates, education.id)
    yield from _lines(education)


def _certification(certification: Certification) -> Iterator[Fact]:
    text = ", ".join(part for part in (certification.name, certification.issuer) if part)
    yield Fact(id=certification.id, kind="certification", text=text, scope=certification.id)
    yield from _dates(certification.id, certification.dates, certification.id)
