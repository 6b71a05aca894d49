"""What the rule looks at in a text: its words, the skills it names, and the values it states."""

from functools import lru_cache
from typing import NamedTuple

from services.jobs.skills import implied, skills_in, vocabulary
from services.jobs.words import stems
from services.scoring.values import Values, values_of


class Features(NamedTuple):
    """A text as the rule sees it.

    `words` are its stems and one word more for each skill, the same however the skill is spelled; `named` are products,
    methods and standards of the vocabulary, `fields` fields of work. Of a text that may show a requirement all three
    include what its skills imply (PostgreSQL implies SQL).
    """

    words: frozenset[str]
    stems: frozenset[str]
    named: frozenset[str]
    fields: frozenset[str]
    values: Values


@lru_cache(maxsize=131072)
def features(text: str) -> Features:
    """Return the features of a text that may show something: what its skills imply is included."""
    return _features(text, frozenset(name for skill in skills_in(text) for name in implied(skill)))


@lru_cache(maxsize=32768)
def needs(text: str) -> Features:
    """Return the features of a requirement: the skills it names and no others."""
    return _features(text, frozenset(skills_in(text)))


def _features(text: str, skills: frozenset[str]) -> Features:
    known = vocabulary()
    named = skills & known.exact
    fields = frozenset(skill for skill in skills - named if skill in known.broader)
    concepts = {f"={skill}" for skill in skills}
    return Features(stems(text) | concepts, stems(text), named, fields, values_of(text))
