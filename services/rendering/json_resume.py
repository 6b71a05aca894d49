"""Write JSON Resume. A field that only JSON Resume has comes back from where the reader kept it."""

import json
from collections.abc import Mapping

from pydantic import JsonValue

from models.base import Text
from models.cv import CV, Certification, Education, Link, Project, Role, SkillGroup
from models.dates import DateRange

Json = dict[str, JsonValue]
_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def json_resume(cv: CV) -> bytes:
    """Return the CV as JSON Resume, pretty-printed, with the sections in the order of the standard."""
    resume: Json = {
        "$schema": _SCHEMA,
        "basics": _basics(cv),
        "work": [_merged(_work(role), role.kept) for role in cv.roles],
        "education": [_merged(_education(study), study.kept) for study in cv.education],
        "certificates": [_merged(_certificate(item), item.kept) for item in cv.certifications],
        "skills": [_merged(_skills(group), group.kept) for group in cv.skills],
        "languages": [_merged({"language": item.name, "fluency": item.level}) for item in cv.languages],
        "projects": [_merged(_project(project), project.kept) for project in cv.projects],
    }
    for section in cv.other:
        resume |= section.kept or {section.heading or section.id: [line.text for line in section.lines]}
    return (json.dumps(_merged(resume, cv.kept), ensure_ascii=False, indent=2) + "\n").encode()


def _basics(cv: CV) -> Json:
    basics = cv.basics
    location: Json = {"address": basics.location}
    return _merged(
        {
            "name": basics.name,
            "label": basics.headline,
            "email": basics.email,
            "phone": basics.phone,
            "summary": _prose(cv.summary),
            "location": _merged(location),
            "profiles": [_profile(link) for link in basics.links],
        }
    )


def _profile(link: Link) -> JsonValue:
    return _merged({"network": link.label, "url": link.url})


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
        "url": project.url,
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


def _skills(group: SkillGroup) -> Json:
    return {"name": group.label, "keywords": list(group.skills)}


def _span(dates: DateRange | None) -> Json:
    """Return start and end; a range without an end means "until now" there, so a single date is both."""
    if dates is None:
        return {}
    end = None if dates.present else dates.end or dates.start
    return {"startDate": str(dates.start or ""), "endDate": str(end or "")}


def _prose(texts: tuple[Text, ...]) -> str:
    return "\n\n".join(text.text for text in texts)


def _items(texts: tuple[Text, ...]) -> JsonValue:
    return [text.text for text in texts]


def _merged(fields: Mapping[str, JsonValue], kept: Mapping[str, JsonValue] | None = None) -> Json:
    """Return the fields that say something, with what the reader kept."""
    return {key: value for key, value in fields.items() if value not in ("", [], {}, None)} | dict(kept or {})
