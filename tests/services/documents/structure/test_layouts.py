"""One CV in the layouts people use: each must be understood as the same person, roles and studies."""

from collections.abc import Callable

import pytest

from models.cv import CV
from services.documents.reader import read_cv

FIRST = [
    "Cut the turnaround of lab samples from 31 hours to 9 by reordering the night shift and its couriers.",
    "Trained 14 technicians on the new analyser.",
    "Wrote the validation plan that the regulator accepted without questions in the first review of the laboratory.",
]
SECOND = ["Ran 220 assays a week on two instruments.", "Kept the stock list and ordered reagents for three sites."]
THIRD = ["Prepared culture media and cleaned the autoclaves."]
SUMMARY = (
    "Laboratory manager in clinical chemistry. I plan shifts, validate instruments and explain results to anybody."
)
ROLES = [
    ("Laboratory Manager", "Harrowgate Diagnostics Ltd", "Leeds", "Mar 2018 – Present", FIRST),
    ("Senior Technician", "St Brannock Hospital", "York", "Jun 2013 – Feb 2018", SECOND),
    ("Laboratory Assistant", "Ferrous Foods", "Hull", "Sep 2010 – May 2013", THIRD),
]
SKILLS = "Clinical chemistry, ISO 15189, LIMS, method validation, staff rotas"
CONTACT = r"mira.obi\@example.org · +44 20 7946 0018 · Leeds, United Kingdom"
HEAD = f'#align(center)[#text(22pt, weight: "bold")[Mira Castellanos Obi]\\\n{CONTACT}]\n\n'
EDUCATION = "*BSc Biomedical Science* #h(1fr) 2007 – 2010\\\nUniversity of Eskmoor, Durham\n"
RIGHT = "*{0}* #h(1fr) {3}\\\n_{1}_ #h(1fr) {2}\n{4}\n"
BELOW = "*{0}*\\\n{1}\\\n{3} | {2}\n{4}\n"


def heading(text: str) -> str:
    """Return a section heading with a rule below it."""
    return f'#v(6pt)#text(13pt, weight: "bold")[{text}]#line(length: 100%)\n'


def roles(form: str) -> str:
    """Return the three roles in one form: title, employer, place, dates, bullets."""
    listed = ((*role[:4], "\n".join(f"- {bullet}" for bullet in role[4])) for role in ROLES)
    return "\n".join(form.format(*role) for role in listed)


def one_column(form: str, summary: str = "Summary", experience: str = "Experience") -> str:
    """Return the whole CV in one column."""
    ends = heading("Education") + EDUCATION + heading("Skills") + SKILLS
    return HEAD + heading(summary) + SUMMARY + heading(experience) + roles(form) + ends


LAYOUTS = {
    "dates at the right": one_column(RIGHT),
    "employer first": one_column("*{1}*, {2} #h(1fr) {3}\\\n{0}\n{4}\n", "Profile", "Work Experience"),
    "one line with commas": one_column("{0}, {1}, {2}, {3}\n{4}\n", "Profile", "Employment"),
    "dates in a left margin": one_column(
        "#grid(columns: (90pt, 1fr), column-gutter: 10pt, [{3}], [*{0}*\\\n{1}, {2}\n{4}])\n"
    ),
    "dates below": one_column(BELOW),
    "dates above": one_column("{3}\\\n*{0}* at {1}, {2}\n{4}\n"),
    "dashes and brackets": one_column("*{0}* — {1}, {2} ({3})\n{4}\n"),
    "letter-spaced headings": one_column("*{0}* #h(1fr) {3}\\\n{1} · {2}\n{4}\n").replace(
        '#text(13pt, weight: "bold")', '#text(12pt, tracking: 4pt, weight: "bold")'
    ),
    "headers and footers": (
        "#set page(footer: context [Mira Castellanos Obi #h(1fr) Page #counter(page).display() of 2], "
        "header: [Curriculum vitae], height: 420pt)\n" + one_column(RIGHT)
    ),
    "hyphenated and justified": (
        '#set par(justify: true)\n#set text(hyphenate: true, lang: "en")\n#set page(width: 380pt, height: auto)\n'
        + one_column(BELOW)
    ),
    "skills as a grid": one_column(RIGHT).replace(
        SKILLS, "#grid(columns: (1fr, 1fr, 1fr), row-gutter: 6pt, [" + "], [".join(SKILLS.split(", ")) + "])"
    ),
    "sidebar at the right": HEAD
    + "#grid(columns: (1fr, 150pt), column-gutter: 20pt, ["
    + heading("Summary") + SUMMARY + heading("Experience") + roles(BELOW)
    + "], [" + heading("Skills") + "\n".join(f"- {skill}" for skill in SKILLS.split(", "))
    + heading("Education") + "*BSc Biomedical Science*\\\nUniversity of Eskmoor\\\n2007 – 2010])",
    "dark sidebar at the left": "#set page(margin: 0pt)\n#grid(columns: (190pt, 1fr), "
    'block(fill: rgb("#203040"), width: 100%, height: 100%, inset: 18pt)[#set text(white)\n'
    '#text(12pt, weight: "bold")[CONTACT]\\\n' + CONTACT.replace(" · ", "\\\n")
    + '\n\n#text(12pt, weight: "bold")[SKILLS]\n' + "\n".join(f"- {skill}" for skill in SKILLS.split(", "))
    + '], block(inset: 24pt)[#text(24pt, weight: "bold")[Mira Castellanos Obi]\\\nLaboratory Manager\n\n'
    + '#text(12pt, weight: "bold")[PROFILE]\\\n' + SUMMARY
    + '\n\n#text(12pt, weight: "bold")[EXPERIENCE]\n\n' + roles("*{0}*\\\n{1} | {2} | {3}\n{4}\n")
    + '\n\n#text(12pt, weight: "bold")[EDUCATION]\n\n*BSc Biomedical Science*\\\nUniversity of Eskmoor | 2007 – 2010])',
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout: str, pdf: Callable[..., bytes]) -> None:
    """Name, contact, titles, employers, places, dates, bullets, studies and skills are found in every layout."""
    reading = read_cv(pdf(LAYOUTS[layout]))
    cv = reading.cv
    assert cv.basics.name == "Mira Castellanos Obi"
    assert (cv.basics.email, cv.basics.phone) == ("mira.obi@example.org", "+44 20 7946 0018")
    assert [role.title for role in cv.roles] == [role[0] for role in ROLES]
    assert [role.employer for role in cv.roles] == [role[1] for role in ROLES]
    assert [role.place for role in cv.roles] == [role[2] for role in ROLES]
    assert [role.dates.text if role.dates else "" for role in cv.roles] == [role[3] for role in ROLES]
    assert [[text.text for text in role.bullets] for role in cv.roles] == [role[4] for role in ROLES]
    assert not any(role.description for role in cv.roles)
    assert [study.degree for study in cv.education] == ["BSc Biomedical Science"]
    assert cv.education[0].institution.startswith("University of Eskmoor")
    assert [skill for group in cv.skills for skill in group.skills] == SKILLS.split(", ")
    assert reading.notices == ()
    assert cv.other == ()


def _read(pdf: Callable[..., bytes], body: str) -> CV:
    return read_cv(pdf(HEAD + body)).cv


def test_several_roles_under_one_employer(pdf: Callable[..., bytes]) -> None:
    """An employer with its own dates and two roles below gives two roles at that employer."""
    cv = _read(
        pdf,
        heading("Experience") + "*Harrowgate Diagnostics Ltd*, Leeds #h(1fr) 2013 – Present\n\n"
        "_Laboratory Manager_ #h(1fr) Mar 2018 – Present\n- Led the night shift\n\n"
        "_Senior Technician_ #h(1fr) Jun 2013 – Feb 2018\n- Ran assays\n\n"
        "*Ferrous Foods*, Hull #h(1fr) 2010 – 2013\n\n_Assistant_ #h(1fr) Sep 2010 – May 2013\n- Washed up\n",
    )
    assert [(role.title, role.employer, role.place) for role in cv.roles] == [
        ("Laboratory Manager", "Harrowgate Diagnostics Ltd", "Leeds"),
        ("Senior Technician", "Harrowgate Diagnostics Ltd", "Leeds"),
        ("Assistant", "Ferrous Foods", "Hull"),
    ]


def test_roles_without_dates(pdf: Callable[..., bytes]) -> None:
    """Roles that state no dates are roles."""
    cv = _read(pdf, heading("Experience") + roles("*{0}*, {1}\n{4}\n"))
    assert [(role.title, role.employer, role.dates) for role in cv.roles] == [(*role[:2], None) for role in ROLES]


def test_prose_is_description(pdf: Callable[..., bytes]) -> None:
    """A paragraph below a role is prose, not a bullet, and stays with its role."""
    told = "Ran the night shift of eleven people. Wrote the rota and the handover notes that all three sites now use."
    body = "\n\n".join(f"*{role[0]}*, {role[1]} #h(1fr) {role[3]}\n\n{told}\n" for role in ROLES)
    cv = _read(pdf, heading("Experience") + body + heading("Awards") + "- Poster prize")
    assert [[text.text for text in role.description] for role in cv.roles] == [[told]] * 3
    assert not any(role.bullets for role in cv.roles)


def test_no_heading_above_the_roles(pdf: Callable[..., bytes]) -> None:
    """Roles below a summary without a heading of their own are found."""
    cv = _read(pdf, heading("Highlights") + "Fourteen years in laboratories.\n\n" + roles("{0}, {1}, {2} ({3})\n{4}\n"))
    assert [role.employer for role in cv.roles] == [role[1] for role in ROLES]
    assert [text.text for text in cv.qualifications] == ["Fourteen years in laboratories."]


def test_coursework_and_honours_stay_with_their_degree(pdf: Callable[..., bytes]) -> None:
    """What stands below a degree is a line of it, grades are the grade."""
    cv = _read(
        pdf,
        heading("Education")
        + "*University of Eskmoor*, Durham #h(1fr) 2007 – 2010\\\nBSc Biomedical Science · GPA 3.8\n"
        "- Relevant Coursework: Haematology, Statistics\n- Three honours terms\n\n"
        "*Leeds College* #h(1fr) 2005 – 2007\\\nDiploma in Laboratory Work\n",
    )
    first, second = cv.education
    assert (first.degree, first.grade) == ("BSc Biomedical Science", "GPA 3.8")
    assert [text.text for text in first.bullets] == [
        "Relevant Coursework: Haematology, Statistics",
        "Three honours terms",
    ]
    assert (second.degree, second.institution) == ("Diploma in Laboratory Work", "Leeds College")


def test_column_that_goes_on_over_a_page_break(pdf: Callable[..., bytes]) -> None:
    """A role whose bullets stand on page 2 keeps them, though a sidebar stands between on page 1."""
    body = (
        f"#set page(height: 300pt)\n{HEAD}#place(top + right, block(width: 130pt)["
        + heading("Skills")
        + "- LIMS\n- Rotas\n- Audits\n- Pipettes])\n#block(width: 330pt)["
        + heading("Experience")
        + roles(BELOW)
        + "]"
    )
    cv = read_cv(pdf(body)).cv
    assert [len(role.bullets) for role in cv.roles] == [3, 2, 1]
    assert [skill for group in cv.skills for skill in group.skills] == ["LIMS", "Rotas", "Audits", "Pipettes"]


def test_linkedin_export(pdf: Callable[..., bytes]) -> None:
    """LinkedIn's own PDF: white sidebar text is no hidden text, two roles share an employer, lengths are no facts."""
    side = (
        "#text(13pt)[Contact]\\\nmira.obi\\@example.org\\\nwww.linkedin.com/in/mira-obi\n\n"
        "#text(13pt)[Top Skills]\\\nLIMS\\\nISO 15189\n\n#text(13pt)[Languages]\\\nIgbo (Native or Bilingual)"
    )
    main = (
        "#text(26pt)[Mira Castellanos Obi]\\\n#text(12pt)[Laboratory Manager at Harrowgate Diagnostics Ltd]\n\n"
        f"#text(15.75pt)[Summary]\\\n#text(12pt)[{SUMMARY}]\n\n#text(15.75pt)[Experience]\n\n"
        "#text(12pt)[Harrowgate Diagnostics Ltd]\\\n8 years 2 months\n\n#text(11.5pt)[Laboratory Manager]\\\n"
        "March 2018 - Present (8 years 1 month)\\\nLeeds, United Kingdom\n\n"
        "I lead the night shift and plan its rota for all of our three sites.\n\n"
        "#text(11.5pt)[Senior Technician]\\\nJune 2013 - February 2018 (4 years 9 months)\n\n"
        "#text(12pt)[Ferrous Foods]\\\n#text(11.5pt)[Laboratory Assistant]\\\n"
        "September 2010 - May 2013 (2 years 9 months)\n\n"
        "#text(15.75pt)[Education]\n\n#text(12pt)[University of Eskmoor]\\\n"
        "Bachelor of Science - BS, Biomedical Science · (2007 - 2010)"
    )
    dark = 'block(fill: rgb("#293e49"), width: 100%, inset: 10pt)[#set text(fill: white)\n' + side + "]"
    reading = read_cv(pdf(f"#grid(columns: (150pt, 1fr), column-gutter: 20pt, {dark}, [{main}])"))
    cv = reading.cv
    assert [(role.title, role.employer) for role in cv.roles] == [
        ("Laboratory Manager", "Harrowgate Diagnostics Ltd"),
        ("Senior Technician", "Harrowgate Diagnostics Ltd"),
        ("Laboratory Assistant", "Ferrous Foods"),
    ]
    assert cv.basics.name == "Mira Castellanos Obi"
    assert (cv.education[0].degree, cv.education[0].field) == ("Bachelor of Science - BS", "Biomedical Science")
    assert [language.name for language in cv.languages] == ["Igbo"]
    assert reading.notices == ()
