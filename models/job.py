"""What an employer asks for. Nothing in here is ever a fact about the candidate."""

from typing import Literal

from models.base import LeftOut, Model, Notice, Text

Level = Literal["must", "nice"]


class Requirement(Model):
    """One thing the ad asks for. `weight` is positive; musts and what recurs in similar ads weigh more."""

    id: str
    text: str
    level: Level = "must"
    skills: tuple[str, ...] = ()
    weight: float = 1.0
    recurs: int = 1
    """In how many of the ads it stands (1 = the main ad only)."""


class Job(Model):
    """One main ad, enriched by up to three similar ones and by notes about the employer.

    `left_out` holds benefits, legal and "about us" text; `notices` holds instructions to the reader, which are text
    and nothing else; `values` holds words of the employer for emphasis.
    """

    title: str = ""
    employer: str = ""
    place: str = ""
    requirements: tuple[Requirement, ...] = ()
    responsibilities: tuple[Text, ...] = ()
    skills: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[Notice, ...] = ()
    language: str = "en"
