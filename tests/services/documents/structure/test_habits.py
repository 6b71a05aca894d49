"""Habits of people who write their CVs by hand: entries without bullets, towns behind titles, headings of their own."""

import pytest

from models.cv import CV
from services.documents.reader import read_cv

HEAD = "Tove Lindqvist\ntove@example.org | +46 8 123 456 00\n\n"
ROLES = {
    "a role on each line": (
        "Senior Surveyor, Fjordkart AS, 2019 – Present\nSurveyor, Town of Elvestad, 2015 – 2019\n",
        [("Senior Surveyor", "Fjordkart AS", ""), ("Surveyor", "Town of Elvestad", "")],
    ),
    "an employer that ends in a full stop": (
        "Site Manager\nObras del Norte S.L.\n05/2018 - Present · Girona\n- Built two schools.\n",
        [("Site Manager", "Obras del Norte S.L.", "Girona")],
    ),
    "a legal form behind a comma": (
        "Electrician, Tri-Valley Wiring, Inc., 2010 - 2015\n- Wired forty houses.\n",
        [("Electrician", "Tri-Valley Wiring, Inc.", "")],
    ),
    "a doctor in the name of an employer": (
        "08/2009 - 03/2013\tAccountant\nKanzlei Dr. Mohn, Leipzig\n- Kept the books.\n",
        [("Accountant", "Kanzlei Dr. Mohn", "Leipzig")],
    ),
    "towns behind titles": (
        "Norrbo Clinic\t2018 – Present\nMidwife, Sandvik\n- Led ten births a week.\n\n"
        "Lule Hospital\t2012 – 2018\nNurse, Älvros\n- Ran the night ward.\n",
        [("Midwife", "Norrbo Clinic", "Sandvik"), ("Nurse", "Lule Hospital", "Älvros")],
    ),
    "departments behind titles stay": (
        "Norrbo Clinic\t2018 – Present\nNurse, Emergency\n- Led triage.\n\n"
        "Lule Hospital\t2012 – 2018\nNurse, Surgery\n- Ran the ward.\n",
        [("Nurse, Emergency", "Norrbo Clinic", ""), ("Nurse, Surgery", "Lule Hospital", "")],
    ),
    "employer and title above a town": (
        "Melati Foundation — Coordinator\nSleman | 2015 – 2019\n- Trained forty volunteers.\n",
        [("Coordinator", "Melati Foundation", "Sleman")],
    ),
    "a place in a group of roles": (
        "Nordfrost AB\nPlant Manager\nAugust 2020 - Present\nGothenburg, Sweden\n- Ran five plants.\n"
        "Shift Manager\nJanuary 2013 - July 2020\nMalmö, Sweden\n- Led a shift.\n",
        [("Plant Manager", "Nordfrost AB", "Gothenburg, Sweden"), ("Shift Manager", "Nordfrost AB", "Malmö, Sweden")],
    ),
    "months of years without a century": (
        "Foreman | Buckeye Paving | 4/16 - Present\n- Ran crews.\n\n"
        "Apprentice | Buckeye Paving | 6/06 - 1/10\n- Learned.\n",
        [("Foreman", "Buckeye Paving", ""), ("Apprentice", "Buckeye Paving", "")],
    ),
}  # fmt: skip
STUDIES = {
    "dates and degree above": "2012 - 2014  M.S. in Statistics\nUniversity of Elvestad\n"
    "2008 - 2012  B.Sc. in Mathematics\nSandvik Institute\n",
    "institution and dates above": "University of Elvestad\t2012 - 2014\nM.S. in Statistics\nSandvik Institute\t"
    "2008 - 2012\nB.Sc. in Mathematics\n",
    "degree and dates above": "M.S. in Statistics\t2012 - 2014\nUniversity of Elvestad\nB.Sc. in Mathematics\t"
    "2008 - 2012\nSandvik Institute\n",
    "dates alone above": "2012 - 2014\nM.S. in Statistics\nUniversity of Elvestad\n2008 - 2012\nB.Sc. in Mathematics\n"
    "Sandvik Institute\n",
    "dates below": "M.S. in Statistics\nUniversity of Elvestad, 2012 - 2014\nB.Sc. in Mathematics\n"
    "Sandvik Institute, 2008 - 2012\n",
    "dates before a colon": "2012 - 2014: M.S. in Statistics, University of Elvestad\n"
    "May 2008 - June 2012: B.Sc. in Mathematics, Sandvik Institute\n",
}  # fmt: skip


def _cv(body: str) -> CV:
    return read_cv(HEAD + body).cv


@pytest.mark.parametrize("habit", ROLES)
def test_roles(habit: str) -> None:
    """Title, employer and place are found, and every role has its dates."""
    text, wanted = ROLES[habit]
    cv = _cv(f"EXPERIENCE\n\n{text}")
    assert [(role.title, role.employer, role.place) for role in cv.roles] == wanted
    assert all(role.dates for role in cv.roles)


@pytest.mark.parametrize("heading", ["EDUCATION", "QUALIFICATIONS"])
@pytest.mark.parametrize("habit", STUDIES)
def test_studies_without_bullets(habit: str, heading: str) -> None:
    """Where nothing stands between two courses of study, the dates tell where each begins."""
    cv = _cv(f"{heading}\n\n{STUDIES[habit]}")
    assert [(study.degree, study.institution) for study in cv.education] == [
        ("M.S. in Statistics", "University of Elvestad"),
        ("B.Sc. in Mathematics", "Sandvik Institute"),
    ]
    assert [study.dates.start.year for study in cv.education if study.dates and study.dates.start] == [2012, 2008]


@pytest.mark.parametrize(
    "name",
    ["Tove Lindqvist, Esq.", "Dr. med. Tove Lindqvist", "Tove-Marie d'Ormont-Faÿ", "Tove Lindqvist, PhD", "Lindqvist"],
)
def test_names(name: str) -> None:
    """Titles before and after a name, particles and accents leave it a name."""
    cv = read_cv(f"{name}\nAttorney at Law\ntove@example.org\n\nEXPERIENCE\n\nClerk, Acme Ltd, 2016 - 2018\n- Filed").cv
    assert cv.basics.name == name
    assert cv.basics.headline == "Attorney at Law"


def test_roles_below_a_profile() -> None:
    """Roles under no heading of their own are roles all the same, and said to be a guess."""
    text = "PROFILE\nLicensed electrician.\nForeman Electrician, Buckeye Paving, 2016 – Present\n- Ran crews of nine.\n"
    reading = read_cv(HEAD + text + "\nEDUCATION\nDiploma, Fairmont School\t2006\n\nSKILLS\nConduit, PLC, wiring\n")
    assert [role.employer for role in reading.cv.roles] == ["Buckeye Paving"]
    assert reading.confidence["experience"] == 0.6
    assert [text.text for text in reading.cv.summary] == ["Licensed electrician."]


def test_a_document_without_headings_is_a_guess() -> None:
    """Nothing that was found without any heading is sure."""
    text = (
        "Baker, Crumb Ltd, Leeds, 2019 - 2023\n- Baked 400 loaves a day.\n\nShop Assistant, Penny Stores, 2015 - 2019\n"
    )
    assert max(read_cv(HEAD + text).confidence.values()) < 0.6


def test_headings_in_own_words() -> None:
    """`What I got up to` heads roles, `Where I learned it` courses of study, and neither is an employer."""
    text = "What I got up to\nBaker, Crumb Ltd, 2019 to 2023\nBaked 400 loaves a day.\n\n"
    cv = _cv(text + "Where I learned it\nLeeds College, baking diploma, 2018")
    assert [(role.title, role.employer) for role in cv.roles] == [("Baker", "Crumb Ltd")]
    assert [(study.degree, study.institution) for study in cv.education] == [("baking diploma", "Leeds College")]


@pytest.mark.parametrize(
    "items", ["Figma, Prototyping, HTML", "- Figma\n- Prototyping\n- HTML", "Figma | Prototyping | HTML"]
)
@pytest.mark.parametrize("heading", ["STRENGTHS", "TOOLBOX"])
def test_short_items_are_skills(heading: str, items: str) -> None:
    """A heading nobody knows over short items and nothing else heads skills; over sentences it does not."""
    before = "EXPERIENCE\n\nDesigner, Acme Ltd, 2016 - 2018\n- Drew the plans for the harbour.\n\n"
    cv = _cv(f"{before}{heading}\n{items}\n")
    assert [skill for group in cv.skills for skill in group.skills] == ["Figma", "Prototyping", "HTML"]
    assert not _cv(f"{before}{heading}\n- I listen before I draw.\n- I finish what I begin.\n").skills


def test_courses_with_years_are_certificates() -> None:
    """Courses that say when they were taken are certificates; without years they stay as they are."""
    cv = _cv(
        "BERUFSERFAHRUNG\n\nKoch, Acme GmbH, 2016 - 2018\n- Kochte.\n\nWEITERBILDUNG\nHygieneschulung, IHK, 2019\n"
    )
    assert [(found.name, found.issuer) for found in cv.certifications] == [("Hygieneschulung", "IHK")]


def test_framed_headings_and_plus_signs() -> None:
    """A heading between dashes is a heading, a line after a plus sign a bullet."""
    cv = _cv(
        "--- Experience ---\nClerk, Acme Ltd, 2016 - 2018\n+ Filed motions.\n--- Board Memberships ---\nTown Choir\n"
    )
    assert [text.text for text in cv.roles[0].bullets] == ["Filed motions."]
    assert [(section.heading, section.lines[0].text) for section in cv.other] == [("Board Memberships", "Town Choir")]
