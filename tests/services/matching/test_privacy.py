"""What a model sees of a candidate: the work, and nothing of the person."""

from datetime import date

import pytest

from models.base import Text
from models.cv import CV, Basics, Role, Section
from models.dates import DateRange, YearMonth
from services.documents.reader import read_cv
from services.matching.privacy import Sheet, sheet_of
from tests.services.matching.conftest import ENGINEER

TODAY = date(2026, 11, 20)


@pytest.fixture
def sheet() -> Sheet:
    """Return the engineer as a model sees him."""
    return sheet_of(read_cv(ENGINEER.encode()).cv, TODAY)


@pytest.mark.parametrize(
    "secret",
    [
        "Percival",
        "Oakhurst",
        "Lindqvist",
        "1988",
        "British",
        "Larch",
        "LS1",
        "example.com",
        "7700",
        "male",
        "married",
        " he ",
    ],
)
def test_nothing_personal_is_sent(sheet: Sheet, secret: str) -> None:
    """Name, age, gender, nationality, address, contact; also where they stand inside other lines."""
    assert secret.casefold() not in sheet.text.casefold()


@pytest.mark.parametrize("work", ["Python and Kafka for nine teams", "Data Engineer", "German B2", "English fluent"])
def test_the_work_is_sent(sheet: Sheet, work: str) -> None:
    """Lines, titles, languages by their level."""
    assert work in sheet.text


def test_dates_become_durations() -> None:
    """Years of experience count, years of birth can't be told."""
    dates = DateRange(start=YearMonth(year=2019, month=1), end=YearMonth(year=2021, month=6), text="2019 – 2021")
    role = Role(id="role-1", title="Cook", dates=dates, bullets=(Text(text="Cooked."),))
    text = sheet_of(CV(roles=(role,)), TODAY).text
    assert "Cook (2 years 6 months)" in text
    assert "2019" not in text


@pytest.mark.parametrize(
    "line",
    [
        "Geburtsdatum: 03.04.1980", "Staatsangehörigkeit: deutsch", "verheiratet, zwei Kinder", "née le 4 mai 1990",
        "Nacionalidad: española", "I am married", "32 years old", "Age: 41", "born in 1979",
    ],
)  # fmt: skip
def test_lines_about_the_person_are_dropped(line: str) -> None:
    """In the languages that CVs are read in."""
    section = Section(id="other-1", heading="Other", lines=(Text(text=line), Text(text="Member of a choir.")))
    text = sheet_of(CV(other=(section,)), TODAY).text
    assert line not in text
    assert "choir" in text


@pytest.mark.parametrize(
    "line", ["Taught children in two schools.", "Managed a single product.", "Visa and Mastercard payments"]
)
def test_lines_about_work_with_such_words_are_kept(line: str) -> None:
    """A word is not a detail about the person."""
    assert line.rstrip(".") in sheet_of(CV(summary=(Text(text=line),)), TODAY).text


def test_german_titles_do_not_tell_the_gender() -> None:
    """Buchhalterin and Buchhalter look alike."""
    roles = [
        CV(language="de", roles=(Role(id="role-1", title=title, bullets=(Text(text="Zahlen."),)),))
        for title in ("Buchhalterin",)
    ]
    assert "Buchhalter:in" in sheet_of(roles[0], TODAY).text


def test_a_quote_comes_back_in_the_owners_words(sheet: Sheet) -> None:
    """Also from a line that was changed; what stands nowhere is no quote."""
    assert (
        sheet.quoted("they moved 400 tables to PostgreSQL")[0] == "He moved 400 tables to PostgreSQL without downtime."
    )
    assert sheet.quoted("“Python and Kafka”")[0] == "“Python and Kafka”"
    assert sheet.quoted("Python and Rust") == ("", "")


def test_a_common_name_part_does_not_blank_a_cv() -> None:
    """Initials and short particles are no names."""
    cv = CV(
        basics=Basics(name="J. de la Cruz"), summary=(Text(text="Led de-icing at the airport; la Cruz likes SQL."),)
    )
    assert "de-icing" in sheet_of(cv, TODAY).text
    assert "Cruz" not in sheet_of(cv, TODAY).text
