"""Lexicons are data: each says where it comes from, and users add their own without code."""

import json
from pathlib import Path

import pytest

from models.cv import CV
from models.errors import UserError
from services.grounding.lexicon_files import DATA
from services.grounding.lexicons import Lexicons
from services.grounding.verify import verify


def add(home: Path, name: str, data: object) -> None:
    """Write a lexicon of the user."""
    folder = home / "lexicons"
    folder.mkdir(parents=True)
    (folder / f"{name}.json").write_text(json.dumps(data), "utf-8")


def test_every_lexicon_names_source_and_licence() -> None:
    """Each data file says where it comes from and under which licence it may be used."""
    files = list(DATA.glob("*.json"))
    assert len(files) > 10
    for path in files:
        data = json.loads(path.read_text("utf-8"))
        assert data["source"] and data["licence"], path.name


@pytest.mark.parametrize("name", ["abbreviations", "equivalents"])
def test_no_group_stands_inside_another(name: str) -> None:
    """A group whose words another group has all of adds nothing, and hides which of the two to mend."""
    texts = json.loads((DATA / f"{name}.json").read_text("utf-8"))["groups"]
    groups = [frozenset(word.strip() for word in text.split(",")) for text in texts]
    holders: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for word in group:
            holders.setdefault(word, set()).add(number)
    inside = [
        texts[number]
        for number, group in enumerate(groups)
        if len(set.intersection(*(holders[word] for word in group))) > 1
    ]
    assert inside == []


def test_users_abbreviation_counts(cv: CV, home: Path) -> None:
    """An abbreviation in AICVGEN_HOME makes a line pass that was refused without it."""
    line = "Built the ORS in Go and PostgreSQL"
    assert not verify(cv, line, "role-1")[0].verdict.grounded
    add(home, "abbreviations", {"groups": ["ors, order service"]})
    assert verify(cv, line, "role-1", home)[0].verdict.grounded


def test_users_word_joins_a_list(home: Path) -> None:
    """A comma-separated entry of the user is added to the shipped one."""
    add(home, "titles", {"nouns": "quipwright"})
    lexicons = Lexicons.load(home)
    assert {"quipwright", "engineer"} <= set(lexicons.listed("titles", "nouns"))


def test_broken_lexicon_is_named(cv: CV, home: Path) -> None:
    """A lexicon that is no JSON is the user's mistake, and the message names the file."""
    add(home, "tools", {})
    (home / "lexicons" / "tools.json").write_text("not json", "utf-8")
    with pytest.raises(UserError, match="tools"):
        verify(cv, "Led a team", "role-1", home)
