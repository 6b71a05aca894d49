"""The words the reader knows: section headings, titles, employers, degrees, places and human languages."""

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from services.documents.text import unspace

SectionKind = Literal[
    "summary", "qualifications", "experience", "projects", "education", "certifications", "skills", "languages",
    "contact", "volunteer", "awards", "publications", "references", "interests", "other",
]  # fmt: skip

_DATA = Path(__file__).with_name("data")
_TAILS: dict[str, SectionKind] = {
    "experience": "experience", "employment": "experience", "internships": "experience", "history": "experience",
    "projects": "projects", "skills": "skills", "education": "education", "certifications": "certifications",
    "certificates": "certifications", "languages": "languages", "publications": "publications", "awards": "awards",
    "competencies": "skills", "berufserfahrung": "experience", "kenntnisse": "skills", "projekte": "projects",
    "honors": "awards", "achievements": "awards", "activities": "interests", "interests": "interests",
    "tools": "skills", "expertise": "skills", "training": "other", "summary": "summary", "profile": "summary",
    "qualifications": "qualifications",
}  # fmt: skip
_HEADS: dict[str, SectionKind] = {
    "experiencia": "experience", "expérience": "experience", "expériences": "experience", "compétences": "skills",
    "habilidades": "skills", "formation": "education", "formación": "education", "doświadczenie": "experience",
    "umiejętności": "skills", "projets": "projects", "proyectos": "projects", "conocimientos": "skills",
}  # fmt: skip
_ORDER: tuple[SectionKind, ...] = ("experience", "education", "skills", "projects", "certifications", "languages")
_NO_LETTERS = re.compile(r"[^\w\s'’&/+-]|_")
_JOINERS = re.compile(r"\s*(?:&|/|\+|,|\band\b|\bund\b|\bet\b|\by\b|\bi\b)\s*")


@cache
def headings() -> dict[str, tuple[SectionKind, str]]:
    """Return normalised heading → (kind, language); where languages agree the first one given stands."""
    found: dict[str, tuple[SectionKind, str]] = {}
    for language, kinds in json.loads((_DATA / "headings.json").read_text("utf-8")).items():
        for kind, names in kinds.items():
            for name in names:
                found.setdefault(normal(name), (kind, language))
    return found


@cache
def lexicon(name: str) -> frozenset[str]:
    """Return one word list of the lexicon, lower case except `states`."""
    return frozenset(_lexicon()[name].split())


@cache
def _lexicon() -> dict[str, str]:
    loaded: dict[str, str] = json.loads((_DATA / "lexicon.json").read_text("utf-8"))
    return loaded


def normal(text: str) -> str:
    """Return a heading in the form the vocabulary is keyed by: lower case, no punctuation, `&` as `and`."""
    text = _NO_LETTERS.sub(" ", unspace(text).casefold().replace("’", "'"))
    return " ".join(text.replace("&", " and ").split())


@lru_cache(maxsize=8192)
def heading_kind(text: str) -> SectionKind | None:
    """Return the kind of section a heading in the vocabulary opens, or None; compounds count by their parts."""
    if not 2 < len(text) < 60 or "\t" in text or text.rstrip().endswith((".", ",", ";")):
        return None
    name = normal(text)
    if not name or len(name.split()) > 6 or any(char.isdigit() for char in name):
        return None
    known = headings().get(name) or headings().get(name.replace(" and ", " & "))
    if known:
        return known[0]
    return _compound(name)


def _compound(name: str) -> SectionKind | None:
    parts = [part for part in _JOINERS.split(name) if part]
    kinds = [headings()[part][0] for part in parts if part in headings()]
    if len(parts) > 1 and len(kinds) == len(parts):
        return next((kind for kind in _ORDER if kind in kinds), kinds[0])
    words = name.split()
    if 2 <= len(words) <= 5:
        return _TAILS.get(words[-1]) or _HEADS.get(words[0])
    return None


def heading_language(text: str) -> str | None:
    """Return the language of a heading in the vocabulary, or None."""
    known = headings().get(normal(text))
    return known[1] if known else None


def tokens(text: str) -> list[str]:
    """Return the lower-case words of a text with the dots of abbreviations kept."""
    return [token.strip("()[],;:\"'“”").rstrip("/") for token in text.casefold().replace("/", " ").split()]


@lru_cache(maxsize=8192)
def has(name: str, text: str) -> bool:
    """Tell whether a text holds a word of a word list."""
    known = lexicon(name)
    return any(token in known or token.rstrip(".") in known for token in tokens(text))


_STREET = re.compile(r"\d{1,5}\s+\w|\b\d{4,6}\b")


@lru_cache(maxsize=8192)
def is_place(text: str) -> bool:
    """Tell whether a text is a place: `Austin, TX`, `Remote`, `Berlin, Germany`, `123 Main St, Springfield, IL 62701`."""
    text = text.strip(" ()·|,.")
    if not text or len(text) > 70 or len(text.split()) > 9:
        return False
    parts = [part.strip() for part in re.split(r",|\s[–-]\s|/", text) if part.strip()]
    last = re.sub(r"\b[\d-]{4,10}\b", "", parts[-1]).strip() if parts else ""
    known = lexicon("places") | lexicon("state_names")
    if len(parts) >= 2 and (last in lexicon("states") or _all_known(last, known)):
        return not any(char.isdigit() for char in parts[0][1:2]) or bool(_STREET.search(text))
    words = tokens(text.replace("(", " ").replace(")", " "))
    return (
        bool(words)
        and len(parts) == 1
        and all(word in known or word in ("area", "greater", "city", "bay") for word in words)
    )


def _all_known(text: str, known: frozenset[str]) -> bool:
    words = tokens(text)
    return bool(words) and all(word in known or word in ("the", "of", "and", "area", "city", "bay") for word in words)
