"""Plain text and Markdown CVs in several languages and heading styles."""

import pytest

from services.documents.reader import read_cv

UNDERLINED = """Jonas Weidenbrück
Softwarearchitekt
Hauptstr. 12, 50667 Köln | jonas.w@example.org | +49 221 4960 0012

BERUFSERFAHRUNG
---------------

seit 04/2019    Softwarearchitekt
                Domklang Versicherung AG, Köln
                - Entwurf der neuen Vertragsplattform mit 14 Diensten
                - Fachliche Führung von sechs Entwicklerinnen und Entwicklern, darunter zwei
                  Auszubildende

10/2012 - 03/2019   Java-Entwickler
                Rheinblick IT GmbH, Bonn
                - Betreuung der Schadenregulierung

AUSBILDUNG
----------
2007 - 2012   M.Sc. Informatik
              Technische Hochschule Musterfurt

SPRACHEN
--------
Deutsch (Muttersprache), Englisch (C1)
"""
FRENCH = """# Éloïse Marchetti-Dupont

Infirmière de bloc opératoire
Lyon, France · eloise.md@example.org · 06 39 98 00 12

## Expérience professionnelle

**Infirmière de bloc** — Clinique des Trois Ponts, Lyon
*mars 2019 – aujourd'hui*

* Instrumentation de 600 interventions par an

**Infirmière** — Hôpital Saint-Aubin, Villeurbanne
*septembre 2014 – février 2019*

* Soins aux urgences

## Formation

**Diplôme d'État d'infirmier**, IFSI de Lyon, 2011 – 2014

## Langues

- Français : langue maternelle
- Italien : courant
"""
SPANISH = """Iñigo Zubizarreta
=================

Contable | Bilbao, España | inigo.z@example.org | 944 960 012

Experiencia laboral
-------------------

Contable senior, Astilleros Ondarroa S.A., Bilbao
enero 2018 – actualidad

- Cierre mensual de tres sociedades

Auxiliar administrativo, Gestoría Lekeitio, Getxo
2014 – 2017

- Atención a 200 clientes

Educación
---------

Grado en Administración de Empresas, Universidad de Zumaia, 2010 – 2014

Idiomas
-------

Español (nativo), Inglés (B2)
"""
OWN_HEADINGS = """OLUWASEUN ADEBAYO-KERR
seun.ak@example.org  |  Dublin, Ireland

WHO I AM
Stage manager who keeps twelve departments on one clock.

WHERE I HAVE WORKED
Stage Manager, Liffey Lantern Theatre, Dublin          Jan 2017 - Present
- Called 410 performances of 23 productions

Assistant Stage Manager, Quay Players, Cork            Aug 2012 - Dec 2016
- Ran props for 14 shows

WHAT I LEARNED
BA Drama, College of Saint Finbar, 2009 - 2012
"""
SPACED = """           A M A R A   N W O S U

     amara.nwosu@example.org     0113 496 0133

E X P E R I E N C E

Librarian                                   2018 - Present
Holme Valley Library Service                Holmfirth
  o  Run the summer reading challenge for 900 children

E D U C A T I O N

MA Librarianship, University of Shefford    2016 - 2017
"""
GLYPHLESS = """Name: Bartholomew Finch
Email: b.finch@example.org

Work Experience:
Forklift Operator, Cardew Logistics, Swindon, 2016 - 2023
Moved 300 pallets a shift without an accident in seven years.
Trained new drivers.

Warehouse Hand, Bluebell Stores, Swindon, 2012 - 2016
Picked and packed orders.

Education:
Highworth School, Swindon, 2006 - 2011
"""
CASES = {
    "German, underlined, dates first": (
        UNDERLINED, "de", "Jonas Weidenbrück",
        [("Softwarearchitekt", "Domklang Versicherung AG", "Köln"), ("Java-Entwickler", "Rheinblick IT GmbH", "Bonn")],
        ("M.Sc. Informatik", "Technische Hochschule Musterfurt"),
    ),
    "French Markdown": (
        FRENCH, "fr", "Éloïse Marchetti-Dupont",
        [
            ("Infirmière de bloc", "Clinique des Trois Ponts", "Lyon"),
            ("Infirmière", "Hôpital Saint-Aubin", "Villeurbanne"),
        ],
        ("Diplôme d'État d'infirmier", "IFSI de Lyon"),
    ),
    "Spanish, setext headings": (
        SPANISH, "es", "Iñigo Zubizarreta",
        [
            ("Contable senior", "Astilleros Ondarroa S.A.", "Bilbao"),
            ("Auxiliar administrativo", "Gestoría Lekeitio", "Getxo"),
        ],
        ("Grado en Administración de Empresas", "Universidad de Zumaia"),
    ),
    "headings outside the vocabulary": (
        OWN_HEADINGS, "en", "OLUWASEUN ADEBAYO-KERR",
        [("Stage Manager", "Liffey Lantern Theatre", "Dublin"), ("Assistant Stage Manager", "Quay Players", "Cork")],
        ("BA Drama", "College of Saint Finbar"),
    ),
    "letter-spaced": (
        SPACED, "en", "AMARA NWOSU", [("Librarian", "Holme Valley Library Service", "Holmfirth")],
        ("MA Librarianship", "University of Shefford"),
    ),
    "labels and lines without glyphs": (
        GLYPHLESS, "en", "Bartholomew Finch",
        [("Forklift Operator", "Cardew Logistics", "Swindon"), ("Warehouse Hand", "Bluebell Stores", "Swindon")],
        ("", "Highworth School"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_text(case: str) -> None:
    """Language, name, roles with employer and place, and the course of study are found."""
    text, language, name, roles, study = CASES[case]
    cv = read_cv(text).cv
    assert (cv.language, cv.basics.name) == (language, name)
    assert [(role.title, role.employer, role.place) for role in cv.roles] == roles
    assert [(item.degree, item.institution) for item in cv.education] == [study]
    assert all(role.bullets and role.dates for role in cv.roles)


def test_wrapped_bullet_is_one_line() -> None:
    """A bullet that goes on in the next line is one fact, and knows the line it began on."""
    bullet = read_cv(UNDERLINED).cv.roles[0].bullets[1]
    assert bullet.text.endswith("darunter zwei Auszubildende")
    assert bullet.origin is not None
    assert bullet.origin.line == 11


def test_mononym_and_headline_without_a_known_title() -> None:
    """One word is a name, and the short line below it the headline."""
    head = "SUKARNOPUTRI\nBatik designer\nsukarnoputri@example.org\n\n"
    text = head + "Experience\n\nPattern Drawer\nRumah Canting\n2015 to present\n* Drew patterns"
    basics = read_cv(text).cv.basics
    assert (basics.name, basics.headline) == ("SUKARNOPUTRI", "Batik designer")


def test_markdown_tables() -> None:
    """Roles and skills in tables are read; the names of the columns are no facts."""
    text = (
        "# Ines Falk\n\nines.falk@example.org | Graz, Austria\n\n## Work history\n\n"
        "| Dates | Title | Employer |\n|---|---|---|\n"
        "| 2019 – 2024 | Pastry Chef | Café Sonnenuhr, Graz |\n| 2015 – 2019 | Baker | Backhaus Lind, Graz |\n\n"
        "## Skills\n\n| Area | Skills |\n|---|---|\n| Baking | laminated dough, sourdough |\n"
    )
    reading = read_cv(text)
    assert [(role.title, role.employer) for role in reading.cv.roles] == [
        ("Pastry Chef", "Café Sonnenuhr"),
        ("Baker", "Backhaus Lind"),
    ]
    assert [(group.label, group.skills) for group in reading.cv.skills] == [
        ("Baking", ("laminated dough", "sourdough"))
    ]
    assert {"head of a table"} <= {item.reason for item in reading.left_out}


def test_rows_of_other_kinds_among_skills() -> None:
    """Human languages and interests in a skills section go where they belong; programming languages stay."""
    text = (
        "Ana Ruiz\nana@example.org\n\nExperience\nEngineer, Acme Ltd, 2020 - 2024\n- Built it\n\n"
        "Skills\nProgramming Languages: C, Java\nLanguages: English (native), French (B2)\nInterests: chess, rowing\n"
    )
    cv = read_cv(text).cv
    assert [(group.label, group.skills) for group in cv.skills] == [("Programming Languages", ("C", "Java"))]
    assert [(language.name, language.level) for language in cv.languages] == [("English", "native"), ("French", "B2")]
    assert [(section.heading, section.lines[0].text) for section in cv.other] == [("Interests", "chess, rowing")]


def test_confidence_tells_what_was_guessed() -> None:
    """A known heading over a complete role is sure; roles without employer or dates are not."""
    sure = read_cv(
        "Ana Ruiz\nana@example.org\n\nExperience\nEngineer, Acme Ltd, 2020 - 2024\n- Built the things"
    ).confidence
    unsure = read_cv(
        "Ana Ruiz\nana@example.org\n\nExperience\nEngineer\n- Built the things\n- Ran them for years"
    ).confidence
    assert sure["Experience"] == 1.0
    assert unsure["Experience"] < 0.5
