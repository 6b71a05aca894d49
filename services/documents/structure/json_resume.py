"""JSON Resume to CV by its schema. What no other format has is kept beside the entry, for the way back."""

import re
from typing import Any

from pydantic import JsonValue

from models.base import Notice, Text
from models.cv import CV, Basics, Certification, Education, Language, Link, Project, Role, Section, SkillGroup
from models.dates import DateRange, YearMonth
from models.document import Document, Reading
from models.errors import UserError
from services.documents.structure.build import sentences

_Json = dict[str, Any]
_HEADINGS = {
    "volunteer": "Volunteering", "awards": "Awards", "publications": "Publications", "interests": "Interests",
    "references": "References",
}  # fmt: skip
_OURS = frozenset(("language", "qualifications", "sections", "details"))
_SECTIONS = frozenset(("basics", "work", "volunteer", "education", "awards", "certificates", "publications", "skills",
                       "languages", "interests", "references", "projects"))  # fmt: skip


def reading_of(document: Document, name: str) -> Reading:
    """Return the CV of a JSON Resume.

    Raises:
        UserError: the JSON is no JSON Resume, or tells nothing about a person's work.
    """
    data = document.data if isinstance(document.data, dict) else {}
    if not _SECTIONS & data.keys():
        raise UserError(f"{name} is JSON, but no JSON Resume: it has none of `basics`, `work`, `education`, `skills`.")
    notices = list(document.notices)
    meta = _object(data.get("meta"))
    others = _others(data, notices)
    cv = CV(
        basics=_basics(_object(data.get("basics")), _strings(meta.get("details") or [])),
        summary=tuple(Text(text=text) for text in sentences(_string(_object(data.get("basics")).get("summary")))),
        roles=tuple(_role(number, item) for number, item in enumerate(_items(data, "work", notices), 1)),
        projects=tuple(_project(number, item) for number, item in enumerate(_items(data, "projects", notices), 1)),
        education=tuple(_study(number, item) for number, item in enumerate(_items(data, "education", notices), 1)),
        certifications=tuple(
            _certificate(number, item) for number, item in enumerate(_items(data, "certificates", notices), 1)
        ),
        skills=_skills(_items(data, "skills", notices)),
        languages=tuple(
            Language(name=_string(item.get("language")), level=_string(item.get("fluency")))
            for item in _items(data, "languages", notices)
        ),
        qualifications=tuple(Text(text=text) for text in _strings(meta.get("qualifications") or [])),
        other=(*others, *_own_sections(meta, len(others))),
        language=_string(meta.get("language"))[:2] or "en",
        kept=_kept_of(data),
    )
    if not (cv.roles or cv.projects or cv.education or cv.skills):
        raise UserError(f"{name} has neither work, projects, education nor skills.")
    return Reading(cv=cv, notices=tuple(notices), confidence=dict.fromkeys(_SECTIONS & data.keys(), 1.0))


def _object(value: object) -> _Json:
    return value if isinstance(value, dict) else {}


def _string(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for item in values if (text := _string(item))]


def _items(data: _Json, key: str, notices: list[Notice]) -> list[_Json]:
    """Return the objects of a section; anything else in it is reported."""
    values = data.get(key)
    values = values if isinstance(values, list) else [values] if values else []
    strangers = (_string(value) or "a value of the wrong type" for value in values if not isinstance(value, dict))
    notices += [Notice(kind="unplaced line", text=f"{key}: {stranger}") for stranger in strangers]
    return [value for value in values if isinstance(value, dict)]


def _rest(item: _Json, *used: str) -> dict[str, JsonValue]:
    """Return the fields that no model field carries, and dates whose day would be lost."""
    kept = {key: value for key, value in item.items() if key not in used}
    for key in ("startDate", "endDate", "date"):
        if key in used and re.fullmatch(r"\d{4}-\d\d-\d\d", _string(item.get(key))):
            kept[key] = item[key]
    return kept


def _basics(data: _Json, details: list[str]) -> Basics:
    links = [Link(url=_string(data.get("url")))] if _string(data.get("url")) else []
    for profile in data.get("profiles") or []:
        url = _string(_object(profile).get("url")) or _string(_object(profile).get("username"))
        if url:
            links.append(Link(url=url, label=_string(_object(profile).get("network"))))
    return Basics(
        details=tuple(Text(text=text) for text in details),
        name=_string(data.get("name")), headline=_string(data.get("label")), email=_string(data.get("email")),
        phone=_string(data.get("phone")), location=_location(data.get("location")), links=tuple(links),
    )  # fmt: skip


def _location(value: object) -> str:
    if not isinstance(value, dict):
        return _string(value)
    region = " ".join(part for part in (_string(value.get("region")), _string(value.get("postalCode"))) if part)
    parts = (_string(value.get("address")), _string(value.get("city")), region, _string(value.get("countryCode")))
    return ", ".join(" ".join(part.split()) for part in parts if part)


def _kept_of(data: _Json) -> dict[str, JsonValue]:
    kept: dict[str, JsonValue] = {key: value for key, value in data.items() if key not in _SECTIONS}
    basics = {
        key: value
        for key, value in _object(data.get("basics")).items()
        if key not in ("name", "label", "email", "phone", "summary")
    }
    meta = {key: value for key, value in _object(kept.pop("meta", None)).items() if key not in _OURS}
    kept.pop("$schema", None)
    return kept | ({"basics": basics} if basics else {}) | ({"meta": meta} if meta else {})


def _own_sections(meta: _Json, number: int) -> list[Section]:
    """Return the sections that our own writer keeps under `meta`, since the standard has no place for them."""
    items = meta.get("sections")
    return [
        Section(
            id=f"other-{at}", heading=_string(_object(item).get("heading")),
            lines=tuple(Text(text=text) for text in _strings(_object(item).get("lines") or [])),
        )
        for at, item in enumerate(items if isinstance(items, list) else [], number + 1)
    ]  # fmt: skip


def _point(value: object) -> YearMonth | None:
    match = re.match(r"^(\d{4})(?:-(\d{1,2}))?", _string(value))
    if not match or not 1900 <= int(match[1]) <= 2100:
        return None
    month = int(match[2]) if match[2] else None
    return YearMonth(year=int(match[1]), month=month if month and 1 <= month <= 12 else None)


def _span(item: _Json) -> DateRange | None:
    start, end = _point(item.get("startDate")), _point(item.get("endDate"))
    if start is None:
        return DateRange(start=end, text=str(end)) if end else None
    if end is None:
        return DateRange(start=start, present=True, text=f"{start} – present")
    return (
        DateRange(start=start, end=end, text=f"{start} – {end}")
        if end != start
        else DateRange(start=start, text=str(start))
    )


def _texts(value: object) -> tuple[Text, ...]:
    return tuple(
        Text(text=" ".join(part.split())) for text in _strings(value) for part in text.split("\n") if part.strip()
    )


def _role(number: int, item: _Json) -> Role:
    return Role(
        id=f"role-{number}", title=_string(item.get("position")),
        employer=_string(item.get("name") or item.get("company")),
        place=_string(item.get("location")), dates=_span(item), description=_texts(item.get("summary")),
        bullets=_texts(item.get("highlights")),
        kept=_rest(item, "position", "name", "company", "location", "startDate", "endDate", "summary", "highlights"),
    )  # fmt: skip


def _project(number: int, item: _Json) -> Project:
    return Project(
        id=f"project-{number}", name=_string(item.get("name")), url=_string(item.get("url")), dates=_span(item),
        skills=tuple(_strings(item.get("keywords") or [])), description=_texts(item.get("description")),
        bullets=_texts(item.get("highlights")),
        kept=_rest(item, "name", "url", "startDate", "endDate", "keywords", "description", "highlights"),
    )  # fmt: skip


def _study(number: int, item: _Json) -> Education:
    return Education(
        id=f"education-{number}", degree=_string(item.get("studyType")), field=_string(item.get("area")),
        institution=_string(item.get("institution")), place=_string(item.get("location")), dates=_span(item),
        grade=_string(item.get("score") or item.get("gpa")), description=_texts(item.get("description")),
        bullets=_texts(item.get("courses")),
        kept=_rest(item, "studyType", "area", "institution", "location", "startDate", "endDate", "score", "gpa",
                   "description", "courses"),
    )  # fmt: skip


def _certificate(number: int, item: _Json) -> Certification:
    date = _point(item.get("date"))
    return Certification(
        id=f"certification-{number}", name=_string(item.get("name")), issuer=_string(item.get("issuer")),
        dates=DateRange(start=date, text=str(date)) if date else None, kept=_rest(item, "name", "issuer", "date"),
    )  # fmt: skip


def _skills(items: list[_Json]) -> tuple[SkillGroup, ...]:
    """Return groups with a label; skills that have no keywords and no other field are one group together."""
    groups: list[SkillGroup] = []
    single: list[str] = []
    for item in items:
        name, keywords, kept = (
            _string(item.get("name")),
            _strings(item.get("keywords") or []),
            _rest(item, "name", "keywords"),
        )
        if keywords or kept:
            groups.append(SkillGroup(label=name if keywords else "", skills=tuple(keywords or [name]), kept=kept))
        elif name:
            single.append(name)
    return (*groups, SkillGroup(skills=tuple(single))) if single else tuple(groups)


def _others(data: _Json, notices: list[Notice]) -> tuple[Section, ...]:
    sections: list[Section] = []
    for key, heading in _HEADINGS.items():
        items = _items(data, key, notices)
        if items:
            lines = [Text(text=line) for item in items for line in _lines(key, item)]
            sections.append(
                Section(id=f"other-{len(sections) + 1}", heading=heading, lines=tuple(lines), kept={key: data[key]})
            )
    return tuple(sections)


def _lines(key: str, item: _Json) -> list[str]:
    """Return an item of a section of no other kind as lines of text."""
    first = {
        "volunteer": ("position", "organization"), "awards": ("title", "awarder"),
        "publications": ("name", "publisher"),
        "interests": ("name",), "references": ("name",),
    }[key]  # fmt: skip
    head = ", ".join(part for field in first if (part := _string(item.get(field))))
    date = _point(item.get("date") or item.get("releaseDate"))
    when = (_span(item) or DateRange(text=str(date or ""))).text
    head = f"{head} ({when})" if when and head else head or when
    listed = ", ".join(_strings(item.get("keywords") or []))
    head = f"{head}: {listed}" if listed and head else head or listed
    more = [*_strings(item.get("summary")), *_strings(item.get("reference")), *_strings(item.get("highlights") or [])]
    return [" ".join(text.split()) for text in (head, *more) if text]
