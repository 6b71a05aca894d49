"""How sure a section was understood: the share of its entries' fields that were found."""

from collections.abc import Sequence

from models.cv import Certification, Education, Project, Role, SkillGroup

KNOWN, GUESSED, UNTOLD = 1.0, 0.6, 0.5
"""A heading of the vocabulary, one that only looks like a heading, and none in the whole document."""


def of_roles(roles: Sequence[Role]) -> float:
    """Return the share of titles, employers and dates that were found; titles and employers count double.

    A sentence where a name should be was not understood.
    """
    found = sum(2 * _is_name(role.title) + 2 * _is_name(role.employer) + bool(role.dates) for role in roles)
    return found / (5 * len(roles)) if roles else 0.0


def of_education(studies: Sequence[Education]) -> float:
    """Return the share of degrees and institutions that were found."""
    found = sum(bool(study.degree) + bool(study.institution) for study in studies)
    return found / (2 * len(studies)) if studies else 0.0


def of_skills(groups: Sequence[SkillGroup]) -> float:
    """Return the share of skills that are short enough to be one."""
    skills = [skill for group in groups for skill in group.skills]
    return sum(len(skill.split()) <= 6 for skill in skills) / len(skills) if skills else 0.0


def of_named(entries: Sequence[Project | Certification]) -> float:
    """Return the share of entries whose name is a name and no sentence."""
    return sum(0 < len(entry.name.split()) <= 12 for entry in entries) / len(entries) if entries else 0.0


def _is_name(text: str) -> bool:
    return 0 < len(text.split()) <= 8 or (bool(text) and "," in text and len(text.split()) <= 14)
