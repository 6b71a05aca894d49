"""Dates as CVs write them."""

import pytest

from services.documents.dates import find_date_range, is_date_text, parse_date_range


@pytest.mark.parametrize(
    ("text", "start", "end", "present"),
    [
        ("Mar 2021 – Present", "2021-03", None, True),
        ("May. 2023 - Aug. 2023", "2023-05", "2023-08", False),
        ("03/2021 – 11/2022", "2021-03", "2022-11", False),
        ("01.2019 – 12.2020", "2019-01", "2020-12", False),
        ("15.03.2019 bis 31.12.2020", "2019-03", "2020-12", False),
        ("2019-03 – 2020-11", "2019-03", "2020-11", False),
        ("seit März 2019", "2019-03", None, True),
        ("janvier 2015 – aujourd'hui", "2015-01", None, True),
        ("enero de 2018 – actualidad", "2018-01", None, True),
        ("lutego 2019 – obecnie", "2019-02", None, True),
        ("Jun '19 - Aug '21", "2019-06", "2021-08", False),
        ("May – Aug 2020", "2020-05", "2020-08", False),
        ("2015–17", "2015", "2017", False),
        ("Summer 2019", "2019-06", None, False),
        ("2013", "2013", None, False),
        ("June 3, 2021", "2021-06", None, False),
        ("2012 – ", "2012", None, True),
    ],
)
def test_spellings(text: str, start: str, end: str | None, present: bool) -> None:
    """Each usual spelling gives the same months."""
    dates = parse_date_range(text)
    assert dates is not None
    assert (str(dates.start), str(dates.end) if dates.end else None, dates.present) == (start, end, present)


@pytest.mark.parametrize("text", ["cost $2000", "Kafka 2.0 to 3000", "from 90 to 35 minutes", "12 TB", "mar", "may"])
def test_numbers_that_are_no_dates(text: str) -> None:
    """A price, a version and a quantity are no dates."""
    assert parse_date_range(text) is None


def test_owner_spelling_is_kept() -> None:
    """The text of a range is the owner's, and its place in the line is known."""
    line = "Acme Corp · Chicago, IL (Mar 2016 – Present)"
    found = find_date_range(line)
    assert found is not None
    assert found[2].text == line[found[0] : found[1]] == "Mar 2016 – Present"


def test_placeholders_are_dates_without_a_year() -> None:
    """The `20XX` of a template is a range that states nothing."""
    dates = parse_date_range("March 20XX – December 20XX")
    assert dates is not None
    assert dates.start is None
    assert dates.text == "March 20XX – December 20XX"


@pytest.mark.parametrize(
    ("text", "alone"),
    [("2019 – 2021", True), ("(2 years 10 months)", True), ("Jan 2020 - Present (3 yrs)", True), ("Acme, 2019", False)],
)
def test_dates_and_nothing_else(text: str, alone: bool) -> None:
    """A date with its length is a date alone; with a name it is not."""
    assert is_date_text(text) is alone
