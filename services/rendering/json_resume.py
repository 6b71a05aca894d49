"""Write JSON Resume. A field that only JSON Resume has comes back from where the reader kept it."""

import json
from collections.abc import Iterable, Mapping

from pydantic import JsonValue

from models.base import Text
from models.cv import CV, Certification, Education, Link, Project, Role, Section, SkillGroup
from models.dates import DateRange
from services.documents.vocabulary import heading_kind
from services.rendering.text import address

Json = dict[str, JsonValue]

_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_LINE_FIELD = {
    "volunteer": "summary",
    "awards": "title",
    "publications": "name",
    "interests": "name",
    "references": "reference",
}
"""The sections of the standard that hold lines of no other kind, and the field a whole line fits in."""


def json_resume(cv: CV) -> bytes:
    """Return the CV as JSON Resume, pretty-printed.

    The standard closes the list of sections: key qualifications and sections of the owner's own stand under `meta`,
    where it allows any field.
    """
    standard, own = _others(cv.other)
    kept = dict(cv.kept)
    kept_basics, kept_meta = (_object(kept.pop(key, None)) for key in ("basics", "meta"))
    resume = _filled(
        {
            "$schema": _SCHEMA,
            "basics": _basics(cv, kept_basics),
            "work": [_filled(_work(role), role.kept) for role in cv.roles],
            "volunteer": standard.get("volunteer"),
            "education": [_filled(_education(study), study.kept) for study in cv.education],
            "awards": standard.get("awards"),
            "certificates": [_filled(_certificate(item), item.kept) for item in cv.certifications],
            "publications": standard.get("publications"),
            "skills": [skill for group in cv.skills for skill in _skills(group)],
            "languages": [_filled({"language": item.name, "fluency": item.level}) for item in cv.languages],
            "interests": standard.get("interests"),
            "references": standard.get("references"),
            "projects": [_filled(_project(project), project.kept) for project in cv.projects],
        },
        kept,
    )
    resume["meta"] = kept_meta | _filled(
        {"language": cv.language, "qualifications": _items(cv.qualifications), "sections": own}
    )
    return (json.dumps(resume, ensure_ascii=False, indent=2) + "\n").encode()


def _basics(cv: CV, kept: Json) -> Json:
    basics = cv.basics
    site = next((link for link in basics.links[:1] if not link.label), None)
    profiles = [link for link in basics.links if link is not site]
    fields: Json = {
        "name": basics.name,
        "label": basics.headline,
        "email": basics.email,
        "phone": basics.phone,
        "url": _uri(site) if site else "",
        "summary": " ".join(text.text for text in cv.summary),
        "location": _filled({"address": basics.location}),
        "profiles": [_filled({"network": link.label, "url": _uri(link)}) for link in profiles],
    }
    return _filled(fields, kept)


def _work(role: Role) -> Json:
    return {
        "name": role.employer,
        "position": role.title,
        "location": role.place,
        **_span(role.dates),
        "summary": _prose(role.description),
        "highlights": _items(role.bullets),
    }


def _project(project: Project) -> Json:
    return {
        "name": project.name,
        "description": _prose(project.description),
        "highlights": _items(project.bullets),
        "keywords": list(project.skills),
        **_span(project.dates),
        "url": address(project.url) or project.url,
    }


def _education(study: Education) -> Json:
    return {
        "institution": study.institution,
        "area": study.field,
        "studyType": study.degree,
        "location": study.place,
        **_span(study.dates),
        "score": study.grade,
        "description": _prose(study.description),
        "courses": _items(study.bullets),
    }


def _certificate(item: Certification) -> Json:
    return {"name": item.name, "date": str(item.dates.start or "") if item.dates else "", "issuer": item.issuer}


def _skills(group: SkillGroup) -> list[JsonValue]:
    """Return a group with a label as one skill with keywords, and a group without as one skill each."""
    if group.label:
        return [_filled({"name": group.label, "keywords": list(group.skills)}, group.kept)]
    return [_filled({"name": skill}, group.kept if len(group.skills) == 1 else {}) for skill in group.skills]


def _others(sections: Iterable[Section]) -> tuple[Json, list[JsonValue]]:
    """Return the sections that the standard knows, and the others as heading and lines."""
    standard: Json = {}
    own: list[JsonValue] = []
    for section in sections:
        kind = heading_kind(section.heading) or ""
        lines = [line.text for line in section.lines]
        if section.kept:
            standard |= section.kept
        elif kind in _LINE_FIELD and kind not in standard:
            standard[kind] = [{_LINE_FIELD[kind]: line} for line in lines]
        else:
            own.append({"heading": section.heading, "lines": list(lines)})
    return standard, own


def _span(dates: DateRange | None) -> Json:
    """Return start and end; a range without an end means "until now" there, so a single date is both."""
    if dates is None:
        return {}
    end = None if dates.present else dates.end or dates.start
    return {"startDate": str(dates.start or ""), "endDate": str(end or "")}


def _uri(link: Link) -> str:
    return address(link.url) or link.url


def _prose(texts: tuple[Text, ...]) -> str:
    return "\n".join(text.text for text in texts)


def _items(texts: tuple[Text, ...]) -> JsonValue:
    return [text.text for text in texts]


def _object(value: JsonValue) -> Json:
    return value if isinstance(value, dict) else {}


def _filled(fields: Mapping[str, JsonValue], kept: Mapping[str, JsonValue] | None = None) -> Json:
    """Return the fields that say something, with what the reader kept."""
    return {key: value for key, value in fields.items() if value not in ("", [], {}, None)} | dict(kept or {})
