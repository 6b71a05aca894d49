"""Three candidates and two jobs in a folder, one of the candidates unreadable."""

from pathlib import Path

import pytest

ENGINEER = """# Percival Oakhurst-Lindqvist

Mr | born 12 March 1988 | British | 14 Larch Row, Leeds LS1 9ZZ | percival@example.com | +44 7700 900123

## Profile

Percival is a data engineer, and he likes quiet pipelines.

## Experience

**Data Engineer**, Harbourlane Ltd, January 2019 – present
- Built data pipelines in Python and Kafka for nine teams.
- He moved 400 tables to PostgreSQL without downtime.
- Never used Scala in production.

**Junior Analyst**, Quarry Ltd, January 2016 – December 2018
- Wrote reports in SQL and Excel.

## Skills

Python, Kafka, PostgreSQL, SQL

## Personal details

Date of birth: 12.03.1988
Nationality: British
Gender: male
Marital status: married

## Languages

English (native), German B2
"""
NURSE = """# Rosalie Thornquist

## Experience

**Staff Nurse**, Elm Ward, January 2018 – present
- Cared for six patients a shift in intensive care.
- Gave blood products and antibiotics.

## Certifications

Registered Nurse
"""
DATA_JOB = """# Data Engineer

Copper GmbH, Leeds

## Requirements

- Experience with Python
- Experience with Kafka
- Experience with PostgreSQL
- At least 20 years of experience

## Nice to have

- Scala
"""
NURSE_JOB = """# Staff Nurse, Intensive Care

Elm Hospital, Leeds

## Essential

- Registered Nurse
- Experience in intensive care
- Care of patients on a ward
"""


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """Return the folders of the ads and of the CVs."""
    ads, cvs = tmp_path / "ads", tmp_path / "cvs"
    for folder, files in (
        (ads, {"data.md": DATA_JOB, "nurse.md": NURSE_JOB}),
        (cvs, {"engineer.md": ENGINEER, "nurse.md": NURSE, "broken.pdf": "%PDF-1.4 nothing", "notes.xyz": "not a CV"}),
    ):
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
    return ads, cvs
