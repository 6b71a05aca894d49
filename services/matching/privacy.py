"""Show a candidate to a model as work alone: without name, contact, photo, age, gender, nationality or addresses.

Names and contact lines are never put into the text. What slips into other lines is taken out of them: lines of personal
details are dropped, the owner's name and pronouns are replaced, dates become durations.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from models.cv import CV, Role
from models.facts import Fact, facts_of
from services.writing.experience import months_worked

_LABELS = (
    "date of birth|birth ?date|dob|born|age|gender|sex|nationality|citizenship|marital status|religion|place of birth|"
    "address|children|passport|geburtsdatum|geburtsort|geboren|alter|geschlecht|staatsangehörigkeit|nationalität|"
    "familienstand|konfession|anschrift|adresse|kinder|date de naissance|lieu de naissance|âge|sexe|nationalité|"
    "situation familiale|fecha de nacimiento|lugar de nacimiento|edad|sexo|nacionalidad|estado civil|dirección|"
    "domicilio|data urodzenia|miejsce urodzenia|wiek|płeć|narodowość|obywatelstwo|stan cywilny|adres"
)
_STATEMENTS = (
    r"born (?:in|on)|geboren (?:am|in)|née? (?:le|à|en)|nacid[oa] (?:el|en)|urodzon[ya] \w+|citizen of|\w+ citizen|"
    r"(?:i am|i'm) (?:married|single|divorced|male|female)|verheiratet|ledig|célibataire|soltero|soltera|"
    r"\d{1,2}[- ]years?[- ]old|\d{1,2} jahre alt|(?:âgée? de|j'ai) \d{1,2} ans|tengo \d{1,2} años"
)
_PERSONAL = re.compile(rf"(?:^|[|;,•]\s*)(?:{_LABELS})\s*[:–]|\b(?:{_STATEMENTS})\b", re.IGNORECASE)
_CONTACT = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|(?<!\w)\+?\d[\d ()/.-]{7,}\d(?!\w)")
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Herrn?|Frau|Mme|Mlle|Monsieur|Madame|Señora?|Pani?)\b\.?\s*")
_PRONOUNS = {
    "he": "they", "she": "they", "him": "them", "his": "their", "her": "their", "hers": "theirs",
    "himself": "themself", "herself": "themself",
}  # fmt: skip
_PRONOUN = re.compile(rf"\b({'|'.join(_PRONOUNS)})\b", re.IGNORECASE)
_GERMAN = re.compile(r"\b(\w{3,}(?:er|or|ist|ent|ant|eur|art))in\b")
_NATIVE = re.compile(
    r"\b(?:native(?: speaker)?|mother tongue|muttersprach(?:e|lich)|langue maternelle|nativ[oa]|ojczysty)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sheet:
    """A CV as a model may see it: its text, and for each line that a quote can come from the owner's own."""

    text: str
    originals: Mapping[str, str]
    language: str = "en"

    def quoted(self, quote: str) -> tuple[str, str]:
        """Return the owner's own words for a quote, and the line they stand in; both "" when it quotes nothing."""
        wanted = _flat(quote)
        line = next((line for line in self.originals if len(wanted) > 2 and wanted in _flat(line)), None)
        if line is None:
            return "", ""
        own = self.originals[line]
        return (quote.strip() if wanted in _flat(own) else own), own


def sheet_of(cv: CV, today: date) -> Sheet:
    """Return the CV without what is nobody's business; role dates are counted to `today` where a role goes on."""
    redactor = _Redactor(cv)
    originals: dict[str, str] = {}
    parts: list[str] = []
    for heading, texts in _sections(cv, redactor, today):
        lines = {clean: text for text in texts if (clean := redactor.clean(text))}
        if lines:
            originals.update(lines)
            parts += [heading, *(f"- {line}" for line in lines)]
    return Sheet("\n".join(parts), originals, cv.language)


def _sections(cv: CV, redactor: "_Redactor", today: date) -> Iterator[tuple[str, list[str]]]:
    facts: dict[str, list[Fact]] = {}
    for fact in facts_of(cv):
        facts.setdefault(fact.scope, []).append(fact)

    def of(scope: str, *kinds: str) -> list[str]:
        return [fact.text for fact in facts.get(scope, []) if fact.kind in kinds]

    yield "Profile", of("", "summary", "qualification", "talent")
    for role in cv.roles:
        yield f"Role: {redactor.clean(role.title) or 'untitled'}{_length(role, today)}", of(role.id, "line")
    for project in cv.projects:
        yield f"Project: {redactor.clean(project.name) or 'untitled'}", of(project.id, "line", "skill")
    yield "Education", [" ".join(filter(None, (study.degree, study.field))) for study in cv.education]
    yield "Certificates", [item.name for item in cv.certifications]
    yield "Skills", [", ".join(group.skills) for group in cv.skills]
    yield "Languages", [_NATIVE.sub("fluent", f"{item.name} {item.level}".strip()) for item in cv.languages]
    yield "Other", of("", "other")


def _length(role: Role, today: date) -> str:
    """Return how long a role lasted: dates would tell the age."""
    months = months_worked((role,), today)
    return f" ({months // 12} years {months % 12} months)" if months else ""


class _Redactor:
    """Takes what is personal out of one owner's lines."""

    def __init__(self, cv: CV) -> None:
        self._names = _name_pattern(cv.basics.name)
        self._german = cv.language == "de"

    def clean(self, text: str) -> str:
        """Return the line, or "" when it is about the person and not about the work."""
        if _PERSONAL.search(text):
            return ""
        text = _CONTACT.sub("", _HONORIFIC.sub("", text))
        if self._names:
            text = self._names.sub("the candidate", text)
        if self._german:  # "Buchhalterin" tells the gender, "Buchhalter:in" does not
            text = _GERMAN.sub(r"\1:in", text)
        text = _PRONOUN.sub(lambda found: _as_cased(_PRONOUNS[found[0].lower()], found[0]), text)
        return " ".join(text.split()).strip(" ,;|·")


def _flat(text: str) -> str:
    """Return the text as two quotes of it are compared: without case, glyph variants and outer punctuation."""
    return " ".join(re.sub(r"[«»„“”\"'’‘]", "", text).casefold().split()).strip(" .,;:…-")


def _name_pattern(name: str) -> re.Pattern[str] | None:
    """Return a pattern of the whole name and of each of its parts."""
    parts = [part for part in re.split(r"[\s,]+", name.strip()) if len(part) > 2]
    if not parts:
        return None
    whole = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"\b(?:{whole}|{'|'.join(map(re.escape, parts))})\b(?:'s|’s)?", re.IGNORECASE)


def _as_cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word
