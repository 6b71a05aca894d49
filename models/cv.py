"""What the owner gave: the structured CV. Ids are stable: the n-th role is `role-n` in reading order."""

from typing import Self

from pydantic import Field, JsonValue

from models.base import Model, Origin, Text
from models.dates import DateRange


class Link(Model):
    """A web address of the owner, with the words it was shown as."""

    url: str
    label: str = ""


class Basics(Model):
    """Who the owner is and how to reach them. `details` holds contact lines of no other kind."""

    name: str = ""
    headline: str = ""
    email: str = ""
    phone: str = ""
    location: str = ""
    links: tuple[Link, ...] = ()
    details: tuple[Text, ...] = ()


class Entry(Model):
    """What every dated or named block of a CV has.

    `description` is prose, `bullets` are list items; both in the owner's order. `kept` holds fields of
    JSON Resume that no other format carries, for the way back.
    """

    id: str
    description: tuple[Text, ...] = ()
    bullets: tuple[Text, ...] = ()
    kept: dict[str, JsonValue] = Field(default_factory=dict)
    origin: Origin | None = None
    """Where its head stood in the source."""

    @property
    def lines(self) -> tuple[Text, ...]:
        """Return prose and bullets in reading order."""
        return self.description + self.bullets


class Role(Entry):
    """One position at one employer. Two positions at one employer are two roles."""

    title: str = ""
    employer: str = ""
    place: str = ""
    dates: DateRange | None = None


class Project(Entry):
    """One project, with the tools the owner names for it."""

    name: str = ""
    url: str = ""
    dates: DateRange | None = None
    skills: tuple[str, ...] = ()


class Education(Entry):
    """One course of study. Coursework, honours and theses are `bullets`."""

    degree: str = ""
    field: str = ""
    institution: str = ""
    place: str = ""
    dates: DateRange | None = None
    grade: str = ""


class Certification(Model):
    """One certificate or licence."""

    id: str
    name: str
    issuer: str = ""
    dates: DateRange | None = None
    kept: dict[str, JsonValue] = Field(default_factory=dict)
    origin: Origin | None = None


class SkillGroup(Model):
    """Skills under the label that the owner gave them ("" when there is none)."""

    label: str = ""
    skills: tuple[str, ...] = ()
    kept: dict[str, JsonValue] = Field(default_factory=dict)
    origin: Origin | None = None


class Language(Model):
    """A human language and the level, in the owner's words."""

    name: str
    level: str = ""


class Section(Model):
    """A section of no other kind (awards, publications, interests, references, …): heading and lines, kept whole."""

    id: str
    heading: str = ""
    lines: tuple[Text, ...] = ()
    kept: dict[str, JsonValue] = Field(default_factory=dict)


class CV(Model):
    """The whole CV. `talents` are facts the owner added beside the document; renderers do not print them."""

    basics: Basics = Basics()
    summary: tuple[Text, ...] = ()
    qualifications: tuple[Text, ...] = ()
    roles: tuple[Role, ...] = ()
    projects: tuple[Project, ...] = ()
    education: tuple[Education, ...] = ()
    certifications: tuple[Certification, ...] = ()
    skills: tuple[SkillGroup, ...] = ()
    languages: tuple[Language, ...] = ()
    other: tuple[Section, ...] = ()
    talents: tuple[Text, ...] = ()
    language: str = "en"
    """ISO 639-1 code of the language the CV is written in."""
    kept: dict[str, JsonValue] = Field(default_factory=dict)

    def scope(self, scope_id: str) -> Role | Project | Education | None:
        """Return the role, project or course of study with this id, or None."""
        entries: tuple[Role | Project | Education, ...] = (*self.roles, *self.projects, *self.education)
        return next((entry for entry in entries if entry.id == scope_id), None)

    def without_origins(self) -> Self:
        """Return the same CV without places in a source, to compare what two readings understood."""
        return type(self).model_validate(_strip_origins(self.model_dump(mode="json")))


def _strip_origins(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {key: None if key == "origin" else _strip_origins(inner) for key, inner in value.items()}
    return [_strip_origins(inner) for inner in value] if isinstance(value, list) else value
