"""Name the fields of projects: name, address, dates, tools."""

import re
from collections.abc import Sequence

from models.base import Text
from models.cv import Project
from models.document import LayoutLine
from services.documents.structure.entries import Block, blocks_of
from services.documents.structure.lists import split_items
from services.documents.structure.patterns import URL
from services.documents.structure.pieces import take_apart
from services.documents.structure.roles import body_of
from services.documents.vocabulary import lexicon, normal

_TOOLS = frozenset(
    ("skills", "tools", "technologies", "tech stack", "tech", "stack", "technologien", "technologies used",
     "kenntnisse", "compétences", "habilidades", "umiejętności", "technologie", "tecnologías", "built with")
)  # fmt: skip


def projects_of(lines: Sequence[LayoutLine], *, glyphless_bullets: bool) -> list[Project]:
    """Return the projects of one section in reading order; ids are given by the caller."""
    blocks = blocks_of(lines, bullets_are_entries=True)
    projects = [_project(block, glyphless_bullets) for block in blocks]
    if not any(_tools_beside(project.name, sure=True) for project in projects):
        return projects
    return [_with_tools(project) for project in projects]


def _tools_beside(name: str, *, sure: bool) -> list[str]:
    """Return the tools that stand behind a bar on the line of the name: two or more short items are surely tools."""
    head, _, tail = name.partition(" | ")
    items = split_items(tail) if head and " | " not in tail else []
    return items if len(items) > sure and all(len(item.split()) <= 3 for item in items) else []


def _with_tools(project: Project) -> Project:
    tools = _tools_beside(project.name, sure=False)
    if not tools:
        return project
    return project.model_copy(update={"name": project.name.partition(" | ")[0], "skills": (*tools, *project.skills)})


def _project(block: Block, glyphless_bullets: bool) -> Project:
    head = take_apart(block.head)
    skills: list[str] = []
    body = []
    for line in block.body:
        label, _, items = line.text.partition(":")
        if not line.bullet and items and normal(label) in _TOOLS:
            skills += split_items(items)
        else:
            body.append(line)
    names, url = [], ""
    for text in head.lines:
        found = None if url else URL.search(text)
        if found and len(found[0]) > 0.8 * len(text.strip(" |()")):
            url = found[0]
        else:
            names.append(text)
    names = [_without_link_word(name) for name in names]
    links = [link for line in block.head for link in line.links]
    prose, bullets = body_of(body, glyphless_bullets=glyphless_bullets)
    name, more = _name(names, single=not block.body and len(block.head) == 1)
    extra = tuple(
        Text(text=text)
        for text in more + head.extra + ([head.place] if head.place else []) + ([head.after] if head.after else [])
    )
    return Project(
        id="project",
        origin=block.head[0].origin if block.head else None,
        name=name, url=url or (links[0].rstrip("/") if links else ""), dates=head.dates, skills=tuple(skills),
        description=extra + prose, bullets=bullets,
    )  # fmt: skip


def _without_link_word(text: str) -> str:
    """Return the head of a project without the words that its links are shown as."""
    parts = [part for part in re.split(r"\s*\|\s*|\t", text) if part.strip().casefold() not in lexicon("networks")]
    return " | ".join(parts) or text


def _name(texts: Sequence[str], *, single: bool) -> tuple[str, list[str]]:
    """Return the name and what else the head says; a project of one line is a name and a sentence."""
    if not texts:
        return "", []
    first, rest = texts[0], list(texts[1:])
    parts = re.split(r"\s+(?:--|—|–|-)\s+|:\s+", first, maxsplit=1)
    if single and len(parts) == 2 and len(parts[0].split()) <= 8:
        return parts[0].strip(), [parts[1].strip(), *rest]
    return first.replace("\t", " | "), rest
