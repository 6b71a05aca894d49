"""What a fact denies stays denied, with every limit that the denial has."""

import pytest

from tests.services.grounding.builders import RulesOf

HARM = "No lost-time accidents in four seasons"
FERRY = "Ran the ferry without unplanned stops"
SPRAY = "Did not use pesticides"


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (HARM, "Zero lost-time accidents in four seasons"),
        (FERRY, "Ran the ferry with no unplanned stops"),
        (SPRAY, "Used no pesticides"),
        (SPRAY, "Worked without pesticides"),
        ("Kept the reviews short and without blame", "Kept the reviews short and blame-free"),
        ("No penalties on my files", "Not a single penalty on my files"),
        ("Moved the archive without data loss", "Moved data in the archive with no data loss"),
    ],
)
def test_a_denial_may_change_its_words(against: RulesOf, fact: str, line: str) -> None:
    """No, zero, not and without deny alike, and a word may stand both in what is denied and before it."""
    assert against(fact, line) == set()


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (HARM, "No accidents in four seasons"),
        (HARM, "Four seasons without any accidents"),
        (FERRY, "Ran the ferry without stops"),
    ],
)
def test_a_denial_keeps_its_limit(against: RulesOf, fact: str, line: str) -> None:
    """Who had no lost-time accidents may have had others."""
    assert "limit" in against(fact, line)


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (SPRAY, "Used pesticides"),
        ("The merger was not completed", "Completed the merger"),
        ("Ran the merger talks, which were not successful", "Ran successful merger talks"),
        ("Ran the ferry without cancelled crossings", "Ran the ferry with cancelled crossings"),
        ("Worked without a harness", "Did not work without a harness"),
        ("Chartered keeper of the lock", "Not yet chartered as keeper of the lock"),
    ],
)
def test_a_turned_sign_is_refused(against: RulesOf, fact: str, line: str) -> None:
    """A denial left out, put in, or put in twice is refused, also where it denies that something came about."""
    assert "negation" in against(fact, line)
