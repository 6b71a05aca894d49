"""Shapes that CVs take beside the usual ones: margins, rails, chips, grids, capitals, brackets, one line for all."""

from collections.abc import Callable

import pytest

from services.documents.reader import read_cv

FIRST = ["Cut the turnaround of lab samples from 31 hours to 9.", "Trained 14 technicians on the new analyser."]
SECOND = ["Ran 220 assays a week on two instruments.", "Kept the stock list and ordered reagents for three sites."]
ROLES = [
    ("Laboratory Manager", "Harrowgate Diagnostics", "Leeds, UK", "Mar 2018 – Present", FIRST),
    ("Senior Technician", "Brannock Trust", "York, UK", "Jun 2013 – Feb 2018", SECOND),
]
MAIL = r"mira\@example.org"
HEAD = f'#align(center)[#text(20pt, weight: "bold")[Mira Obi]\\\n{MAIL} | (312) 555-0177 | Leeds, UK]\n'
SKILLS = "LIMS, ISO 15189, Python"
STUDY = "*University of Eskmoor* #h(1fr) 2007 – 2010\\\nBSc Biomedical Science\n"


def heading(text: str) -> str:
    """Return a section heading with a rule below it."""
    return f'#v(6pt)#text(12pt, weight: "bold")[{text}]#line(length: 100%)\n'


def roles(form: str) -> str:
    """Return both roles in one form: title, employer, place, dates, bullets."""
    listed = ((*role[:4], "\n".join(f"- {bullet}" for bullet in role[4])) for role in ROLES)
    return "\n".join(form.format(*role) for role in listed)


EDUCATION = heading("Education") + STUDY
END = EDUCATION + heading("Skills") + SKILLS
WORK = heading("Experience") + roles("*{0}* | {1} | {3}\n{4}\n")

SHAPES = {
    "name left, contact right": '#grid(columns: (1fr, auto), [#text(22pt, weight: "bold")[Mira Obi]\\\nLab manager], '
    f"align(right)[{MAIL}\\\n(312) 555-0177\\\nLeeds, UK])\n" + WORK + END,
    "two columns at the bottom": HEAD + heading("Experience") + roles("*{0}* #h(1fr) {3}\\\n{1} #h(1fr) {2}\n{4}\n")
    + "#grid(columns: (1fr, 1fr), column-gutter: 20pt, [" + EDUCATION + "], [" + heading("Skills") + SKILLS + "])",
    "title below the dates": HEAD + heading("Experience") + roles("*{1}*, {2}\\\n{3}\\\n{0}\n{4}\n") + END,
    "place in brackets": HEAD + heading("Experience") + roles("*{1}* ({2}) #h(1fr) _{3}_\\\n{0}\n{4}\n") + END,
    "employer, place, dates with dashes": HEAD + heading("Experience")
    + roles("*{1}* – {2} – {3}\\\n_{0}_\n{4}\n") + END,
    "dates first with bars": HEAD + heading("Experience") + roles("{3} | {0} | {1} | {2}\n{4}\n") + END,
    "at sign": HEAD + heading("Experience") + roles(r"*{0} \@ {1}* #h(1fr) {3}" + "\n{4}\n") + END,
    "headings in a rail": HEAD + "".join(
        f"#grid(columns: (90pt, 1fr), [*{name}*], [{body}])\n#v(8pt)\n"
        for name, body in (
            ("Experience", roles("*{0}* #h(1fr) {3}\\\n{1}, {2}\n{4}\n")), ("Education", STUDY), ("Skills", SKILLS),
        )
    ),
    "skills in frames": HEAD + heading("Skills")
    + " ".join(f"#box(stroke: 0.5pt, inset: 3pt)[{skill}]" for skill in SKILLS.split(", ")) + "\n" + WORK + EDUCATION,
    "capitals throughout": HEAD + "*EXPERIENCE*\n\n" + roles("*{1}*, {2} #h(1fr) {3}\\\n{0}\n{4}\n")
    + "\n*EDUCATION*\n\n" + STUDY + "\n*SKILLS*\n\n" + SKILLS,
    "numbered headings": HEAD + heading("1. Experience") + roles("*{0}*, {1} #h(1fr) {3}\n{4}\n")
    + heading("2. Education") + STUDY + heading("3. Skills") + SKILLS,
    "headings without any look": HEAD + "EXPERIENCE\n\n" + roles("{0}, {1}, {3}\n{4}\n")
    + "\n\nEDUCATION\n\nBSc Biomedical Science, University of Eskmoor, 2010\n\nSKILLS\n\n" + SKILLS,
    "prose above without a heading": HEAD
    + "\nLaboratory manager with fourteen years in clinical chemistry who plans shifts and explains results to all.\n"
    + WORK + END,
    "courses of study as bullets": HEAD + WORK + heading("Education")
    + "- BSc Biomedical Science — University of Eskmoor, 2010\n" + heading("Skills") + SKILLS,
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_shape(shape: str, pdf: Callable[..., bytes]) -> None:
    """Name, contact, roles, bullets, the course of study and the skills are found in every shape."""
    cv = read_cv(pdf(SHAPES[shape])).cv
    assert (cv.basics.name, cv.basics.email, cv.basics.phone) == ("Mira Obi", "mira@example.org", "(312) 555-0177")
    assert cv.basics.location == "Leeds, UK"
    assert [(role.title, role.employer) for role in cv.roles] == [role[:2] for role in ROLES]
    assert [role.dates.text if role.dates else "" for role in cv.roles] == [role[3] for role in ROLES]
    assert [[text.text for text in role.bullets] for role in cv.roles] == [role[4] for role in ROLES]
    assert [(study.degree, study.institution) for study in cv.education] == [
        ("BSc Biomedical Science", "University of Eskmoor")
    ]
    assert [skill for group in cv.skills for skill in group.skills] == SKILLS.split(", ")


def test_tools_beside_project_names(pdf: Callable[..., bytes]) -> None:
    """What stands behind a bar after a project's name, and is a list, is its tools."""
    body = "*Tide Board* | _Python, SQLite, Flask_ #h(1fr) 2020 – 2021\n- Shows tides\n\n"
    body += "*Ledger* | _Rust_ #h(1fr) 2022\n- Adds up\n"
    projects = read_cv(pdf(HEAD + WORK + heading("Projects") + body + END)).cv.projects
    assert [(project.name, project.skills) for project in projects] == [
        ("Tide Board", ("Python", "SQLite", "Flask")),
        ("Ledger", ("Rust",)),
    ]


def test_sections_of_other_kinds_are_kept_whole(pdf: Callable[..., bytes]) -> None:
    """Volunteering and awards are kept with their headings, certificates are named."""
    body = (
        heading("Volunteer Experience") + "*Driver*, Food Pantry #h(1fr) 2015 – 2017\n- Drove a van\n"
        + heading("Honors & Awards") + "Poster prize #h(1fr) 2016\n"
        + heading("Certifications") + "Certified Lab Lead, Board of Labs #h(1fr) 2019\n\nSafety Officer #h(1fr) 2020\n"
    )  # fmt: skip
    cv = read_cv(pdf(HEAD + WORK + body + END)).cv
    assert [section.heading for section in cv.other] == ["Volunteer Experience", "Honors & Awards"]
    assert [line.text for line in cv.other[0].lines] == ["Driver, Food Pantry | 2015 – 2017", "Drove a van"]
    assert [(item.name, item.issuer) for item in cv.certifications] == [
        ("Certified Lab Lead", "Board of Labs"),
        ("Safety Officer", ""),
    ]
