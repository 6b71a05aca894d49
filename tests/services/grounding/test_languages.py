"""German, French, Spanish, Polish: numbers, dates, names, degrees and own words hold; the rest is refused."""

from datetime import date

import pytest

from models.base import Text
from models.cv import CV, Education, Language, Role
from models.dates import DateRange, YearMonth
from services.grounding.gate import Gate


def cv_of(language: str, role: tuple[str, str, str], lines: tuple[str, ...], degree: tuple[str, str, str]) -> CV:
    """Return a CV with one role that began in March 2018, one degree and one language."""
    dates = DateRange(start=YearMonth(year=2018, month=3), present=True, text=role[2])
    bullets = tuple(Text(text=line) for line in lines)
    return CV(
        language=language,
        roles=(Role(id="role-1", title=role[0], employer=role[1], dates=dates, bullets=bullets),),
        education=(Education(id="education-1", degree=degree[0], field=degree[1], institution=degree[2]),),
        languages=(Language(name="Esperanto", level="B1"),),
    )


CVS = {
    "de": cv_of(
        "de",
        ("Krankenpfleger", "Klinikum Südhang", "März 2018 – heute"),
        (
            "Einarbeitung von sieben neuen Kolleginnen",
            "Mitarbeit bei der Einführung der Patientenakte im Jahr 2021",
            "Senkung der Sturzrate um 15 % innerhalb von zwei Jahren",
        ),
        ("Bachelor of Science", "Pflege", "Hochschule Fulda"),
    ),
    "fr": cv_of(
        "fr",
        ("Comptable", "Maison Verdier", "mars 2018 – aujourd'hui"),
        ("Gestion de 45 dossiers", "Clôture réduite de dix à six jours", "Participation à la migration vers Sage"),
        ("Licence", "Comptabilité", "Université de Nantes"),
    ),
    "es": cv_of(
        "es",
        ("Profesora", "Colegio Almendral", "marzo 2018 – actualidad"),
        ("Clases de física a 28 alumnos", "Colaboré en el plan de estudios", "No utilicé libros de texto"),
        ("Grado", "Física", "Universidad de Sevilla"),
    ),
    "pl": cv_of(
        "pl",
        ("Elektryk", "Zakład Iskra", "marzec 2018 – obecnie"),
        ("Montaż instalacji w 35 domach", "Udział w modernizacji rozdzielni w 2019 roku", "Nadzór nad dwoma uczniami"),
        ("mgr", "Elektrotechnika", "Politechnika Łódzka"),
    ),
}
TRUTHS = [
    ("de", "role-1", "Einarbeitung von 7 neuen Kolleginnen"),
    ("de", "role-1", "Innerhalb von zwei Jahren Senkung der Sturzrate um 15 Prozent"),
    ("de", "", "B.Sc. Pflege, Hochschule Fulda"),
    ("de", "role-1", "Krankenpfleger, Klinikum Südhang, seit 03/2018"),
    ("fr", "role-1", "Clôture réduite de 10 à 6 jours"),
    ("fr", "", "Licence en Comptabilité, Université de Nantes"),
    ("fr", "role-1", "Comptable, Maison Verdier, depuis mars 2018"),
    ("es", "role-1", "A 28 alumnos, clases de física"),
    ("es", "", "Grado en Física, Universidad de Sevilla"),
    ("pl", "role-1", "W 2019 roku udział w modernizacji rozdzielni"),
    ("pl", "role-1", "Montaż instalacji w 35 domach"),
]
LIES = [
    ("de", "role-1", "Einarbeitung von siebzehn neuen Kolleginnen"),
    ("de", "role-1", "Einführung der Patientenakte im Jahr 2021"),
    ("de", "role-1", "Senkung der Sturzrate um 25 %"),
    ("de", "", "M.Sc. Pflege, Hochschule Fulda"),
    ("de", "", "Stationsleiter am Klinikum Südhang"),
    ("de", "role-1", "Krankenpfleger, Klinikum Südhang, seit 03/2015"),
    ("fr", "role-1", "Gestion de 54 dossiers"),
    ("fr", "role-1", "Migration vers Sage"),
    ("fr", "", "Master en Comptabilité, Université de Nantes"),
    ("fr", "", "Comptable chez Danone"),
    ("es", "role-1", "Clases de física a 38 alumnos"),
    ("es", "role-1", "Utilicé libros de texto"),
    ("es", "", "Doctorado en Física"),
    ("pl", "role-1", "Montaż instalacji w 53 domach"),
    ("pl", "role-1", "Modernizacja rozdzielni w 2019 roku"),
    ("pl", "", "Kierownik, Zakład Iskra"),
]


def gate_of(language: str) -> Gate:
    """Return the gate of a CV in a language, on a fixed day."""
    return Gate(CVS[language], today=date(2026, 11, 20))


@pytest.mark.parametrize(("language", "under", "line"), TRUTHS)
def test_truth_passes_in_its_language(language: str, under: str, line: str) -> None:
    """Numbers, dates and degrees in another form, and reordered lines, pass."""
    assert gate_of(language).judge(line, under).reasons == ()


@pytest.mark.parametrize(("language", "under", "line"), LIES)
def test_lie_is_refused_in_its_language(language: str, under: str, line: str) -> None:
    """A changed number, date, degree, employer, part or sign is refused."""
    assert not gate_of(language).judge(line, under).grounded


@pytest.mark.parametrize("language", CVS)
def test_own_words_pass_in_every_language(language: str) -> None:
    """Every line of the owner passes word for word, so a reverted line always does."""
    gate = gate_of(language)
    (role,) = CVS[language].roles
    assert all(gate.judge(line.text, "role-1").grounded for line in role.bullets)
