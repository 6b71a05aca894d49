"""The sections of a profile that can be enhanced, numbered in order: 1 is the summary, then roles, then projects."""

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import JsonValue

from models.base import Model, Text
from models.cv import CV, Entry

SUMMARY = "summary"
ENHANCED = "enhanced_description"
RESTS_ON = "enhanced_facts"
"""The ids of the facts behind each line of the enhanced text, line by line."""
LIMITS = {"summary": 1000, "role": 2000, "project": 1000}


class Section(NamedTuple):
    """One section. `scope` is the id of its role or project, "" for the summary, which may rest on the whole CV."""

    number: int
    id: str
    kind: str
    title: str
    scope: str
    text: str

    @property
    def limit(self) -> int:
        """Return how many characters its enhanced text may have."""
        return LIMITS[self.kind]

    def shown(self) -> str:
        """Return the section as the model reads it."""
        return f"section {self.number}, {self.kind}, at most {self.limit} characters: {self.title}\n{self.text}\n"


def sections_of(cv: CV) -> tuple[Section, ...]:
    """Return the sections that hold any text. Numbers count all sections, so a CV without a summary begins at 2."""
    found = [Section(1, SUMMARY, "summary", "Summary", "", _joined(cv.summary))]
    for role in cv.roles:
        title = ", ".join(part for part in (role.title, role.employer) if part)
        found.append(Section(len(found) + 1, role.id, "role", title or "untitled", role.id, _joined(role.lines)))
    for project in cv.projects:
        found.append(
            Section(
                len(found) + 1, project.id, "project", project.name or "untitled", project.id, _joined(project.lines)
            )
        )
    return tuple(section for section in found if section.text)


def _joined(texts: tuple[Text, ...]) -> str:
    return "\n".join(text.text for text in texts if text.text.strip())


class Wording(Model):
    """An enhanced text by lines, each with the facts it was found to rest on. It is wording, never a fact."""

    lines: tuple[tuple[str, tuple[str, ...]], ...]

    def kept(self) -> dict[str, JsonValue]:
        """Return it as fields beside a description."""
        return {
            ENHANCED: "\n".join(text for text, _ in self.lines),
            RESTS_ON: [list(facts) for _, facts in self.lines],
        }


def with_wordings(cv: CV, wordings: Mapping[str, Wording]) -> CV:
    """Return the CV with enhanced texts beside the originals, by section id; its facts are the same as before."""

    def beside(entry: Entry) -> dict[str, JsonValue]:
        return entry.kept | (wordings[entry.id].kept() if entry.id in wordings else {})

    kept = dict(cv.kept)
    if SUMMARY in wordings:
        basics = kept.get("basics")
        kept["basics"] = (basics if isinstance(basics, dict) else {}) | wordings[SUMMARY].kept()
    return cv.model_copy(
        update={
            "roles": tuple(role.model_copy(update={"kept": beside(role)}) for role in cv.roles),
            "projects": tuple(project.model_copy(update={"kept": beside(project)}) for project in cv.projects),
            "kept": kept,
        }
    )


def wording_of(cv: CV, section_id: str) -> Wording:
    """Return the enhanced wording of a section, empty when there is none or it is damaged."""
    entries: tuple[Entry, ...] = (*cv.roles, *cv.projects)
    kept = next((entry.kept for entry in entries if entry.id == section_id), {})
    if section_id == SUMMARY:
        basics = cv.kept.get("basics")
        kept = basics if isinstance(basics, dict) else {}
    text, facts = kept.get(ENHANCED), kept.get(RESTS_ON)
    if not isinstance(text, str) or not isinstance(facts, list) or len(text.splitlines()) != len(facts):
        return Wording(lines=())
    pairs = zip(text.splitlines(), facts, strict=True)
    return Wording(
        lines=tuple((line, tuple(str(fact) for fact in ids)) for line, ids in pairs if isinstance(ids, list))
    )
