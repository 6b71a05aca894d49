"""A heading that means two things: highlights of a person, or what they were awarded."""

from services.documents.reader import read_cv

CV = """# Ida Korn
ida@example.org

## Experience
### Electrician
Crumb Wiring | 2015 - 2020
- Rewired 40 houses.

## Qualifications
{lines}
"""


def test_awards_with_years_are_certificates() -> None:
    """ "Qualifications" with a year in most lines is what a college gave."""
    cv = read_cv(CV.format(lines="- NVQ Level 3, Tynemarsh College, 2011\n- ECS Gold Card, 2024\n- PASMA, 2022")).cv
    assert [found.name for found in cv.certifications] == ["NVQ Level 3", "ECS Gold Card", "PASMA"]
    assert cv.qualifications == ()


def test_highlights_stay_highlights() -> None:
    """Phrases without years are what a person puts first."""
    cv = read_cv(CV.format(lines="- Calm under pressure\n- Clean driving licence\n- Own tools")).cv
    assert len(cv.qualifications) == 3
    assert cv.certifications == ()
