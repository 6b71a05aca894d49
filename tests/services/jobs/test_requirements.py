"""Compound requirements are cut, and each piece has its level."""

import pytest

from services.jobs.requirements import level_of, number, sentences, split


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Solid knowledge of SQL and Python", ["Solid knowledge of SQL", "Solid knowledge of Python"]),
        ("Docker, Kubernetes and Terraform in production",
         ["Docker in production", "Kubernetes in production", "Terraform in production"]),
        ("Tableau, Looker or similar", ["Tableau, Looker or similar"]),
        ("Experience in sales and knowledge of SAP", ["Experience in sales", "knowledge of SAP"]),
        ("Kenntnisse in Lohnbuchhaltung sowie Erfahrung mit DATEV",
         ["Kenntnisse in Lohnbuchhaltung", "Erfahrung mit DATEV"]),
        ("Good written and verbal communication skills", ["Good written and verbal communication skills"]),
        ("Patience and a sense of humour", ["Patience and a sense of humour"]),
    ],
)  # fmt: skip
def test_compounds_are_split_where_each_part_stands_alone(text: str, pieces: list[str]) -> None:
    """A new head noun or a list of tools makes new requirements; a choice and a plain "and" do not."""
    assert split(text) == pieces


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Experience with Revit is desirable", "nice"),
        ("Ideally you speak Dutch", "nice"),
        ("Knowledge of a cloud platform, preferably Azure", "must"),
        ("One programming language (Python preferred)", "must"),
        ("A degree is valued but not required", "nice"),
        ("Französisch von Vorteil", "nice"),
        ("La maîtrise de l'anglais serait un plus", "nice"),
        ("Se valorará experiencia en hostelería", "nice"),
    ],
)
def test_wording_gives_the_level(text: str, level: str) -> None:
    """A wish is worded as one; a preference inside a must is not."""
    assert level_of(text, "must") == level


def test_a_must_among_wishes() -> None:
    """A sentence that says "required" is a must wherever it stands."""
    assert level_of("A driving licence is required", "nice") == "must"


def test_abbreviations_end_no_sentence() -> None:
    """ "e.g.", "z. B." and a German date do not cut a requirement in two."""
    assert sentences("Tools, e.g. Jira. Erfahrung mit ETL, z. B. Talend. Start am 1. Juni in Bonn.") == [
        "Tools, e.g. Jira.",
        "Erfahrung mit ETL, z. B. Talend.",
        "Start am 1. Juni in Bonn.",
    ]


def test_a_text_stands_once_with_the_stricter_level() -> None:
    """The same text twice is one requirement, and the must wins."""
    found = list(number([("First aid", "nice"), ("first aid", "must"), ("Forklift licence", "nice")]))
    assert [(need.id, need.level, need.weight) for need in found] == [("req-1", "must", 3.0), ("req-2", "nice", 1.0)]
