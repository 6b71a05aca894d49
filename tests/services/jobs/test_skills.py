"""Skills are found by their spellings, and unseen tools by their form."""

import pytest

from services.jobs.skills import implied, is_exact, skills_in, vocabulary


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Python, Go or C++", ("Python", "Go", "C++")),
        ("k8s and GitHub Actions", ("Kubernetes", "GitHub Actions")),
        ("Kenntnisse in MS Office und SAP FI/CO", ("Microsoft Office", "SAP FI/CO")),
        ("wound care and venepuncture", ("wound care", "Phlebotomy")),
        ("atención al cliente y caja", ("customer service",)),
        ("Led 12 people", ("people management",)),
        ("software such as OpenWebUI and GPT4", ("OpenWebUI", "GPT4")),
    ],
)
def test_names_are_canonical(text: str, names: tuple[str, ...]) -> None:
    """Aliases in several languages give one name; CamelCase and digits give unseen ones."""
    assert skills_in(text) == names


@pytest.mark.parametrize(
    "text",
    ["Excel in a fast-paced environment", "Go to market", "a driver's license class C", "vitamin C", "send your CV",
     "the spring season", "our office in the UK", "J'ai de l'expérience", "Master of Business Administration",
     "Mitarbeiter:innen und LehrerInnen"],
)  # fmt: skip
def test_ordinary_words_are_no_tools(text: str) -> None:
    """A tool whose name is an ordinary word needs its capitals and its place."""
    assert skills_in(text) == ()


def test_what_a_skill_implies() -> None:
    """PostgreSQL implies SQL and, through it, relational databases; nothing implies PostgreSQL."""
    assert {"SQL", "relational databases"} <= implied("PostgreSQL")
    assert "PostgreSQL" not in implied("SQL")


def test_the_data_file_is_whole() -> None:
    """Everything that a skill implies is itself in the file, and the file is large."""
    words = vocabulary()
    assert {parent for parents in words.broader.values() for parent in parents} <= set(words.broader)
    assert len(words.broader) > 700
    assert is_exact("Tableau") and not is_exact("teamwork")
