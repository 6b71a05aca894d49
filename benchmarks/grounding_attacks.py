"""The thirteen attacks on a fictional CV, with two truthful lines that must pass."""

from benchmarks.grounding_cases import Case, Person, cv_of

_CV = {
    "name": "Silvia Brandt",
    "headline": "Backend Developer",
    "summary": ["Backend developer with 6 years of experience in web services."],
    "roles": [
        {
            "title": "Backend Developer",
            "employer": "Larkspur Software",
            "dates": "Jan 2021 – Dec 2024",
            "lines": [
                "Built REST services in Python and PostgreSQL for 50K users",
                "Improved the checkout page together with the design team",
            ],
        },
        {
            "title": "Junior Developer",
            "employer": "Tern Labs",
            "dates": "Jan 2019 – Dec 2020",
            "lines": ["Wrote tests and fixed bugs"],
        },
    ],
    "education": [{"degree": "B.S.", "field": "Computer Science", "institution": "Holm University", "dates": "2018"}],
    "skills": [{"skills": ["Python", "PostgreSQL", "Docker"]}],
}
_ATTACKS = (
    ("JD-only skill in the list", "tool", "", "Python, PostgreSQL, Docker, Kubernetes"),
    ("unrelated skill", "skill", "", "Python, PostgreSQL, Docker, Photoshop"),
    ("invented 43 %", "number", "role-1", "Improved the checkout page together with the design team by 43%"),
    ("50K → 500K", "number", "role-1", "Built REST services in Python and PostgreSQL for 500K users"),
    ("new employer", "employer", "", "Backend developer, most recently at Google"),
    ("changed title", "title", "", "Full Stack Developer at Larkspur Software"),
    ("“Principal” in the summary", "title", "", "Principal developer with 6 years of experience in web services"),
    ("invented certification", "certification", "", "AWS Certified Developer"),
    ("changed start date", "date", "role-1", "Larkspur Software, Jan 2019 – Dec 2024"),
    ("tool woven into a bullet", "tool", "role-1", "Built REST services in Python, Kubernetes and PostgreSQL"),
    ("“team of twelve”", "number", "role-1", "Improved the checkout page in a team of twelve"),
    ("B.S. → M.S.", "degree", "", "M.S. in Computer Science, Holm University"),
    ("6 → 12 years", "total", "", "Backend developer with 12 years of experience in web services"),
)
_TRUTHS = (
    ("truthful paraphrase", "synonym", "role-1", "Developed REST services with Python and Postgres for 50,000 users"),
    ("reorder", "reorder", "role-1", "For 50K users, built REST services in PostgreSQL and Python"),
)


def attacks() -> tuple[Person, tuple[tuple[str, Case], ...]]:
    """Return the CV and the named lines."""
    named = [(name, Case(False, kind, under, text)) for name, kind, under, text in _ATTACKS]
    named += [(name, Case(True, kind, under, text)) for name, kind, under, text in _TRUTHS]
    return Person("attacks", "", cv_of(_CV), tuple(case for _, case in named)), tuple(named)
