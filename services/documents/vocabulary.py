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
    "qualifications": "qualifications", "berufsbildung": "education", "schulbildung": "education",
    "ausbildung": "education",
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
def phrases(name: str) -> tuple[str, ...]:
    """Return one list of phrases as regular expressions: what ads say, what speaks to machines."""
    loaded: dict[str, list[str]] = json.loads((_DATA / "phrases.json").read_text("utf-8"))
    return tuple(loaded[name])


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
    spoken = next((kind for kind, form in _spoken() if form.fullmatch(name)), None) if len(words) > 1 else None
    if spoken:
        return spoken
    if 2 <= len(words) <= 5 and not any(word in lexicon("degrees") for word in words[:-1]):
        return _TAILS.get(words[-1]) or _HEADS.get(words[0])
    return None


@cache
def _spoken() -> tuple[tuple[SectionKind, re.Pattern[str]], ...]:
    """Return the forms of headings that people say in their own words: `Where I have worked`."""
    kinds: tuple[SectionKind, ...] = ("experience", "education", "skills", "interests")
    return tuple((kind, re.compile("|".join(phrases(f"spoken_{kind}")))) for kind in kinds)


def heading_language(text: str) -> str | None:
    """Return the language of a heading in the vocabulary, or None."""
    known = headings().get(normal(text))
    return known[1] if known else None


def tokens(text: str) -> list[str]:
    """Return the lower-case words of a text with the dots of abbreviations kept."""
    return [token.strip("()[],;:\"'“”").rstrip("/") for token in text.casefold().replace("/", " ").split()]


@lru_cache(maxsize=8192)
def has(name: str, text: str) -> bool:
    """Tell whether a text holds a word of a word list; for titles also a compound (`Softwarearchitektin`)."""
    known = lexicon(name)
    words = [token.rstrip(".") for token in tokens(text)]
    return any(word in known for word in words) or (name == "titles" and any(is_title_word(word) for word in words))


@cache
def _compounds() -> tuple[str, ...]:
    endings = lexicon("title_endings")
    return (*endings, *(f"{ending}in" for ending in endings))


@lru_cache(maxsize=8192)
def is_title_word(word: str) -> bool:
    """Tell whether a lower-case word is, or ends with, a job title."""
    return word in lexicon("titles") or (len(word) > 8 and word.endswith(_compounds()))


_STREET = re.compile(r"\d{1,5}\s+\w|\b\d{4,6}\b")


@lru_cache(maxsize=8192)
def place_certainty(text: str) -> int:
    """Return 2 for a place by its own words (`Austin, TX`, `Remote`), 1 for `Elsewhere, France`, else 0."""
    text = re.sub(r"(?<=\w)\s*\([^()]*\)$", "", text.strip()).strip(" ()·|,.")
    if not text or len(text) > 70 or len(text.split()) > 9:
        return 0
    parts = [part.strip() for part in re.split(r",|\s[–-]\s|/|\(|\)", text) if part.strip()]
    last = re.sub(r"\b[\d-]{4,10}\b|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b", "", parts[-1]).strip() if parts else ""
    if len(parts) >= 2 and is_organisation(parts[0]):
        return 0
    if len(parts) >= 3 and not any(map(str.isdigit, parts[0])) and not _known_place(parts[0]):
        return min(1, place_certainty(", ".join(parts[1:])))
    if len(parts) >= 2 and _fits(parts[0], text):
        known = all(_known_place(part) for part in parts[:-1])
        if last in lexicon("states") or (known and (_known_place(last) or not last)):
            return 2
        return int(_known_place(last))
    return 2 if len(parts) == 1 and _known_place(parts[0]) else 0


FAMILY = re.compile(
    r"(?:&|\bund|\band|\bet|\by|\bi)\s+(?:partner|associate|söhne|sons?|brothers|fils|co|cie|company|hij[oa]s?)s?\b",
    re.I,
)


@lru_cache(maxsize=8192)
def is_organisation(text: str) -> bool:
    """Tell whether a text names an organisation by a word of its kind (`… GmbH`, `… College`, `… & Sons`)."""
    known = (lexicon("employers") | lexicon("institutions")) - lexicon("geographic")
    return any(token.rstrip(".") in known for token in tokens(text)) or bool(FAMILY.search(text))


def is_place(text: str) -> bool:
    """Tell whether a text is a place by its form: `Austin, TX`, `Remote`, `Springfield, India`."""
    return place_certainty(text) > 0


def _fits(first: str, text: str) -> bool:
    return not any(char.isdigit() for char in first[1:2]) or bool(_STREET.search(text))


def _known_place(text: str) -> bool:
    words = tokens(text)
    known = lexicon("places") | lexicon("state_names")
    return (
        bool(words)
        and all(word in known or word in lexicon("vague") for word in words)
        and any(word in known for word in words)
    )
