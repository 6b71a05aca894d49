"""JSON Resume validates against the standard, and what only it can hold comes back."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from models.base import Text
from models.cv import CV, Basics, Certification, Link, Role, Section, SkillGroup
from models.dates import DateRange, YearMonth
from services.documents.reader import read_cv
from services.rendering.render import render

_SCHEMA = Draft7Validator(json.loads(Path(__file__).with_name("json_resume.schema.json").read_text("utf-8")))
_RESUME = {
    "basics": {
        "name": "Ada Okafor",
        "image": "https://example.org/ada.png",
        "url": "https://ada.example.org",
        "summary": "Runs kitchens.",
        "location": {"city": "Lagos", "countryCode": "NG", "postalCode": "100001"},
        "profiles": [{"network": "GitHub", "username": "ada", "url": "https://github.com/ada"}],
    },
    "work": [
        {
            "name": "Alpha Foods",
            "position": "Cook",
            "url": "https://alpha.example.org",
            "description": "A canteen",
            "startDate": "2019-03-15",
            "endDate": "2021-04",
            "summary": "Ran the kitchen.",
            "highlights": ["Cut waste by a third."],
        }
    ],
    "education": [
        {"institution": "Beta College", "area": "Catering", "studyType": "Diploma", "url": "https://b.example"}
    ],
    "awards": [{"title": "Golden Spoon", "date": "2020-11-01", "awarder": "City of Lagos", "summary": "For soups."}],
    "certificates": [{"name": "Hygiene", "date": "2018-02-28", "issuer": "NAFDAC", "url": "https://c.example"}],
    "skills": [{"name": "Cooking", "level": "Master", "keywords": ["Stocks", "Bread"]}, {"name": "Budgeting"}],
    "languages": [{"language": "English", "fluency": "Native"}],
    "references": [{"name": "Ben", "reference": "Best soups in town."}],
    "projects": [{"name": "Pop-up", "keywords": ["Soups"], "roles": ["Lead"], "entity": "Street", "type": "event"}],
    "meta": {"version": "v1.0.0", "language": "en"},
}


def _written(cv: CV) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(render(cv, "json"))
    assert not [error.message for error in _SCHEMA.iter_errors(data)]
    return data


def test_a_json_resume_comes_back_as_it_was() -> None:
    """Every field, those that no other format has and days of dates included."""
    written = _written(read_cv(json.dumps(_RESUME).encode()).cv)
    assert written.pop("$schema").startswith("https://")
    assert written == _RESUME


def test_a_cv_from_another_format_is_valid(cv: CV) -> None:
    """The fixture has something in every section."""
    data = _written(cv)
    assert data["work"][0]["startDate"] == "2019"
    assert data["skills"] == [
        {"name": "Languages", "keywords": ["Python", "Go"]}, {"name": "CI/CD"}, {"name": "Kafka"},
    ]  # fmt: skip
    assert data["volunteer"] == [{"summary": "Code club"}, {"summary": "Sailing instructor"}]


def test_what_the_standard_has_no_place_for_stands_under_meta() -> None:
    """Key qualifications and sections of the owner's own are not lost."""
    own = Section(id="other-1", heading="Driving", lines=(Text(text="Class B"),))
    data = _written(CV(language="de", qualifications=(Text(text="Python"),), other=(own,)))
    assert data["meta"] == {
        "language": "de",
        "qualifications": ["Python"],
        "sections": [{"heading": "Driving", "lines": ["Class B"]}],
    }


@pytest.mark.parametrize(
    ("dates", "fields"),
    [
        (DateRange(start=YearMonth(year=2019, month=3), present=True), {"startDate": "2019-03"}),
        (DateRange(start=YearMonth(year=2019)), {"startDate": "2019", "endDate": "2019"}),
        (None, {}),
    ],
)
def test_only_a_role_of_today_has_no_end(dates: DateRange | None, fields: dict[str, str]) -> None:
    """In JSON Resume a missing end means until now, so a single date is start and end."""
    assert _written(CV(roles=(Role(id="role-1", title="Cook", dates=dates),)))["work"] == [
        {"position": "Cook"} | fields
    ]


def test_addresses_become_uris() -> None:
    """The standard wants them whole: `github.com/ada` gets its scheme."""
    links = (Link(url="ada.example.org"), Link(url="github.com/ada", label="GitHub"))
    data = _written(CV(basics=Basics(name="Ada", links=links)))
    assert data["basics"]["url"] == "https://ada.example.org"
    assert data["basics"]["profiles"] == [{"network": "GitHub", "url": "https://github.com/ada"}]


def test_a_certificate_without_a_date_has_none() -> None:
    """An empty field is no field."""
    cv = CV(certifications=(Certification(id="certification-1", name="CKA"),), skills=(SkillGroup(label="Tools"),))
    data = _written(cv)
    assert (data["certificates"], data["skills"]) == ([{"name": "CKA"}], [{"name": "Tools"}])
